import { closeSync, openSync, readSync } from 'node:fs';
import { keptOf } from '../record/record.mjs';
import { parse, sha256 } from './canonical.mjs';
import { readReceipt, readReceived } from './received.mjs';

/** docs/ledger.md, "The chain" and "Export": every row repeats the hash of the row before it. */

/**
 * @typedef {import('../record/record.mjs').Row} Row
 * @typedef {object} Export
 * @property {any} header The first line.
 * @property {Row[]} rows What is asked of every row whose text is there, in the order of their numbers.
 * @property {string[]} hashes By number of the row, those that are withheld included.
 * @property {string} last The hash of the last row of the ledger's own chain.
 * @property {Map<string, string[]>} chains Of each collector whose rows are there, by the numbers that they have in its own chain.
 * @property {number} recordedBefore @property {Map<string, { seq: number, hash: string }>} heads Where each chain stood by what was recorded before that; `centre` is the ledger's own.
 * @property {import('./received.mjs').Waiting[]} waiting Rows of a collector whose receipt is still to come.
 * @property {Map<number, string>} files Of rows of statements that were issued: the file itself, as it was sealed.
 * @property {number[]} withheld Numbers of the rows of which only the hash is there.
 * @property {string[]} problems What is wrong with the chain, in words.
 */

const GENESIS = '0'.repeat(64);
const MOST_PROBLEMS = 20;

/**
 * Reads an export and checks its chains: `seq` counts up from 1, `prev` is the hash before in the same chain, each hash is that of its text,
 * the last line is the head.
 * @param {Iterable<string>} lines @param {import('../words.mjs').Words} words @param {number} [recordedBefore] @returns {Export}
 */
export function readChain(lines, words, recordedBefore = Number.POSITIVE_INFINITY) {
  /** @type {Export} */
  const read = {
    header: undefined,
    rows: [],
    hashes: [GENESIS],
    last: GENESIS,
    chains: new Map(),
    waiting: [],
    recordedBefore,
    heads: new Map(),
    files: new Map(),
    withheld: [],
    problems: [],
  };
  for (const line of lines) {
    if (read.problems.length >= MOST_PROBLEMS) return read;
    if (read.header !== undefined) readRow(line, read, words);
    else {
      read.header = parse(line) ?? {};
      if (read.header.format !== 'camwatch-ledger-export' || read.header.version !== 1)
        read.problems.push(words.noExport);
    }
  }
  const last = read.hashes.length - 1;
  const { seq, hash } = read.header?.head ?? {};
  if (seq !== last || hash !== read.last || read.waiting.length > 0)
    read.problems.push(words.otherHead(last, seq));
  return read;
}

/** @param {string} line @param {Export} read @param {import('../words.mjs').Words} words */
function readRow(line, read, words) {
  const expected = read.hashes.length;
  const { seq, collector, prev, hash, body, withheld, file } = parse(line) ?? {};
  const say = (what) => read.problems.push(words.inRow(expected, what));
  if (seq !== expected) say(words.otherNumber(expected, seq));
  read.hashes.push(hash);
  if (collector !== undefined)
    return void readReceived({ collector, prev, hash, body, withheld }, expected, read, words);
  if (prev !== read.last) say(words.otherBefore);
  read.last = hash;
  if (typeof file === 'string') read.files.set(expected, file);
  // Of what is withheld, or is not its text, nothing is known: it is no receipt.
  const row = withheld === undefined && typeof body === 'string' ? parse(body) : undefined;
  readReceipt(row, expected, read, words);
  if (row?.recorded_ms < read.recordedBefore) read.heads.set('centre', { seq: expected, hash });
  if (withheld !== undefined) read.withheld.push(expected);
  else if (typeof body !== 'string') say(words.noText);
  else if (sha256(`${prev}\n${body}`) !== hash) say(words.otherHash);
  else {
    if (row?.seq !== expected) say(words.otherText(row?.seq));
    const kept = row && keptOf(row);
    if (kept) read.rows.push(kept);
  }
}

const LINE_FEED = 10;

/** The lines of a file that may be larger than a string can be. @param {string} path @returns {Generator<string>} */
export function* linesOf(path) {
  const descriptor = openSync(path, 'r');
  const chunk = Buffer.alloc(1 << 20);
  /** What was read of a line that goes on. @type {Buffer[]} */
  let begun = [];
  try {
    for (let size = readSync(descriptor, chunk); size > 0; size = readSync(descriptor, chunk)) {
      let begin = 0;
      for (
        let end = chunk.indexOf(LINE_FEED);
        end >= 0 && end < size;
        end = chunk.indexOf(LINE_FEED, begin)
      ) {
        const line = Buffer.concat([...begun, chunk.subarray(begin, end)]);
        if (line.length > 0) yield line.toString();
        [begin, begun] = [end + 1, []];
      }
      begun.push(Buffer.from(chunk.subarray(begin, size)));
    }
    const last = Buffer.concat(begun);
    if (last.length > 0) yield last.toString();
  } finally {
    closeSync(descriptor);
  }
}
