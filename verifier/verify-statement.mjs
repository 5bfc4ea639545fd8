import { overlaps } from './record/intervals.mjs';
import { periodOf, zoneOf } from './record/time.mjs';
import { finding, judge } from './report.mjs';
import { parse } from './sealed/canonical.mjs';
import { readChain } from './sealed/chain.mjs';
import { checkCheckpoint } from './sealed/checkpoint.mjs';
import { compareChains } from './sealed/received.mjs';
import { checkSeal } from './sealed/seal.mjs';
import { hangsOn } from './settle/hangs-on.mjs';
import { totalOf } from './settle/money.mjs';
import { settle } from './settle/settle.mjs';
import { compare } from './statement/compare.mjs';
import { disputedLines } from './statement/disputed.mjs';
import { byType, formOfFigures } from './statement/form.mjs';
import { createRepeats, onRecord, rowOfSeal, saidOf } from './statement/on-record.mjs';
import { ledgerOf } from './statement/used-rows.mjs';
import { wordsOf } from './words.mjs';

/** A statement settled again from an export, and held to it. */

/** @typedef {import('./report.mjs').Finding} Finding */

/**
 * @param {string} text The file of the statement. @param {Iterable<string>} lines Those of the export.
 * @param {{ fingerprint?: string, checkpoint?: string, language?: string, collectors?: Iterable<string>[] }} [told] `collectors`: lines of exports of collectors.
 */
export function verifyStatement(text, lines, told = {}) {
  const words = wordsOf(told.language ?? 'en');
  const file = parse(text);
  if (file?.document?.format !== 'camwatch-statement-1')
    return judge([{ check: 'seal', outcome: 'unknown', notes: [words.noStatement] }]);
  const { document } = file;
  const seal = attempt(() => checkSeal(text, file, told.fingerprint, words));
  if ('why' in seal) return judge([finding('seal', [words.unreadable(seal.why)])]);
  const ledger = readChain(lines, words, document.recordedBeforeMs);
  const withheld = ledger.withheld.length;
  const findings = [finding('chain', ledger.problems), sealFinding(seal, told.fingerprint, words)];
  for (const own of told.collectors ?? []) {
    const { problems, notes } = compareChains(readChain(own, words), ledger, words);
    findings.push(finding('collectors', problems, 'good', notes));
  }
  if (told.checkpoint !== undefined) {
    const { problems, seq } = checkCheckpoint(told.checkpoint, ledger, document.signer?.publicKey, words);
    findings.push(finding('checkpoint', problems, 'good', [words.through(seq)]));
  }
  // From rows that are not what they were nothing follows.
  if (ledger.problems.length > 0) return judge(findings);
  const row = rowOfSeal(ledger, seal.sha256);
  findings.push(onRecord(document, row, ledger, words));
  const settled = attempt(() => settleAgain(document, ledger, row));
  const notes = [
    ...(withheld > 0 ? [words.withheld(withheld)] : []),
    ...('why' in settled ? [words.noSettling(settled.why)] : []),
  ];
  const differs = 'why' in settled || settled.differences.length > 0;
  const outcome = withheld > 0 ? 'unknown' : differs ? 'bad' : 'good';
  findings.push({ check: 'figures', outcome, notes, ...('why' in settled ? {} : settled) });
  return judge(findings);
}

/** What was changed may lack anything. @template Value @param {() => Value} work @returns {Value | { why: string }} */
function attempt(work) {
  try {
    return work();
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

/** A file names its own key, and that proves nothing. @param {import('./sealed/seal.mjs').Seal} seal @param {string | undefined} told @param {import('./words.mjs').Words} words */
export const sealFinding = ({ problems, fingerprint }, told, words) =>
  told === undefined
    ? finding('seal', problems, 'unknown', [words.noKey, String(fingerprint)])
    : finding('seal', problems);

/** What of a document is not held against rows: it is the question, or who asked it, and the seal vouches for it. */
const ASKED = [
  'format',
  'id',
  'state',
  'number',
  'madeMs', // these three: onRecord
  'asOfMs',
  'recordedBeforeMs',
  'software',
  'signer',
  'contract',
  'objections',
  'period',
];

/** @param {any} document @param {import('./sealed/chain.mjs').Export} ledger @param {any} row Of the statement. */
export function settleAgain(document, ledger, row) {
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
  const { record } = parts[0].city;
  const versions = record.versionsOf(`contract:${contract.id}`).filter(({ body }) => body);
  const touching = versions.filter((version) => overlaps(version, question.period));
  const settled = {
    ...saidOf(row, ledger, document.figures),
    contract: headerOf(touching.at(-1) ?? versions[0]),
    period: { fromMs: from, toMs: to, label, timeZone: period.timeZone },
    contractVersions: touching.map(({ seq }) => ({
      ...{ seq, fromMs: fromOf(record, contract.id, seq), hash: ledger.hashes[seq] },
    })),
    figures: formOfFigures(parts, label),
    money: document.money && moneyOf(document.objections ?? [], parts),
    ...(document.hangsOn && { hangsOn: hangsOn(parts, byType) }),
  };
  const used = ledger.withheld.length > 0 ? undefined : ledgerOf(parts, ledger, period.timeZone);
  const asked = Object.fromEntries(
    ASKED.filter((key) => !(key in settled)).map((key) => [key, document[key]]),
  );
  return compare(document, {
    ...asked,
    ...settled,
    ...(used && { ledger: { ...used, ...headsOf(ledger) } }),
  });
}

/** Where all chains stood (docs/statements.md): nothing where there is the ledger's own alone. @param {import('./sealed/chain.mjs').Export} ledger */
function headsOf({ heads }) {
  const collectors = [...heads.keys()].filter((chain) => chain !== 'centre').sort();
  if (collectors.length === 0) return {};
  return { heads: ['centre', ...collectors].map((chain) => ({ chain, ...heads.get(chain) })) };
}

/** Agency, contractor, name and number as they are at the end of the period. */
const headerOf = ({ body: { id, agency, contractor, name, number } }) => ({
  ...{ id, agency, contractor, name, number },
});

const fromOf = (record, contract, wanted) =>
  record.rowsOf(`contract:${contract}`).find(({ seq }) => seq === wanted)?.from_ms;

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
