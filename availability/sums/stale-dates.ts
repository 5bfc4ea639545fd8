import { z } from 'zod';
import type { Interval } from '../../core/time/intervals.ts';
import type { DayGroupRow } from '../../ledger/record/days.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { NewRevision } from '../../ledger/record/news.ts';
import { readCoverageRows } from './check-coverage.ts';
import { coverageRows } from './coverage-rows.ts';
import { dayOf, runsOf } from './day-runs.ts';

export interface StaleDates {
  /** Built days that something recorded since may have changed. */
  readonly staleDates: ReadonlySet<string>;
  /** Number of the last row that was looked at. */
  readonly throughSeq: number;
}

/**
 * Which of the built days are not to be relied on any more: late and corrected changes, coverage and revisions that
 * reach back into them, of whatever process. In doubt a day counts as stale.
 */
export function findStaleDates(reader: LedgerReader, timeZone: string): StaleDates {
  return reader.snapshot(() => {
    const built = reader.builtDays();
    const throughSeq = reader.headSeq();
    // Of another zone they are other days.
    if (reader.dayTimeZone() !== timeZone) {
      return { staleDates: new Set(built.map(({ date }) => date)), throughSeq };
    }
    const staleDates = new Set<string>(staleByCoverage(reader, timeZone));
    const afterSeq = built.reduce((least, day) => Math.min(least, day.throughSeq), throughSeq);
    const last = built.at(-1);
    if (!last || afterSeq === throughSeq) return { staleDates, throughSeq };
    const days = built.map((day) => ({ ...day, ...dayOf(day.date, timeZone) }));
    const endMs = dayOf(last.date, timeZone).toMs;
    const touch = (seq: number, { fromMs, toMs }: Interval) => {
      for (const day of days) {
        if (day.fromMs < toMs && day.toMs > fromMs && seq > day.throughSeq) staleDates.add(day.date);
      }
    };
    for (const { seq, fromMs, toMs = endMs } of reader.changedStretches(afterSeq, endMs)) {
      touch(seq, { fromMs, toMs });
    }
    for (const { seq, fromMs } of reader.leases()) touch(seq, { fromMs, toMs: endMs });
    for (const revision of reader.newRevisions(afterSeq)) {
      if (!TELLING.has(revision.kind)) continue;
      touch(revision.seq, { fromMs: Math.min(revision.fromMs, lifeDiffersFromMs(revision)), toMs: endMs });
    }
    return { staleDates, throughSeq };
  });
}

/** What says where a device or link belongs, when it counts, and how often it is checked. */
const TELLING: ReadonlySet<string> = new Set(['device', 'link', 'site', 'area', 'profile', 'polling']);

/** The record only grows, so that days with as much coverage of each collector as before have the same. */
function staleByCoverage(reader: LedgerReader, timeZone: string): readonly string[] {
  const recorded = watchedByDate(reader.dayGroups({ kind: 'coverage' }));
  const built = reader.builtDays().map(({ date }) => date);
  return runsOf(built, timeZone).flatMap(({ period, dates }) => {
    const now = watchedByDate(coverageRows(period, readCoverageRows(reader, period), timeZone));
    return dates.filter((date) => recorded.get(date) !== now.get(date));
  });
}

/** How long checks were watched on each day, by interval, as a text to compare. */
function watchedByDate(rows: Iterable<DayGroupRow>): ReadonlyMap<string, string> {
  const byDate = Map.groupBy(rows, ({ date }) => date);
  const textOf = ({ id, upMs }: DayGroupRow) => `${id} ${upMs}`;
  return new Map(byDate.entries().map(([date, own]) => [date, own.map(textOf).sort().join(', ')]));
}

const Life = z.object({
  lifecycle: z.array(z.object({ stage: z.string(), atMs: z.number() })).default([]),
});

/** A retirement or acceptance that is entered late counts from its own date. */
export function lifeDiffersFromMs({ kind, body = '{}', bodyBefore = '{}' }: NewRevision): number {
  if (kind !== 'device') return Number.POSITIVE_INFINITY;
  const [now, before] = [body, bodyBefore].map((text) => stepsOf(text));
  const differing = now && before ? now.symmetricDifference(before) : new Set<string>();
  return [...differing].reduce(
    (leastMs, step) => Math.min(leastMs, Number(step.split(' ')[0])),
    Number.POSITIVE_INFINITY,
  );
}

const stepsOf = (text: string): ReadonlySet<string> =>
  new Set(Life.parse(JSON.parse(text)).lifecycle.map(({ stage, atMs }) => `${atMs} ${stage}`));
