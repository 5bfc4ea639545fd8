import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { expectFree } from '../../../core/host/expect-free.ts';
import { createPrivateFile } from '../../files/create-private-file.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';

interface WriteOptions {
  /** Over a file that is there. */
  readonly force: boolean;
  readonly signal: AbortSignal;
}

/**
 * Writes the lines of an export to a file that only its owner may read; it appears when it is whole.
 * @throws OUTPUT_NOT_EMPTY before a line is asked for, LEDGER_UNWRITABLE, and the reason of `signal`.
 */
export function writeExport(lines: Iterable<string>, out: string, { force, signal }: WriteOptions): void {
  expectFree(out, force);
  withLedgerErrors(out, () => writeLines(lines, out, signal));
}

function writeLines(lines: Iterable<string>, out: string, signal: AbortSignal): void {
  const partial = `${out}.partial`;
  createPrivateFile(partial);
  const descriptor = openSync(partial, 'w');
  try {
    for (const chunk of inChunks(lines)) {
      signal.throwIfAborted();
      writeFileSync(descriptor, `${chunk}\n`);
    }
    renameSync(partial, out);
  } finally {
    closeSync(descriptor);
    rmSync(partial, { force: true });
  }
}

const LINES_PER_CHUNK = 500;

/** Lines together, so that few writes are made of many. */
export function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk: string[] = [];
  for (const line of lines) {
    chunk.push(line);
    if (chunk.length < LINES_PER_CHUNK) continue;
    yield chunk.join('\n');
    chunk = [];
  }
  if (chunk.length > 0) yield chunk.join('\n');
}
