import { INDICATORS } from '../../../core/domain/state.ts';
import {
  COPIED_GROUP_KINDS,
  type CopiedGroupRow,
  DAY_GROUP_KINDS,
  type DayGroupRow,
  type DayGroupTotal,
  type DayReads,
  type DayRow,
  type DaySums,
} from '../../record/days.ts';
import { createFilter, IN_LIST, listOf, select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, memberOf, type SqlRow, textOf } from '../store/sql-values.ts';
import { entityOf } from './change-rows.ts';

function readMeta(database: SqlDatabase, name: string): string | undefined {
  const row = database.prepare('SELECT value FROM meta WHERE name = ?').get(name);
  return row && textOf(row, 'value');
}

/** Where `meta` keeps the zone. */
export const DAY_TIME_ZONE = 'day-time-zone';

export function createDayReads(database: SqlDatabase): DayReads {
  return {
    dayTimeZone: () => readMeta(database, DAY_TIME_ZONE),
    remembered: (name) => readMeta(database, name),
    builtDays: () =>
      database
        .prepare('SELECT date, through_seq FROM day_built ORDER BY date')
        .all()
        .map((row) => ({ date: textOf(row, 'date'), throughSeq: integerOf(row, 'through_seq') })),
    uncopiedDates: () =>
      database
        .prepare(`
          SELECT date FROM day_built WHERE date NOT IN (SELECT date FROM day_copied WHERE is_current = 1)
          ORDER BY date DESC`)
        .all()
        .map((row) => textOf(row, 'date')),
    copiedGroups: (date) =>
      database
        .prepare(SELECT_COPIED)
        .all(date, listOf(COPIED_GROUP_KINDS) ?? '', date)
        .map(parseCopied),
    days: ({ entity, ...range } = {}) => {
      const filter = createFilter();
      filter.add('date >= ?', range.fromDate);
      filter.add('date <= ?', range.toDate);
      filter.add('entity = ?', entity);
      const sql = `SELECT * FROM day ${filter.where()} ORDER BY entity, indicator, date`;
      return select(database, sql, filter.values).map(parseDay);
    },
    dayGroups: ({ kind, ...range } = {}) => {
      const filter = createFilter();
      filter.add('date >= ?', range.fromDate);
      filter.add('date <= ?', range.toDate);
      filter.add('kind = ?', kind);
      const sql = `SELECT * FROM day_group ${filter.where()} ORDER BY kind, id, indicator, date`;
      return select(database, sql, filter.values).map(parseGroup);
    },
    dayGroupTotals: ({ kind, indicator, ...range }) =>
      database.prepare(SELECT_TOTALS).all(kind, indicator, range.fromDate, range.toDate).map(parseTotal),
  };
}

const SELECT_TOTALS = `
  SELECT kind, id, indicator, max(entities) AS entities, sum(up_ms) AS up_ms, sum(degraded_ms) AS degraded_ms,
    sum(down_ms) AS down_ms, sum(unknown_ms) AS unknown_ms, sum(out_ms) AS out_ms
  FROM day_group WHERE kind = ? AND indicator = ? AND date >= ? AND date <= ? GROUP BY kind, id, indicator ORDER BY id`;

const SELECT_COPIED = `
  SELECT * FROM day_group WHERE date = ? AND kind ${IN_LIST}
  UNION ALL
  SELECT kind, id, indicator, date, 0 AS entities, 0 AS up_ms, 0 AS degraded_ms, 0 AS down_ms, 0 AS unknown_ms, 0 AS out_ms
  FROM day_gone WHERE date = ?`;

function sumsOf(row: SqlRow): DaySums {
  return {
    upMs: integerOf(row, 'up_ms'),
    degradedMs: integerOf(row, 'degraded_ms'),
    downMs: integerOf(row, 'down_ms'),
    unknownMs: integerOf(row, 'unknown_ms'),
    outOfServiceMs: integerOf(row, 'out_ms'),
  };
}

function parseDay(row: SqlRow): DayRow {
  return {
    entity: entityOf(row),
    indicator: memberOf(row, 'indicator', INDICATORS),
    date: textOf(row, 'date'),
    ...sumsOf(row),
  };
}

function parseTotal(row: SqlRow): DayGroupTotal {
  return {
    kind: memberOf(row, 'kind', DAY_GROUP_KINDS),
    id: textOf(row, 'id'),
    indicator: memberOf(row, 'indicator', INDICATORS),
    entities: integerOf(row, 'entities'),
    ...sumsOf(row),
  };
}

const parseGroup = (row: SqlRow): DayGroupRow => ({ ...parseTotal(row), date: textOf(row, 'date') });

const parseCopied = (row: SqlRow): CopiedGroupRow => ({
  ...parseGroup(row),
  kind: memberOf(row, 'kind', COPIED_GROUP_KINDS),
});
