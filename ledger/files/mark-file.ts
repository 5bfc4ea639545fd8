import { hash } from 'node:crypto';
import {
  closeSync,
  constants,
  fdatasyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { besidePath } from '../../core/domain/record-place.ts';
import { makeFolder } from './make-folder.ts';
import { syncFile } from './sync-file.ts';

/** How far a ledger had got: a row that was on the disk before this was written. */
export interface HighWaterMark {
  /** Which ledger: the hash of its first row. */
  readonly ledger: string;
  readonly seq: number;
  readonly hash: string;
  readonly atMs: number;
}

export type MarkReading =
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable'; readonly detail: string }
  | { readonly kind: 'mark'; readonly mark: HighWaterMark };

/** The mark that every process that writes to the ledger at `path` keeps up. */
export const markBeside = (path: string): string => `${besidePath(path)}.mark`;

/** All records have one length within one sector: one is written over the other in place, and never half. */
const RECORD_BYTES = 320;
const TRIES = 3;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Record = z.strictObject({
  ledger: Hash,
  seq: z.int().min(1),
  hash: Hash,
  atMs: z.int().min(0),
  check: z.string(),
});

/** Reads once more what was read while it was being written. */
export function readMark(file: string): MarkReading {
  let reading: MarkReading = { kind: 'none' };
  for (let tries = 0; tries < TRIES; tries++) {
    reading = readOnce(file);
    if (reading.kind !== 'unreadable') return reading;
  }
  return reading;
}

function readOnce(file: string): MarkReading {
  let text: string;
  try {
    text = readFileSync(file, { encoding: 'utf8', flag: constants.O_RDONLY | constants.O_NOFOLLOW });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { kind: 'none' };
    return { kind: 'unreadable', detail: error instanceof Error ? error.message : String(error) };
  }
  const mark = parseRecord(text);
  if (mark) return { kind: 'mark', mark };
  return { kind: 'unreadable', detail: `expected a mark of ${RECORD_BYTES} bytes, got ${text.length}` };
}

function parseRecord(text: string): HighWaterMark | undefined {
  if (text.length !== RECORD_BYTES) return undefined;
  try {
    const { data } = Record.safeParse(JSON.parse(text));
    if (!data) return undefined;
    const { check, ...mark } = data;
    return check === checkOf(mark) ? mark : undefined;
  } catch {
    // Not JSON: unreadable, as the caller says.
    return undefined;
  }
}

const renderRecord = (mark: HighWaterMark): string =>
  `${JSON.stringify({ ...mark, check: checkOf(mark) }).padEnd(RECORD_BYTES - 1)}\n`;

const checkOf = ({ ledger, seq, hash: rowHash, atMs }: HighWaterMark): string =>
  hash('sha256', `${ledger} ${seq} ${rowHash} ${atMs}`, 'hex').slice(0, 16);

/**
 * Writes the mark over the one before. `sync`: it is on the disk when this returns; else when the system writes it back (a
 * process that dies takes nothing along; a power cut may leave an older mark, which raises no alarm).
 */
export function writeMark(file: string, mark: HighWaterMark, { sync }: { readonly sync: boolean }): void {
  const record = renderRecord(mark);
  try {
    writeInPlace(file, record, sync);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    createMark(file, record);
  }
}

function writeInPlace(file: string, record: string, sync: boolean): void {
  const descriptor = openSync(file, constants.O_WRONLY | constants.O_NOFOLLOW);
  try {
    writeSync(descriptor, record, 0);
    if (sync) fdatasyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Whole under its name, or not there: an empty one would be a false alarm after a power cut. */
function createMark(file: string, record: string): void {
  makeFolder(dirname(file));
  const partial = `${file}.${process.pid}.partial`;
  try {
    rmSync(partial, { force: true });
    const descriptor = openSync(partial, 'wx', 0o640);
    try {
      writeSync(descriptor, record, 0);
      fdatasyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(partial, file);
    syncFile(dirname(file));
  } finally {
    rmSync(partial, { force: true });
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
