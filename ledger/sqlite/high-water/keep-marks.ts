import { seconds } from '../../../core/time/units.ts';
import { type HighWaterMark, markBeside, writeMark } from '../../files/mark-file.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf } from '../store/sql-values.ts';
import { storedHash } from './stored-hash.ts';

/** Called with the head of a transaction that is on the disk. */
export type MarkKeeper = (head: Pick<HighWaterMark, 'seq' | 'hash'>) => void;

export interface MarkOptions {
  /** Marks besides the one beside the ledger, such as on another disk. */
  readonly markFiles?: readonly string[];
  readonly nowMs?: () => number;
}

/** A forced write is as dear as the transaction itself: one a second is enough, see docs/ledger.md. */
const SYNC_EVERY_MS = seconds(1);
const SYNCHRONOUS_FULL = 2;

/**
 * Keeps the marks of one connection up. A mark that cannot be written fails no transaction, which is on the disk already: it
 * stays behind, which `camwatch_ledger_unmarked_rows` tells.
 */
export function createMarkKeeper(
  database: SqlDatabase,
  { markFiles = [], nowMs = Date.now }: MarkOptions = {},
): MarkKeeper {
  const path = database.location();
  if (path === null || !isSynchronous(database)) return () => undefined;
  const files = [markBeside(path), ...markFiles];
  let ledger: string | undefined;
  let syncedMs = Number.NEGATIVE_INFINITY;
  return ({ seq, hash }) => {
    ledger ??= storedHash(database, 1);
    if (ledger === undefined) return;
    const elapsedMs = performance.now();
    const sync = elapsedMs - syncedMs >= SYNC_EVERY_MS;
    for (const file of files)
      attempt(() => writeMark(file, { ledger: ledger ?? '', seq, hash, atMs: nowMs() }, { sync }));
    if (sync) syncedMs = elapsedMs;
  };
}

/** Where commits are not forced to the disk (made-up history) a mark could claim more than is there. */
const isSynchronous = (database: SqlDatabase): boolean =>
  database.engine === 'postgres' ||
  integerOf(database.prepare('PRAGMA synchronous').get(), 'synchronous') >= SYNCHRONOUS_FULL;

function attempt(write: () => void): void {
  try {
    write();
  } catch {
    // Told by the metric, tried again with the next transaction.
  }
}
