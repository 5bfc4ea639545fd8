import { z } from 'zod';
import { Words } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import { minutes } from '../../../core/time/units.ts';
import type { Zone } from '../../../core/time/zone.ts';
import { NOT_VOID, VOIDED_KINDS, type VoidedKind } from '../../decisions/voids.ts';
import type { ClockOrigin, KnownTime } from '../../record/clock.ts';
import { ClockError } from '../../record/clock-error.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';
import { type AppendRow, createChain } from '../chain/chain.ts';
import { recordStore } from '../record-store.ts';
import { openStore, openStoreReadOnly } from '../store/open-store.ts';
import { takeOwnerLock } from '../store/owner-lock.ts';
import { select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
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

export const VoidFuture = z.object({
  reason: Words.describe('how it came there'),
  yes: z
    .boolean()
    .default(false)
    .describe('record it; without it the rows are listed and nothing is recorded'),
});

export interface VoidContext {
  readonly path: string;
  readonly author: string;
  readonly time: KnownTime;
  /** Of the city. */
  readonly zone: Zone;
}

/**
 * Lists what the record says of the future, or voids it, by a time that somebody has confirmed.
 * @throws CLOCK_REFUSED where nobody has, and what {@link voidFuture} does.
 */
export function voidCertainFuture(
  { path, author, time, zone }: VoidContext,
  input: z.input<typeof VoidFuture>,
): readonly FutureRow[] {
  const { reason, yes } = parseInput(VoidFuture, input);
  expectCertain(path, time, zone);
  const trueTime = { nowMs: time.wallMs, dateOf: (atMs: number) => zone.dayAt(atMs).date };
  return yes ? voidFuture(path, trueTime, { author, reason }) : listFuture(path, trueTime);
}

/** @throws CLOCK_REFUSED */
function expectCertain(path: string, { servers, wallMs, origin }: KnownTime, zone: Zone): void {
  if (servers === 'confirm' || (servers === 'unknown' && isConfirmed(path, origin))) return;
  throw new ClockError(
    `what is the future is not certain: expected a time that clock.servers or "camwatch clock confirm" have confirmed, got ${zone.renderInstant(wallMs)} of this machine`,
  );
}

/** The clock may have been disciplined since it was confirmed, but not stepped. */
const SAME_MS = minutes(1);

/** Since this start of the system somebody confirmed the time as it is. */
function isConfirmed(path: string, origin: ClockOrigin | undefined): boolean {
  using reader = recordStore(path).openReader();
  const said = reader.lastConfirmation();
  if (said?.originMs === undefined || origin === undefined || said.bootId !== origin.bootId) return false;
  return Math.abs(origin.originMs - said.originMs) <= SAME_MS;
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
  database: SqlDatabase,
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

function selectFuture(database: SqlDatabase, { nowMs, dateOf }: TrueTime): readonly FutureRow[] {
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
