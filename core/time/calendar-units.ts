import { Temporal } from 'temporal-polyfill';
import type { PeriodKind } from '../domain/contract-terms.ts';
import type { Interval } from './intervals.ts';
import { steadyClockMs } from './local-clock.ts';

export type CalendarUnit = 'day' | PeriodKind;

/** One day, month, quarter or year, known by the date that it begins with. */
export interface UnitAt {
  readonly unit: CalendarUnit;
  readonly first: Temporal.PlainDate;
}

/** The unit that is so many units later; earlier where the number is negative. */
export function plusUnits({ unit, first }: UnitAt, count: number): UnitAt {
  return { unit, first: first.add(lengthOf(unit, count)) };
}

/**
 * From the first instant of its first date to that of the date after its last. A date may begin after midnight or,
 * where a zone crossed the date line, have no time at all: its interval is then empty.
 */
export function intervalOf(at: UnitAt, timeZone: string): Interval {
  return { fromMs: startMs(at.first, timeZone), toMs: startMs(plusUnits(at, 1).first, timeZone) };
}

/** The unit in which an instant (epoch ms, finite) lies. */
export function unitAt(unit: CalendarUnit, instantMs: number, timeZone: string): UnitAt {
  const date = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(timeZone).toPlainDate();
  const at = { unit, first: firstDateOf(unit, date) };
  const next = plusUnits(at, 1);
  // Clocks put back over midnight show the day before once more, which belongs to the day that has begun.
  return startMs(next.first, timeZone) <= instantMs ? next : at;
}

/** `2026-10-05`, `2026-10`, `2026-Q4` or `2026`. */
export function renderUnit({ unit, first }: UnitAt): string {
  if (unit === 'day') return first.toString();
  if (unit === 'month') return first.toPlainYearMonth().toString();
  const year = first.toString().slice(0, 4);
  return unit === 'year' ? year : `${year}-Q${Math.ceil(first.month / 3)}`;
}

/** Reads what {@link renderUnit} writes; `undefined` when the text is nothing of that. */
export function parseUnit(text: string): UnitAt | undefined {
  if (/^\d{4}$/.test(text)) return unitFrom('year', `${text}-01-01`);
  if (/^\d{4}-\d{2}$/.test(text)) return unitFrom('month', `${text}-01`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return unitFrom('day', text);
  const [, year, quarter] = /^(\d{4})-Q([1-4])$/.exec(text) ?? [];
  const month = String(Number(quarter) * 3 - 2).padStart(2, '0');
  return year === undefined ? undefined : unitFrom('quarter', `${year}-${month}-01`);
}

function unitFrom(unit: CalendarUnit, date: string): UnitAt | undefined {
  try {
    return { unit, first: Temporal.PlainDate.from(date) };
  } catch (error) {
    // The 13th month, the 30th of February.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function firstDateOf(unit: CalendarUnit, date: Temporal.PlainDate): Temporal.PlainDate {
  switch (unit) {
    case 'day':
      return date;
    case 'month':
      return date.with({ day: 1 });
    case 'quarter':
      return date.with({ day: 1, month: Math.ceil(date.month / 3) * 3 - 2 });
    case 'year':
      return date.with({ day: 1, month: 1 });
  }
}

function lengthOf(unit: CalendarUnit, count: number): Temporal.DurationLike {
  switch (unit) {
    case 'day':
      return { days: count };
    case 'month':
      return { months: count };
    case 'quarter':
      return { months: 3 * count };
    case 'year':
      return { years: count };
  }
}

const startMs = (date: Temporal.PlainDate, timeZone: string): number =>
  steadyClockMs(date, 0, timeZone) ?? date.toZonedDateTime(timeZone).epochMilliseconds;
