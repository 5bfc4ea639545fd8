import { canonicalJson, sha256 } from './canonical.mjs';
import { readChain } from './chain.mjs';
import { checkCheckpoint } from './checkpoint.mjs';
import { compare } from './compare.mjs';
import { disputedLines } from './disputed.mjs';
import { byType, formOfFigures } from './form.mjs';
import { memo } from './memo.mjs';
import { totalOf } from './money.mjs';
import { judge } from './report.mjs';
import { checkSeal } from './seal.mjs';
import { settle } from './settle.mjs';
import { periodOf, zoneOf } from './time.mjs';
import { ledgerOf } from './used-rows.mjs';
import { wordsOf } from './words.mjs';

/** A statement settled again from an export, and held to it. */

/** @typedef {import('./report.mjs').Finding} Finding */

/**
 * @param {string} text The file of the statement. @param {Iterable<string>} lines Those of the export.
 * @param {{ fingerprint?: string, checkpoint?: string, language?: string }} [told]
 */
export function verifyStatement(text, lines, told = {}) {
  const words = wordsOf(told.language ?? 'en');
  const file = parse(text);
  if (file?.document?.format !== 'camwatch-statement-1')
    return judge([{ check: 'seal', outcome: 'unknown', notes: [words.noStatement] }]);
  const { document } = file;
  const seal = attempt(() => checkSeal(text, file, told.fingerprint, words));
  if ('why' in seal) return judge([finding('seal', [words.unreadable(seal.why)])]);
  const ledger = readChain(lines, words);
  const withheld = ledger.withheld.length;
  const findings = [finding('chain', ledger.problems), sealFinding(seal, told.fingerprint, words)];
  if (told.checkpoint !== undefined) {
    const { problems, seq } = checkCheckpoint(told.checkpoint, ledger, document.signer?.publicKey, words);
    findings.push(finding('checkpoint', problems, 'good', [words.through(seq)]));
  }
  // From rows that are not what they were nothing follows.
  if (ledger.problems.length > 0) return judge(findings);
  findings.push(onRecord(document, seal, ledger, words));
  const settled = attempt(() => settleAgain(document, ledger));
  const notes = [
    ...(withheld > 0 ? [words.withheld(withheld)] : []),
    ...('why' in settled ? [words.noSettling(settled.why)] : []),
  ];
  const differs = 'why' in settled || settled.differences.length > 0;
  const outcome = withheld > 0 ? 'unknown' : differs ? 'bad' : 'good';
  findings.push({ check: 'figures', outcome, notes, ...('why' in settled ? {} : settled) });
  return judge(findings);
}

/** @param {Finding['check']} check @param {string[]} problems @param {Finding['outcome']} otherwise @param {string[]} notes Where nothing is wrong. @returns {Finding} */
export const finding = (check, problems, otherwise = 'good', notes = []) =>
  problems.length > 0 ? { check, outcome: 'bad', notes: problems } : { check, outcome: otherwise, notes };

/** What was changed may lack anything. @template Value @param {() => Value} work @returns {Value | { why: string }} */
function attempt(work) {
  try {
    return work();
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

/** A file names its own key, and that proves nothing. @param {import('./seal.mjs').Seal} seal @param {string | undefined} told @param {import('./words.mjs').Words} words */
export const sealFinding = ({ problems, fingerprint }, told, words) =>
  told === undefined
    ? finding('seal', problems, 'unknown', [words.noKey, String(fingerprint)])
    : finding('seal', problems);

/** Whether the ledger has a row with the hash and key of the statement. @returns {Finding} */
function onRecord({ id, state, signer, objections = [] }, seal, ledger, words) {
  const rows = ledger.rows.filter(({ table }) => table === 'statement');
  const row = rows.find(({ body }) => body?.sha256 === seal.sha256);
  if (!row && ledger.withheld.length > 0) return finding('record', [], 'unknown', [words.noRecord]);
  if (!row) return finding('record', [words.noRecord]);
  const problems = row.body.fingerprint === signer?.fingerprint ? [] : [words.otherKey];
  if (row.id !== id || row.action !== ACTIONS[state]) problems.push(words.otherName(row.id, row.action));
  const ofIt = rows.filter((one) => one.id === row.id);
  const said = ofIt.filter(({ action, seq }) => action === 'objected' && seq < row.seq).map(objectionOf);
  const isWhole = ledger.withheld.length === 0;
  if (isWhole && canonicalJson(said) !== canonicalJson(objections.map(askedOf)))
    problems.push(words.otherObjections(said.length, objections.length));
  const later = ofIt.findLast(({ action, seq }) => action !== 'objected' && seq > row.seq);
  const notes = [words.statement(id, state), words.through(row.seq)];
  return finding('record', problems, 'good', [
    ...notes,
    ...(later ? [words.later(later.seq, later.action)] : []),
  ]);
}

/** By which step a statement came on record. @type {Record<string, string>} */
const ACTIONS = { draft: 'drafted', issued: 'issued', restated: 'restated' };

/** Objections that were made stay (docs/statements.md), so each one before a statement is in it. */
const objectionOf = ({ author, recorded_ms: recordedMs, body }) => askedOf({ ...body, author, recordedMs });

const askedOf = ({ author, by, entities, lines, outages, recordedMs, why }) => ({
  ...{ author, by, entities, lines, outages, recordedMs, why },
});

/** @param {string} text @returns {any} */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What of a document is not held against rows: it is the question, or who asked it, and the seal vouches for it. */
const ASKED = [
  'format',
  'id',
  'state',
  'number',
  'madeMs',
  'asOfMs',
  'recordedBeforeMs',
  'software',
  'signer',
  'contract',
  'objections',
  'period',
];

/** @param {any} document @param {import('./chain.mjs').Export} ledger */
export function settleAgain(document, ledger) {
  const { contract, period, asOfMs, recordedBeforeMs } = document;
  const question = {
    rows: { rows: ledger.rows, open: ledger.header.open?.coverage },
    contract: contract.id,
    period: { from: period.fromMs, to: period.toMs },
    asOf: asOfMs,
    recordedBefore: recordedBeforeMs,
    cityZone: ledger.header.timeZone ?? period.timeZone,
  };
  const parts = settle(question, (record, kind) => createRepeats(document, record, kind, ledger));
  const zone = zoneOf(period.timeZone);
  const { from, to, label } = periodOf(zone, parts[0]?.part.terms.period ?? 'month', period.fromMs);
  const settled = {
    contract: { id: contract.id },
    period: { fromMs: from, toMs: to, label, timeZone: period.timeZone },
    contractVersions: document.contractVersions.map(({ seq, ...one }) => ({
      ...one,
      seq,
      hash: ledger.hashes[seq],
    })),
    figures: formOfFigures(parts),
    money: document.money && moneyOf(document.objections ?? [], parts),
  };
  const used = ledger.withheld.length > 0 ? undefined : ledgerOf(parts, ledger, period.timeZone);
  const asked = Object.fromEntries(
    ASKED.filter((key) => !(key in settled)).map((key) => [key, document[key]]),
  );
  return compare(document, { ...asked, ...settled, ...(used && { ledger: used }) });
}

/** Disputed and undisputed money (12.3). */
function moneyOf(objections, parts) {
  const lines = parts.flatMap(({ due }) => due.lines);
  const disputed = disputedLines(objections, parts);
  const [yes, no] = [
    lines.filter((_, place) => disputed.has(place)),
    lines.filter((_, place) => !disputed.has(place)),
  ];
  return {
    total: String(totalOf(lines)),
    disputedLines: [...disputed].map((place) => place + 1),
    disputed: String(totalOf(yes)),
    disputedByType: byType(yes),
    undisputed: String(totalOf(no)),
    undisputedByType: byType(no),
  };
}

/**
 * How many periods in a row a rule had lines for an entity (11.7), by the statements of earlier periods in the export.
 * @returns {(rule: string, entity: string | undefined, rules: 1 | 2) => number}
 */
function createRepeats({ contract, period }, record, kind, ledger) {
  const issued = record
    .rowsOf('statement')
    .filter(({ action }) => action === 'issued' || action === 'restated');
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
