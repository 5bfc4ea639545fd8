import { CHAINED_TABLE_NAMES } from '../../record/chained-tables.ts';
import type { ClockConfirmation, ClockReads } from '../../record/clock.ts';
import { select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, optionalIntegerOf, optionalTextOf, type SqlRow, textOf } from '../store/sql-values.ts';

/** `action` of the row of `audit` in which somebody says that the time is right. */
export const CLOCK_CONFIRMED = 'clock-confirmed';
/** Where `meta` keeps the origin. */
export const CLOCK_ORIGIN = 'clock-origin';

export function createClockReads(database: SqlDatabase): ClockReads {
  return {
    lastRecordedMs: () =>
      [...select(database, SELECT_LAST, [])]
        .map((row) => recordedAtMost(row, database.prepare(SELECT_SET_RIGHT).get(CLOCK_CONFIRMED)))
        .reduce<number | undefined>((lastMs, ms) => Math.max(lastMs ?? ms, ms), undefined),
    lastRowMs: () => {
      const row = database.prepare(`SELECT * FROM (${SELECT_LAST}) ORDER BY seq DESC LIMIT 1`).get();
      return row && integerOf(row, 'recorded_ms');
    },
    lastConfirmation: () => {
      const row = database.prepare(SELECT_CONFIRMATION).get(CLOCK_CONFIRMED);
      return row && parseConfirmation(row);
    },
    rememberedOrigin: () => {
      const row = database.prepare(SELECT_ORIGIN).get(CLOCK_ORIGIN);
      if (row === undefined) return undefined;
      const bootId = textOf(row, 'boot_id');
      return { bootId, originMs: integerOf(row, 'origin_ms'), seq: integerOf(row, 'seq') };
    },
  };
}

const SELECT_LAST = CHAINED_TABLE_NAMES.map(
  (table) => `SELECT * FROM (SELECT seq, recorded_ms FROM ${table} ORDER BY seq DESC LIMIT 1)`,
).join(' UNION ALL ');

/** The last row by which somebody set the time right. The clock may have been ahead before: what was recorded by then was so at its instant at the latest. */
const SELECT_SET_RIGHT = `
  SELECT seq, recorded_ms FROM (
    SELECT seq, recorded_ms FROM void
    UNION ALL SELECT seq, recorded_ms FROM audit WHERE action = ?
  ) ORDER BY seq DESC LIMIT 1`;

function recordedAtMost(row: SqlRow, setRight: SqlRow | undefined): number {
  const recordedMs = integerOf(row, 'recorded_ms');
  const isBefore = setRight !== undefined && integerOf(row, 'seq') < integerOf(setRight, 'seq');
  return isBefore ? Math.min(recordedMs, integerOf(setRight, 'recorded_ms')) : recordedMs;
}

const SELECT_CONFIRMATION = `
  SELECT seq, recorded_ms, author, body ->> 'reason' AS reason, body ->> 'boot_id' AS boot_id,
    body ->> 'origin_ms' AS origin_ms
  FROM audit WHERE action = ? ORDER BY seq DESC LIMIT 1`;

const SELECT_ORIGIN = `
  SELECT value ->> 'boot_id' AS boot_id, value ->> 'origin_ms' AS origin_ms, value ->> 'seq' AS seq
  FROM meta WHERE name = ?`;

function parseConfirmation(row: SqlRow): ClockConfirmation {
  const bootId = optionalTextOf(row, 'boot_id');
  const originMs = optionalIntegerOf(row, 'origin_ms');
  return {
    seq: integerOf(row, 'seq'),
    recordedMs: integerOf(row, 'recorded_ms'),
    author: textOf(row, 'author'),
    reason: textOf(row, 'reason'),
    ...(bootId !== undefined && { bootId }),
    ...(originMs !== undefined && { originMs }),
  };
}
