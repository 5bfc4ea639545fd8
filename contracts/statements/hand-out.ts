import { hash } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { partialOf, writePartial } from '../../core/host/write-whole-file.ts';
import { syncFile } from '../../ledger/files/sync-file.ts';
import { LedgerError } from '../../ledger/record/ledger-error.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import type { FileFormat, OutgoingFile } from './handed-out.ts';

/** A file that is to get its name. */
export interface NewFile {
  readonly path: string;
  readonly format: FileFormat;
  readonly bytes: Uint8Array | string;
}

/** What is in files, by their hashes. */
export type Contents = ReadonlyMap<string, Buffer>;

export interface HandOutSteps {
  /** Puts the files on record; what it throws is thrown, and no file is there then. */
  readonly record: (files: readonly OutgoingFile[], contents: Contents) => void;
  /** What is thrown where a file cannot be written. */
  readonly unwritable: (path: string, error: unknown) => Error;
}

/**
 * Writes files and gives them their names once they are on record: none is ever there that the ledger does not know. One that
 * is killed in between leaves a row of a file that nobody got; done again, the same content is the same row.
 */
export function handOut(files: readonly NewFile[], { record, unwritable }: HandOutSteps): void {
  const partials = files.map((file) => ({ ...file, partial: partialOf(file.path) }));
  try {
    for (const { partial, bytes, path } of partials)
      attempt(path, () => {
        writePartial(path, bytes);
        syncFile(partial);
      });
    const described = files.map((file) => {
      const content = contentOf(file.bytes);
      return { content, file: describe(file, content) };
    });
    record(
      described.map(({ file }) => file),
      new Map(described.map(({ file, content }) => [file.sha256, content])),
    );
    for (const { partial, path } of partials) attempt(path, () => renameSync(partial, path));
  } finally {
    for (const { partial } of partials) rmSync(partial, { force: true });
  }

  function attempt(path: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      throw unwritable(path, error);
    }
  }
}

const describe = ({ path, format }: NewFile, content: Buffer): OutgoingFile => ({
  name: basename(path),
  format,
  sha256: hash('sha256', content, 'hex'),
  sizeBytes: content.length,
});

/** Without a copy: the files of a large city are large. */
const contentOf = (bytes: NewFile['bytes']): Buffer =>
  typeof bytes === 'string'
    ? Buffer.from(bytes)
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Runs `record`, and returns what keeps a ledger from being written to: whoever only reads one, such as an auditor, writes
 * documents all the same. What else goes wrong, such as a full disk, is thrown.
 */
export function recordWhereWritable(
  { path, exists }: Pick<RecordStore, 'path' | 'exists'>,
  record: () => void,
): LedgerError | undefined {
  try {
    if (!exists()) throw new LedgerError('LEDGER_MISSING', `${path}: expected a ledger, found no file`);
    record();
    return undefined;
  } catch (error) {
    if (error instanceof LedgerError && UNWRITABLE.has(error.code)) return error;
    throw error;
  }
}

const UNWRITABLE: ReadonlySet<string> = new Set(['LEDGER_MISSING', 'LEDGER_UNWRITABLE']);
