import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { sha256 } from './canonical.mjs';

/** docs/ledger.md, "The chain" and "Export": every row repeats the hash of the row before it. */

/**
 * @typedef {Record<string, any>} Row The text that was hashed, read: the columns of a row, with `table` and `seq`.
 * @typedef {object} Export
 * @property {any} header The first line.
 * @property {Row[]} rows Every row whose text is there, in the order of their numbers.
 * @property {string[]} hashes By number of the row, those that are withheld included.
 * @property {Map<number, string>} files Of rows of statements that were issued: the file itself, as it was sealed.
 * @property {number[]} withheld Numbers of the rows of which only the hash is there.
 * @property {string[]} problems What is wrong with the chain, in words.
 */

const GENESIS = '0'.repeat(64);
const MOST_PROBLEMS = 20;

/**
 * Reads an export and checks its chain: `seq` counts up from 1, `prev` is the hash before, each hash is that of its text,
 * the last line is the head.
 * @param {Iterable<string>} lines
 * @returns {Export}
 */
export function readChain(lines) {
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
    if (read.header === undefined) readHeader(line, read);
    else readRow(line, read);
  }
  const last = read.hashes.length - 1;
  const { seq, hash } = read.header?.head ?? {};
  if (seq !== last || hash !== read.hashes[last])
    read.problems.push(`the export ends at row ${last}, and its head says row ${seq}`);
  return read;
}

/** @param {string} line @param {Export} read */
function readHeader(line, read) {
  read.header = parse(line) ?? {};
  if (read.header.format !== 'camwatch-ledger-export' || read.header.version !== 1)
    read.problems.push('expected the header of an export of a camwatch ledger, version 1, in line 1');
}

/** @param {string} line @param {Export} read */
function readRow(line, read) {
  const expected = read.hashes.length;
  const { seq, prev, hash, body, withheld, file } = parse(line) ?? {};
  const say = (/** @type {string} */ what) => read.problems.push(`row ${expected}: ${what}`);
  if (seq !== expected) say(`expected number ${expected}, got ${seq}`);
  if (prev !== read.hashes[expected - 1]) say('the hash of the row before it is another');
  if (withheld === undefined && typeof body !== 'string') say('its text is missing');
  else if (withheld === undefined && sha256(`${prev}\n${body}`) !== hash) say('its text has another hash');
  read.hashes.push(hash);
  if (typeof body !== 'string') {
    read.withheld.push(expected);
    return;
  }
  const row = parse(body);
  if (row?.seq !== expected) say(`its text says number ${row?.seq}`);
  if (row) read.rows.push(row);
  if (typeof file === 'string') read.files.set(expected, file);
}

/** @param {string} text @returns {any} */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The lines of a file that may be larger than a string can be. @param {string} path @returns {Generator<string>} */
export function* linesOf(path) {
  const descriptor = openSync(path, 'r');
  const buffer = Buffer.alloc(1 << 20);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for (;;) {
      const size = readSync(descriptor, buffer);
      if (size === 0) break;
      const lines = (rest + decoder.write(buffer.subarray(0, size))).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line !== '') yield line;
    }
    if (rest !== '') yield rest;
  } finally {
    closeSync(descriptor);
  }
}
