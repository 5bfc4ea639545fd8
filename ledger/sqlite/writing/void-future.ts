import type { DatabaseSync } from 'node:sqlite';
import { NOT_VOID, VOIDED_KINDS, type VoidedKind } from '../../decisions/voids.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';
import { type AppendRow, createChain } from '../chain/chain.ts';
import { openStore, openStoreReadOnly } from '../store/open-store.ts';
import { takeOwnerLock } from '../store/owner-lock.ts';
import { select } from '../store/select-rows.ts';
import { integerOf, memberOf } from '../store/sql-values.ts';
import { forgetDays } from './day-writer.ts';
import { createStatusWriter } from './status-writer.ts';

/** What is true now, by a time that was confirmed. */
export interface TrueTime {
  readonly nowMs: number;
  /** Day of the city at an instant. */
  readonly dateOf: (atMs: number) => string;
}

export interface FutureRow {
  readonly seq: number;
  readonly kind: VoidedKind;
  /** The first instant that it says something of. */
  readonly fromMs: number;
}

export interface VoidWord {
  readonly author: string;
  readonly reason: string;
}

/** What the record says of the future, and what is void already is not. @throws LEDGER_MISSING. */
export function listFuture(path: string, time: TrueTime): readonly FutureRow[] {
  return withLedgerErrors(path, () => {
    const database = openStoreReadOnly(path);
    try {
      return selectFuture(database, time);
    } finally {
      database.close();
    }
  });
}

/**
 * Adds a row of the chain for each row of the future, which does not count from then on, and makes the working tables say
 * so: all of it, or nothing. Returns what was voided.
 * @throws LEDGER_LOCKED while camwatch runs, since it holds in memory what is voided; LEDGER_MISSING, LEDGER_FULL.
 */
export function voidFuture(path: string, time: TrueTime, word: VoidWord): readonly FutureRow[] {
  openStoreReadOnly(path).close();
  const lock = takeOwnerLock(path, () => time.nowMs);
  try {
    const database = openStore(path, { nowMs: () => time.nowMs });
    try {
      return withLedgerErrors(path, () =>
        createChain(database).transaction((append) => voidAll(database, append, time, word)),
      );
    } finally {
      database.close();
    }
  } finally {
    lock.release();
  }
}

function voidAll(
  database: DatabaseSync,
  append: AppendRow,
  time: TrueTime,
  word: VoidWord,
): readonly FutureRow[] {
  const rows = selectFuture(database, time);
  if (rows.length === 0) return rows;
  for (const { seq, kind } of rows) append('void', { voids: seq, kind, recorded_ms: time.nowMs, ...word });
  createStatusWriter(database).rebuild();
  const firstMs = rows.reduce((first, { fromMs }) => Math.min(first, fromMs), time.nowMs);
  forgetDays(database, time.dateOf(firstMs));
  // Incidents begin anew from what stands on record: their memory is of what was voided.
  database.exec('DELETE FROM incident_snapshot');
  return rows;
}

function selectFuture(database: DatabaseSync, { nowMs, dateOf }: TrueTime): readonly FutureRow[] {
  const rows = select(database, SELECT_FUTURE, { now: nowMs, date: dateOf(nowMs) });
  return Array.from(rows, (row) => ({
    seq: integerOf(row, 'seq'),
    kind: memberOf(row, 'kind', VOIDED_KINDS),
    fromMs: integerOf(row, 'from_ms'),
  }));
}

/**
 * A stretch of coverage is of one clock: where its end lies in the future, all of it was taken by a wrong one. A change of
 * before is kept, whenever it was recorded.
 */
const SELECT_FUTURE = `
  SELECT kind, seq, from_ms FROM (
    SELECT 'change' AS kind, seq, at_ms AS from_ms FROM change WHERE at_ms > :now AND origin <> 'imported'
    UNION ALL SELECT 'coverage', seq, from_ms FROM coverage WHERE to_ms > :now
    UNION ALL SELECT 'traffic_day', seq, :now FROM traffic_day WHERE date > :date
  ) WHERE ${NOT_VOID} ORDER BY seq`;
