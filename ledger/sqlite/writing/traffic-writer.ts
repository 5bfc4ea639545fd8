import type { TrafficUpdate } from '../../../core/domain/sinks.ts';
import type { TrafficDay } from '../../../core/domain/traffic.ts';
import type { AppendRow } from '../chain/chain.ts';
import { refuseHistogram, renderHistogram } from '../reading/histogram-text.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, type SqlRow, textOf } from '../store/sql-values.ts';

/** Keeps the traffic of links: the day that still grows in the working table `traffic_open`, ended ones in the chain. */
export interface TrafficWriter {
  readonly record: (append: AppendRow, update: TrafficUpdate, recordedMs: number) => void;
  /** Keeps days as they stand, none of which is over. */
  readonly keepOpen: (days: readonly TrafficDay[]) => void;
  /** Ends up to `limit` of the days that other runs left open; returns how many there were. */
  readonly closeCrashed: (append: AppendRow, recordedMs: number, limit: number) => number;
}

export function createTrafficWriter(
  database: SqlDatabase,
  { collector, run }: { readonly collector: string; readonly run: string },
): TrafficWriter {
  const isClosed = database.prepare(
    'SELECT 1 FROM traffic_day WHERE link = ? AND date = ? AND direction = ? AND source = ? AND run = ? AND capacity_bps = ?',
  );
  // A day only grows: an older state of it that comes late changes nothing.
  const upsertOpen = database.prepare(`
    INSERT INTO traffic_open (link, date, direction, source, run, capacity_bps, samples, octets, histogram)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (link, date, direction, source, run, capacity_bps) DO UPDATE SET
      samples = excluded.samples, octets = excluded.octets, histogram = excluded.histogram
    WHERE excluded.samples >= traffic_open.samples
  `);
  const deleteOpen = database.prepare(
    'DELETE FROM traffic_open WHERE link = ? AND date = ? AND direction = ? AND source = ? AND run = ? AND capacity_bps = ?',
  );
  // The capacity was changed in the middle of a day: what was counted against the old one ends with it.
  const selectEnding = database.prepare(
    'SELECT * FROM traffic_open WHERE link = ? AND date <= ? AND direction = ? AND source = ? AND run = ?',
  );
  const selectCrashed = database.prepare('SELECT * FROM traffic_open WHERE run <> ? LIMIT ?');

  const upsert = (day: TrafficDay) => {
    refuseHistogram(day);
    const key = keyOf(day, collector, run);
    if (isClosed.get(...key) !== undefined) return;
    upsertOpen.run(...key, day.samples, Math.round(day.octets), renderHistogram(day.histogram));
  };
  const close = (append: AppendRow, row: SqlRow, recordedMs: number) => {
    append('traffic_day', {
      link: textOf(row, 'link'),
      date: textOf(row, 'date'),
      direction: textOf(row, 'direction'),
      capacity_bps: integerOf(row, 'capacity_bps'),
      samples: integerOf(row, 'samples'),
      octets: integerOf(row, 'octets'),
      histogram: textOf(row, 'histogram'),
      source: textOf(row, 'source'),
      run: textOf(row, 'run'),
      recorded_ms: recordedMs,
      author: collector,
    });
    deleteOpen.run(
      textOf(row, 'link'),
      textOf(row, 'date'),
      textOf(row, 'direction'),
      textOf(row, 'source'),
      textOf(row, 'run'),
      integerOf(row, 'capacity_bps'),
    );
  };

  return {
    record: (append, { open, closed }, recordedMs) => {
      for (const day of open) upsert(day);
      for (const day of closed) {
        upsert(day);
        const { linkId, date, direction } = day;
        for (const row of selectEnding.all(linkId, date, direction, collector, run))
          close(append, row, recordedMs);
      }
    },
    keepOpen: (days) => {
      for (const day of days) upsert(day);
    },
    closeCrashed: (append, recordedMs, limit) => {
      const rows = selectCrashed.all(run, limit);
      for (const row of rows) close(append, row, recordedMs);
      return rows.length;
    },
  };
}

/** The capacity is part of it: percents of one are not percents of another. */
function keyOf(
  { linkId, date, direction, capacityBitsPerSecond }: TrafficDay,
  source: string,
  run: string,
): readonly [string, string, string, string, string, number] {
  return [linkId, date, direction, source, run, Math.max(1, Math.round(capacityBitsPerSecond))];
}
