import { sha256 } from './canonical.mjs';
import { readChain } from './chain.mjs';
import { checkCheckpoint } from './checkpoint.mjs';
import { compareStatement, isDisputed } from './compare.mjs';
import { incidentsOf } from './incidents.mjs';
import { dueOf } from './money.mjs';
import { judge } from './report.mjs';
import { checkSeal } from './seal.mjs';
import { settle } from './settle.mjs';
import { checkTargets } from './targets.mjs';
import { periodOf, zoneOf } from './time.mjs';
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
    return judge([
      {
        check: 'seal',
        outcome: 'unknown',
        notes: ['this is no statement of camwatch (camwatch-statement-1)'],
      },
    ]);
  const { document } = file;
  const seal = checkSeal(text, file, told.fingerprint);
  const ledger = readChain(lines);
  const outcome = (
    /** @type {string[]} */ problems,
    /** @type {import('./report.mjs').Outcome} */ otherwise = 'good',
  ) => (problems.length > 0 ? 'bad' : otherwise);
  /** @type {Finding[]} */
  const findings = [
    { check: 'chain', outcome: outcome(ledger.problems), notes: ledger.problems },
    {
      check: 'seal',
      outcome: outcome(seal.problems, told.fingerprint === undefined ? 'unknown' : 'good'),
      notes:
        seal.problems.length > 0 || told.fingerprint !== undefined
          ? seal.problems
          : [words.noKey, String(seal.fingerprint)],
    },
  ];
  if (told.checkpoint !== undefined) {
    const { problems, seq } = checkCheckpoint(told.checkpoint, ledger, document.signer.publicKey);
    findings.push({
      check: 'checkpoint',
      outcome: outcome(problems),
      notes: problems.length > 0 ? problems : [words.through(Number(seq))],
    });
  }
  // From rows that are not what they were nothing follows.
  if (ledger.problems.length > 0) return judge(findings);
  const isOpen = ledger.withheld.length > 0;
  findings.push(onRecord(document, seal, ledger, words));
  const differences = settleAgain(document, ledger);
  const notes = isOpen ? [words.withheld(ledger.withheld.length)] : [];
  findings.push({
    check: 'figures',
    outcome: isOpen ? 'unknown' : differences.length > 0 ? 'bad' : 'good',
    notes,
    differences,
  });
  return judge(findings);
}

/** Whether the ledger has a row with the hash and key of the statement. @param {any} document @param {import('./seal.mjs').Seal} seal @param {import('./chain.mjs').Export} ledger @param {import('./words.mjs').Words} words @returns {Finding} */
function onRecord({ signer }, { sha256: hash }, ledger, words) {
  const row = ledger.rows.find(({ table, body }) => table === 'statement' && body?.sha256 === hash);
  if (!row)
    return {
      check: 'record',
      outcome: ledger.withheld.length > 0 ? 'unknown' : 'bad',
      notes: [words.noRecord],
    };
  return row.body.fingerprint === signer.fingerprint
    ? { check: 'record', outcome: 'good', notes: [words.through(row.seq)] }
    : { check: 'record', outcome: 'bad', notes: [words.otherKey] };
}

/** @param {string} text @returns {any} */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {any} document @param {import('./chain.mjs').Export} ledger
 * @returns {import('./compare.mjs').Difference[]}
 */
export function settleAgain(document, ledger) {
  const { contract, period, asOfMs, recordedBeforeMs } = document;
  const settled = settle({
    rows: { rows: ledger.rows, open: ledger.header.open?.coverage },
    contract: contract.id,
    period: { from: period.fromMs, to: period.toMs },
    asOf: asOfMs,
    recordedBefore: recordedBeforeMs,
    cityZone: period.timeZone,
  });
  const breachOf = createBreaches(document, settled, ledger);
  const parts = settled.parts.map((part) => {
    const incidents = incidentsOf(
      { ...settled, rules: part.rules },
      contract.id,
      period.toMs,
      period.timeZone,
    );
    return { ...part, checks: checkTargets(part, incidents), due: dueOf(part, incidents, breachOf) };
  });
  const outagesBy = new Map(
    parts.flatMap(({ entities }) => entities.map((one) => [one.entity, one.outages.map(({ ref }) => ref)])),
  );
  return [
    ...checkRows(document, ledger),
    ...compareStatement(document, parts, (_, lines) =>
      isDisputed(document.objections ?? [], lines, outagesBy),
    ),
  ];
}

/** The rows of the contract, with their hashes. @param {any} document @param {import('./chain.mjs').Export} ledger @returns {import('./compare.mjs').Difference[]} */
function checkRows(document, ledger) {
  return document.contractVersions
    .filter((/** @type {any} */ { seq, hash }) => ledger.hashes[seq] !== hash)
    .map((/** @type {any} */ { seq, hash }) => ({
      clause: '12.2',
      where: `row ${seq}`,
      what: 'hash of the contract',
      sealed: hash,
      settled: ledger.hashes[seq],
    }));
}

/**
 * How many periods in a row a rule had lines for an entity (11.7), by the statements of earlier periods in the export.
 * @param {any} document @param {ReturnType<typeof settle>} settled @param {import('./chain.mjs').Export} ledger
 */
function createBreaches({ contract, period }, { record, parts }, ledger) {
  /** @type {Map<string, any>} */
  const known = new Map();
  const rows = record
    .decisionsOf('statement')
    .filter(({ action }) => action === 'issued' || action === 'restated');
  const linesOf = (/** @type {string} */ label) => {
    if (!known.has(label)) {
      const row = rows.findLast(({ id }) => id === `${contract.id}:${label}`);
      known.set(
        label,
        row &&
          readStatement(row, ledger)?.document.figures.parts.flatMap(
            (/** @type {any} */ part) => part.money.lines,
          ),
      );
    }
    return known.get(label);
  };
  const zone = zoneOf(period.timeZone);
  const kind = parts[0]?.part.terms.period ?? 'month';
  return (/** @type {string} */ rule, /** @type {string | undefined} */ entity) => {
    let n = 1;
    for (let at = period.fromMs - 1; ; n++) {
      const before = periodOf(zone, kind, at);
      const had = linesOf(before.label)?.some(
        (/** @type {any} */ line) => line.rule === rule && line.entity === entity,
      );
      if (!had) return n;
      at = before.from - 1;
    }
  };
}

/** The file of a statement on record, where the export has it and it is the one that the chain names. @param {any} row @param {import('./chain.mjs').Export} ledger */
function readStatement(row, ledger) {
  const text = ledger.files.get(row.seq);
  if (text === undefined || sha256(text) !== row.body.files?.[0]?.sha256) return undefined;
  return JSON.parse(text);
}
