import { closeSync, openSync, readSync } from 'node:fs';
import { keptOf } from '../record/record.mjs';
import { parse, sha256 } from './canonical.mjs';

/** docs/ledger.md, "The chain" and "Export": every row repeats the hash of the row before it. */

/**
 * @typedef {import('../record/record.mjs').Row} Row
 * @typedef {object} Export
 * @property {any} header The first line.
 * @property {Row[]} rows What is asked of every row whose text is there, in the order of their numbers.
 * @property {string[]} hashes By number of the row, those that are withheld included.
 * @property {Map<number, string>} files Of rows of statements that were issued: the file itself, as it was sealed.
 * @property {number[]} withheld Numbers of the rows of which only the hash is there.
 * @property {string[]} problems What is wrong with the chain, in words.
 */

const GENESIS = '0'.repeat(64);
const MOST_PROBLEMS = 20;

/**
 * Reads an export and checks its chain: `seq` counts up from 1, `prev` is the hash before, each hash is that of its text, the
 * last line is the head.
 * @param {Iterable<string>} lines @param {import('../words.mjs').Words} words @returns {Export}
 */
export function readChain(lines, words) {
  /** @type {Export} */
  const read = {
    header: undefined,
    rows: [],
    hashes: [GENESIS],
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
  if (seq !== last || hash !== read.hashes[last]) read.problems.push(words.otherHead(last, seq));
  return read;
}

/** @param {string} line @param {Export} read @param {import('../words.mjs').Words} words */
function readRow(line, read, words) {
  const expected = read.hashes.length;
  const { seq, prev, hash, body, withheld, file } = parse(line) ?? {};
  const say = (what) => read.problems.push(words.inRow(expected, what));
  if (seq !== expected) say(words.otherNumber(expected, seq));
  if (prev !== read.hashes[expected - 1]) say(words.otherBefore);
  read.hashes.push(hash);
  if (typeof file === 'string') read.files.set(expected, file);
  if (withheld !== undefined) read.withheld.push(expected);
  else if (typeof body !== 'string') say(words.noText);
  else if (sha256(`${prev}\n${body}`) !== hash) say(words.otherHash);
  else {
    const row = parse(body);
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
