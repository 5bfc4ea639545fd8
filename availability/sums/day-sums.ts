import type { Interval } from '../../core/time/intervals.ts';
import { parsePeriod, splitByCalendar } from '../../core/time/periods.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import { buildDays } from './build-days.ts';

export interface DaySumsOptions {
  readonly timeZone: string;
  readonly nowMs: () => number;
}

/** What a rebuild has written. */
export interface RebuiltDays {
  readonly dates: readonly string[];
  readonly days: number;
  readonly groups: number;
}

/**
 * Makes the sums of all days that are over again from the record. The ledger must have no other owner meanwhile.
 * @throws LEDGER_MISSING, LEDGER_LOCKED and what else keeps a ledger shut.
 */
export function rebuildDays(
  store: Pick<RecordStore, 'openReader' | 'own' | 'openDays'>,
  { timeZone, nowMs }: DaySumsOptions,
): RebuiltDays {
  // A ledger that is missing or kept shut is told before anything is locked.
  store.openReader().close();
  using _lock = store.own(nowMs);
  // Whoever closes last takes the log over into the ledger; a reader cannot, and the next ones would go through it all.
  using writer = store.openDays({ nowMs });
  using reader = store.openReader();
  const period = recordedDays(reader, timeZone, nowMs());
  const built = buildDays(reader, { period, timeZone });
  const count = { days: 0, groups: 0 };
  writer.replaceAll({
    ...built,
    days: counted(built.days, () => count.days++),
    groups: counted(built.groups, () => count.groups++),
  });
  return { dates: built.dates, ...count };
}

/** The days of the record that are over: from its first covered day to the last one, that it ends in itself included. */
export function recordedDays(reader: LedgerReader, timeZone: string, nowMs: number): Interval {
  let [fromMs, toMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const segment of reader.coverage({ fromMs: Number.MIN_SAFE_INTEGER, toMs: nowMs })) {
    fromMs = Math.min(fromMs, segment.fromMs);
    toMs = Math.max(toMs, segment.toMs);
  }
  if (fromMs >= toMs) return { fromMs: nowMs, toMs: nowMs };
  const first = wholeDay(fromMs, timeZone);
  const last = wholeDay(Math.min(toMs, nowMs) - 1, timeZone);
  return { fromMs: first.fromMs, toMs: last.toMs <= nowMs ? last.toMs : Math.max(first.fromMs, last.fromMs) };
}

/** The day of the city that an instant is in. */
export function wholeDay(atMs: number, timeZone: string): Interval {
  const [{ label } = { label: '' }] = splitByCalendar({ fromMs: atMs, toMs: atMs + 1 }, 'day', timeZone);
  const day = parsePeriod(label, timeZone);
  if (!day) throw new RangeError(`expected a day of ${timeZone} at ${atMs}, got "${label}"`);
  return { fromMs: day.fromMs, toMs: day.toMs };
}

function* counted<Row>(rows: Iterable<Row>, count: () => void): Generator<Row> {
  for (const row of rows) {
    count();
    yield row;
  }
}
