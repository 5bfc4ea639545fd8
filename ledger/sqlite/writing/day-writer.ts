import type { DayWriter, NewDays } from '../../record/days.ts';
import { COPIED_GROUP_KINDS, type DaySums } from '../../record/days.ts';
import { withLedgerErrors } from '../../record/ledger-error.ts';
import { DAY_TIME_ZONE } from '../reading/day-rows.ts';
import { openStore } from '../store/open-store.ts';
import { createFilter, IN_LIST, listOf } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { REMEMBER } from './remember.ts';

/** @throws LEDGER_NEWER, LEDGER_CORRUPT, LEDGER_UNWRITABLE, LEDGER_BUSY. */
export function openDayWriter(path: string, { nowMs }: { readonly nowMs: () => number }): DayWriter {
  const database = openStore(path, { nowMs });
  // The sums can be made again from the chain: what a loss of power takes is found to be missing.
  if (database.engine === undefined) database.exec('PRAGMA synchronous = NORMAL');
  const transaction = (work: () => void) =>
    withLedgerErrors(path, () => {
      database.exec('BEGIN IMMEDIATE');
      try {
        work();
        database.exec('COMMIT');
      } finally {
        if (database.isTransaction) database.exec('ROLLBACK');
      }
    });
  return {
    replaceAll: (news) =>
      transaction(() => {
        rememberGroups(database);
        // An index that is made at the end costs a fraction of one that grows with every row.
        database.exec(`
          DELETE FROM day; DELETE FROM day_group; DELETE FROM day_built;
          DROP INDEX day_date; DROP INDEX day_group_date;
        `);
        insert(database, news, nowMs());
        forgetGroups(database);
        database.exec(`
          CREATE INDEX day_date ON day (date);
          CREATE INDEX day_group_date ON day_group (date);
        `);
      }),
    replace: (news) =>
      transaction(() => {
        for (const date of news.dates) rememberGroups(database, date);
        for (const table of ['day', 'day_group', 'day_built']) {
          const statement = database.prepare(`DELETE FROM ${table} WHERE date = ?`);
          for (const date of news.dates) statement.run(date);
        }
        insert(database, news, nowMs());
        for (const date of news.dates) forgetGroups(database, date);
      }),
    mark: (staleDates, throughSeq) =>
      transaction(() => {
        const statement = database.prepare('DELETE FROM day_built WHERE date = ?');
        for (const date of staleDates) statement.run(date);
        database.prepare('UPDATE day_built SET through_seq = max(through_seq, ?)').run(throughSeq);
      }),
    markCopied: (dates) =>
      transaction(() => {
        const copied = database.prepare(
          'INSERT INTO day_copied VALUES (?, 1) ON CONFLICT (date) DO UPDATE SET is_current = 1',
        );
        const gone = database.prepare('DELETE FROM day_gone WHERE date = ?');
        for (const date of dates) {
          copied.run(date);
          gone.run(date);
        }
      }),
    remember: (name, value) =>
      transaction(() => {
        database.prepare(REMEMBER).run(name, value);
      }),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

/** Takes away the sums of a date and of all later ones, which are made anew as far as there is a record of them. */
export function forgetDays(database: SqlDatabase, fromDate: string): void {
  const groups = listOf(COPIED_GROUP_KINDS) ?? '';
  database.prepare('UPDATE day_copied SET is_current = 0 WHERE date >= ?').run(fromDate);
  database
    .prepare(
      `INSERT INTO day_gone SELECT date, kind, id, indicator FROM day_group WHERE date >= ? AND kind ${IN_LIST} ON CONFLICT DO NOTHING`,
    )
    .run(fromDate, groups);
  for (const table of ['day', 'day_group', 'day_built'])
    database.prepare(`DELETE FROM ${table} WHERE date >= ?`).run(fromDate);
}

/**
 * Called before sums are replaced, of a date or of all: what was copied of a group that is not there any more must be
 * taken back, since the points of charts are only written over.
 */
function rememberGroups(database: SqlDatabase, date?: string): void {
  const filter = createFilter();
  filter.add('date = ?', date);
  database.prepare(`UPDATE day_copied SET is_current = 0 ${filter.where()}`).run(...filter.values);
  filter.add(`kind ${IN_LIST}`, listOf(COPIED_GROUP_KINDS));
  database
    .prepare(
      `INSERT INTO day_gone SELECT date, kind, id, indicator FROM day_group ${filter.where()} ON CONFLICT DO NOTHING`,
    )
    .run(...filter.values);
}

/** Called after it: of the groups that were remembered only those that are gone stay. */
function forgetGroups(database: SqlDatabase, date?: string): void {
  const filter = createFilter();
  filter.add('date = ?', date);
  filter.addAlways(`EXISTS (
    SELECT 1 FROM day_group AS there WHERE there.kind = day_gone.kind AND there.id = day_gone.id
      AND there.indicator = day_gone.indicator AND there.date = day_gone.date)`);
  database.prepare(`DELETE FROM day_gone ${filter.where()}`).run(...filter.values);
}

const valuesOf = (sums: DaySums) =>
  [sums.upMs, sums.degradedMs, sums.downMs, sums.unknownMs, sums.outOfServiceMs] as const;

function insert(database: SqlDatabase, news: NewDays, builtMs: number): void {
  const { dates, days, groups, throughSeq, timeZone } = news;
  database.prepare(REMEMBER).run(DAY_TIME_ZONE, timeZone);
  const day = database.prepare('INSERT INTO day VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  for (const row of days) day.run(row.entity, row.indicator, row.date, ...valuesOf(row));
  const group = database.prepare('INSERT INTO day_group VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const row of groups) {
    group.run(row.kind, row.id, row.indicator, row.date, row.entities, ...valuesOf(row));
  }
  const built = database.prepare('INSERT INTO day_built VALUES (?, ?, ?)');
  for (const date of dates) built.run(date, throughSeq, builtMs);
}
