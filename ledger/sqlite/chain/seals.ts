import { hours } from '../../../core/time/units.ts';
import type { ChainHead } from '../../record/chain-heads.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, type SqlRow, textOf } from '../store/sql-values.ts';
import type { AppendRow } from './chain.ts';

/** A seal: a row of the chain that repeats where the chain stood. Sent to the parties, it binds everything before it. */
export interface Seal {
  readonly seq: number;
  readonly sealedSeq: number;
  readonly sealedHash: string;
  readonly recordedMs: number;
}

/** A collector seals with the first batch after so long. */
export const SEAL_EVERY_MS = hours(1);

interface SealOptions {
  readonly author: string;
  readonly recordedMs: number;
}

/** Adds a seal when the last one is `sealEveryMs` old, or when there is none yet. */
export function sealIfDue(
  database: SqlDatabase,
  append: AppendRow,
  head: ChainHead,
  { sealEveryMs, ...options }: SealOptions & { readonly sealEveryMs: number },
): void {
  const last = lastSeal(database);
  if (last && options.recordedMs - last.recordedMs < sealEveryMs) return;
  appendSeal(database, append, head, options);
}

/** Seals the last row, unless that is a seal itself. Returns what the last seal now seals. */
export function appendSeal(
  database: SqlDatabase,
  append: AppendRow,
  head: ChainHead,
  { author, recordedMs }: SealOptions,
): ChainHead {
  const last = lastSeal(database);
  if (last && last.seq === head.seq) return { seq: last.sealedSeq, hash: last.sealedHash };
  append('seal', { sealed_seq: head.seq, sealed_hash: head.hash, recorded_ms: recordedMs, author });
  return head;
}

export function lastSeal(database: SqlDatabase): Seal | undefined {
  const row = database.prepare('SELECT * FROM seal ORDER BY seq DESC LIMIT 1').get();
  return row && parseSeal(row);
}

function parseSeal(row: SqlRow): Seal {
  return {
    seq: integerOf(row, 'seq'),
    sealedSeq: integerOf(row, 'sealed_seq'),
    sealedHash: textOf(row, 'sealed_hash'),
    recordedMs: integerOf(row, 'recorded_ms'),
  };
}
