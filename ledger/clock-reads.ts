import type { DatabaseSync } from 'node:sqlite';
import { CHAINED_TABLE_NAMES } from './chained-tables.ts';
import { select } from './select-rows.ts';
import { integerOf } from './sql-values.ts';

export interface ClockReads {
  /** The latest instant at which the last row of any table was recorded; `undefined` where there is no row. */
  readonly lastRecordedMs: () => number | undefined;
}

export function createClockReads(database: DatabaseSync): ClockReads {
  return {
    lastRecordedMs: () =>
      [...select(database, SELECT_LAST, [])]
        .map((row) => integerOf(row, 'recorded_ms'))
        .reduce<number | undefined>((lastMs, ms) => Math.max(lastMs ?? ms, ms), undefined),
  };
}

const SELECT_LAST = CHAINED_TABLE_NAMES.map(
  (table) => `SELECT * FROM (SELECT recorded_ms FROM ${table} ORDER BY seq DESC LIMIT 1)`,
).join(' UNION ALL ');
