import { keptOf } from '../record/record.mjs';
import { parse, sha256 } from './canonical.mjs';
import { isInstant, isMeasured } from './measured-row.mjs';

/** docs/ledger.md, "Rows of collectors": each stands in the chain of its collector, and a receipt of the ledger gives it its number and time. */

/**
 * @typedef {import('./chain.mjs').Export} Export @typedef {import('../words.mjs').Words} Words
 * @typedef {{ place: number, collector: string, hash: string, row?: any, text?: string }} Waiting A row whose receipt is still to come.
 */

const GENESIS = '0'.repeat(64);

/** @param {any} line @param {number} place Its number in the ledger. @param {Export} read @param {Words} words */
export function readReceived({ collector, prev, hash, body, withheld }, place, read, words) {
  const say = (what) => read.problems.push(words.inRow(place, what));
  const chain = chainOf(read, String(collector));
  const ownSeq = chain.length;
  if (prev !== chain[ownSeq - 1]) say(words.otherBefore);
  chain.push(hash);
  /** @type {Waiting} */
  const waiting = { place, collector: String(collector), hash };
  if (withheld !== undefined) read.withheld.push(place);
  else if (typeof body !== 'string') say(words.noText);
  else if (sha256(`${prev}\n${body}`) !== hash) say(words.otherHash);
  else {
    waiting.row = parse(body);
    waiting.text = body;
    if (waiting.row?.seq !== ownSeq) say(words.otherText(waiting.row?.seq));
  }
  read.waiting.push(waiting);
}

/** The row that follows received rows must be the receipt of just these. @param {any} receipt @param {number} place @param {Export} read @param {Words} words */
export function readReceipt(receipt, place, read, words) {
  const rows = read.waiting;
  read.waiting = [];
  if (receipt?.table !== 'receipt') {
    if (rows.length > 0) read.problems.push(words.inRow(place, words.noReceipt(rows.length)));
    return;
  }
  const { collector, from_seq: from, to_seq: to, head, first_seq: first, recorded_ms: receivedMs } = receipt;
  const chain = chainOf(read, String(collector));
  const isOf =
    rows.length === to - from + 1 &&
    rows[0].place === first &&
    chain.length === to + 1 &&
    chain[to] === head &&
    rows.every((row) => row.collector === collector);
  if (receivedMs < read.recordedBefore) read.heads.set(collector, { seq: to, hash: head });
  if (!isOf) read.problems.push(words.inRow(place, words.otherReceipt(collector)));
  for (const { place: seq, row, text = '' } of rows) {
    // What is recorded is what was received; the number is that of the ledger.
    const kept =
      row &&
      counts(row, collector, text) &&
      keptOf({ ...row, seq, recorded_ms: receivedMs, chain: collector });
    if (kept) read.rows.push(kept);
  }
}

/** The hashes of a collector's chain, by the numbers that the rows have there. @param {Export} read @param {string} collector @returns {string[]} */
function chainOf({ chains }, collector) {
  const chain = chains.get(collector) ?? [GENESIS];
  chains.set(collector, chain);
  return chain;
}

/** Whether a row is a measurement of the collector in its own name, or the lease that it obeyed: nothing else of its chain counts. @param {any} row @param {string} collector @param {string} text */
const counts = (row, collector, text) =>
  row.table === 'lease' ? isLease(row) : isMeasured(row, collector, text);

/** @param {any} row */
function isLease({ zone, epoch, from_ms: from, collectors, reason }) {
  if (typeof zone !== 'string' || typeof reason !== 'string' || typeof collectors !== 'string') return false;
  const isNumbered = Number.isSafeInteger(epoch) && epoch > 0;
  if (!isNumbered || !isInstant(from)) return false;
  const names = parse(collectors);
  return Array.isArray(names) && names.every((name) => typeof name === 'string');
}

/**
 * Holds the export of a collector's own ledger to what the centre kept of it: every row that both have is the same.
 * @param {Export} own @param {Export} centre @param {Words} words @returns {{ problems: string[], notes: string[] }}
 */
export function compareChains(own, centre, words) {
  const [, first] = own.hashes;
  const found = [...centre.chains].find(([, chain]) => chain[1] === first);
  if (!found) return { problems: [...own.problems, words.noChain(first)], notes: [] };
  const [collector, chain] = found;
  const last = own.hashes.length - 1;
  const differing = own.hashes.findIndex((hash, seq) => seq < chain.length && hash !== chain[seq]);
  if (differing >= 0)
    return { problems: [...own.problems, words.otherKept(collector, differing)], notes: [] };
  const more = chain.length - 1 - last;
  return {
    problems: own.problems,
    notes: [words.keptTo(collector, Math.min(last, chain.length - 1), Math.max(0, -more))],
  };
}
