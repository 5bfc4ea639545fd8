import { splitByCalendar } from '../../core/time/periods.ts';
import type { DayWriter } from '../../ledger/record/days.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { buildDays } from './build-days.ts';
import { dayOf } from './day-runs.ts';
import { recordedDays } from './day-sums.ts';
import { type InventoryNow, readInventoryNow } from './inventory-now.ts';
import { findStaleDates } from './stale-dates.ts';

/** Keeps the sums of days as the record has them, beside the ledger's owner. */
export interface DayUpdater {
  /** Makes some of the days that are missing or stale anew, the latest first, until its time is over. */
  readonly update: () => DayUpdate;
}

export interface DayUpdate {
  /** Days whose sums were made anew. */
  readonly dates: readonly string[];
  /** How many are still to do. */
  readonly waiting: number;
}

export interface DayUpdaterOptions {
  readonly reader: LedgerReader;
  /** Where the caller has it for others, too. */
  readonly inventory?: InventoryNow;
  readonly writer: Pick<DayWriter, 'mark' | 'replace'>;
  readonly timeZone: string;
  readonly nowMs: () => number;
  /** For so long it goes on to the next day; the day that it is at is finished. */
  readonly budgetMs?: number;
}

export function createDayUpdater(options: DayUpdaterOptions): DayUpdater {
  const { reader, writer, timeZone, nowMs, budgetMs = 5_000 } = options;
  const { membersNow, intervals } = options.inventory ?? readInventoryNow(reader);
  const build = (date: string) => {
    const { fromMs, toMs } = dayOf(date, timeZone);
    const members = membersNow();
    const { days, groups, ...built } = buildDays(reader, {
      ...{ period: { fromMs, toMs }, timeZone, members, intervals },
    });
    writer.replace({ ...built, days: [...days], groups: [...groups] });
  };
  return {
    update: () => {
      const startedMs = performance.now();
      const { staleDates, throughSeq } = findStaleDates(reader, timeZone);
      const built = reader.builtDays();
      if (staleDates.size > 0 || built.some((day) => day.throughSeq < throughSeq)) {
        writer.mark([...staleDates], throughSeq);
      }
      const there = new Set(built.map(({ date }) => date).filter((date) => !staleDates.has(date)));
      const wanted = splitByCalendar(recordedDays(reader, timeZone, nowMs()), 'day', timeZone)
        .map(({ label }) => label)
        .filter((date) => !there.has(date))
        .reverse();
      const dates: string[] = [];
      for (const date of wanted) {
        build(date);
        dates.push(date);
        if (performance.now() - startedMs >= budgetMs) break;
      }
      return { dates, waiting: wanted.length - dates.length };
    },
  };
}
