import { memo } from '../record/memo.mjs';
import { periodOf, zoneOf } from '../record/time.mjs';
import { finding } from '../report.mjs';
import { canonicalJson, parse, sha256 } from '../sealed/canonical.mjs';
import { differencesOf } from './differences.mjs';

/** What the ledger says of a statement itself (docs/statements.md), and of those of earlier periods (rules 11.7). */

/** @typedef {import('../sealed/chain.mjs').Export} Export */

/** The row of a statement, by its seal. @param {Export} ledger @param {string} hash @returns {any} */
export const rowOfSeal = ({ rows }, hash) =>
  rows.find(({ table, body }) => table === 'statement' && body?.sha256 === hash);

/** Whether the row of a statement is of it and has its key, objections and instants. @param {any} document @param {any} row @param {Export} ledger @param {import('../words.mjs').Words} words */
export function onRecord(document, row, ledger, words) {
  const isWhole = ledger.withheld.length === 0;
  if (!row)
    return isWhole ? finding('record', [words.noRecord]) : finding('record', [], 'unknown', [words.noRecord]);
  const { id, state, signer, objections = [] } = document;
  const problems = row.body.fingerprint === signer?.fingerprint ? [] : [words.otherKey];
  if (row.id !== id || row.action !== ACTIONS[state]) problems.push(words.otherName(row.id, row.action));
  const { before, after } = stepsAround(row, ledger);
  const said = before.filter(({ action }) => action === 'objected').map(objectionOf);
  if (isWhole && canonicalJson(said) !== canonicalJson(objections.map(askedOf)))
    problems.push(words.otherObjections(said.length, objections.length));
  if (!areInOrder(document, row, before, ledger)) problems.push(words.otherInstants);
  const later = after.findLast(({ action }) => action in STATES);
  const notes = [words.statement(id, state), words.through(row.seq)];
  return finding('record', problems, 'good', [
    ...notes,
    ...(later ? [words.later(later.seq, later.action)] : []),
  ]);
}

/** By which step a statement came on record. @type {Record<string, string>} */
const ACTIONS = { draft: 'drafted', issued: 'issued', restated: 'restated' };
const STATES = { drafted: 'draft', issued: 'issued', restated: 'restated', withdrawn: '' };

/** The other steps of a statement. @param {any} row @param {Export} ledger */
function stepsAround(row, { rows }) {
  const steps = rows.filter(({ table, id }) => table === 'statement' && id === row.id);
  return {
    before: steps.filter(({ seq }) => seq < row.seq),
    after: steps.filter(({ seq }) => seq > row.seq),
  };
}

/**
 * A statement is asked as of an instant, by what was recorded up to another, made then, and put on record: in this order, and after
 * the step before it. What is issued or restated is as of the instant of the draft (12.5, 12.6).
 */
function areInOrder({ state, asOfMs, recordedBeforeMs, madeMs }, row, before, ledger) {
  const steps = before.filter(({ action }) => action in STATES);
  const instants = [asOfMs, recordedBeforeMs, madeMs, row.recorded_ms];
  const isInOrder = instants.every((at, place) => place === 0 || instants[place - 1] <= at);
  if (state === 'draft' || steps.length === 0) return isInOrder;
  const drafted = steps.findLast(({ action }) => action === 'drafted');
  const issued = steps.find(({ action }) => action === 'issued');
  const first = state === 'restated' && issued && readStatement(issued, ledger)?.document;
  const isOfDraft = first ? first.asOfMs === asOfMs : !drafted || asOfMs <= drafted.recorded_ms;
  return isInOrder && isOfDraft && steps[steps.length - 1].recorded_ms <= recordedBeforeMs;
}

/** What its row says of a statement, and the rows before it of what it replaces. @param {any} row @param {Export} ledger @param {any} figures */
export function saidOf(row, ledger, figures) {
  if (!row) return {};
  const { number, reason, agreedBy, objectionEndsMs } = row.body;
  const said = { number, reason, agreedBy, objectionEndsMs };
  const replaced = row.action === 'restated' ? stepsAround(row, ledger).before.findLast(isIssued) : undefined;
  const old = replaced && readStatement(replaced, ledger)?.document.figures;
  return {
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    ...(replaced && { replaces: { number: replaced.body.number, sha256: replaced.body.sha256 } }),
    ...(old && { differences: differencesOf(old, figures) }),
    ...(agreedBy !== undefined && { agreement: row.body.files?.slice(1) }),
    ...signOffOf(row, ledger),
  };
}

/** What is issued names the row in which the contractor agreed to its draft, by the hash of that draft. */
function signOffOf(row, ledger) {
  if (row.action !== 'issued') return {};
  const { before } = stepsAround(row, ledger);
  const draft = before.findLast(({ action }) => action === 'drafted')?.body.sha256;
  const agreed = before.find(({ action, body }) => action === 'agreed' && body.of === draft);
  if (!agreed) return {};
  const { seq, author, recorded_ms: recordedMs, body } = agreed;
  return { signOff: { seq, recordedMs, author, by: body.by, of: body.of } };
}

const isIssued = ({ action }) => action === 'issued' || action === 'restated';

/** Objections that were made stay (docs/statements.md), so each one before a statement is in it. */
const objectionOf = ({ author, recorded_ms: recordedMs, body }) => askedOf({ ...body, author, recordedMs });

const askedOf = ({ author, by, entities, lines, outages, recordedMs, why }) => ({
  ...{ author, by, entities, lines, outages, recordedMs, why },
});

/**
 * How many periods in a row a rule had lines for an entity (11.7), by the statements of earlier periods in the export.
 * @returns {(rule: string, entity: string | undefined, rules: 1 | 2) => number}
 */
export function createRepeats({ contract, period }, record, kind, ledger) {
  const issued = record.rowsOf('statement').filter(isIssued);
  const linesOf = memo((/** @type {string} */ label) => {
    const row = issued.findLast(({ id }) => id === `${contract.id}:${label}`);
    const parts = (row && readStatement(row, ledger)?.document.figures.parts) ?? [];
    return parts.flatMap(({ money }) => money.lines);
  });
  const zone = zoneOf(period.timeZone);
  // Version 1 looks in the zone of the city, as far as an export names it.
  const inCity = periodOf(zoneOf(ledger.header.timeZone ?? period.timeZone), kind, period.fromMs);
  const isCounted = inCity.from === period.fromMs && inCity.to === period.toMs;
  return (rule, entity, rules) => {
    if (rules === 1 && !isCounted) return 1;
    let n = 1;
    for (let at = period.fromMs - 1; ; n++) {
      const before = periodOf(zone, kind, at);
      if (!linesOf(before.label).some((line) => line.rule === rule && line.entity === entity)) return n;
      at = before.from - 1;
    }
  };
}

/** The file of a statement on record, where the export has it and it is the one that the chain names. */
function readStatement(row, ledger) {
  const text = ledger.files.get(row.seq);
  return text !== undefined && sha256(text) === row.body.files?.[0]?.sha256 ? parse(text) : undefined;
}
