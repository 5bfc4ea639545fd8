import { Temporal } from 'temporal-polyfill';
import { type DayWindow, WEEKDAYS } from '../../../core/time/calendar.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import { serviceHours } from '../../../core/time/service-calendar.ts';
import { days } from '../../../core/time/units.ts';

/** Days and hours of the city, by its clock: those of contracts and of alerts open and close by the same rules. */

export const dateAt = (atMs: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).toPlainDate();

export const midnightMs = (date: Temporal.PlainDate, timeZone: string): number =>
  date.toZonedDateTime(timeZone).epochMilliseconds;

/** When the clock shows that minute of the day; a later one where it skips that. */
export const clockMs = (date: Temporal.PlainDate, minute: number, timeZone: string): number =>
  date.toPlainDateTime().add({ minutes: minute }).toZonedDateTime(timeZone).epochMilliseconds;

/** The time that a window lasts which begins on a date; beyond midnight where it says so. */
export function windowOn(
  date: Temporal.PlainDate,
  window: DayWindow,
  timeZone: string,
): Interval | undefined {
  const weekday = WEEKDAYS[date.dayOfWeek - 1];
  if (weekday === undefined || !window.days.includes(weekday)) return undefined;
  // The same weekday comes but once within three days, so that this is all that opens.
  const calendar = { windows: [{ ...window, days: [weekday] }], holidays: [] };
  const around = { fromMs: midnightMs(date, timeZone), toMs: midnightMs(date.add({ days: 2 }), timeZone) };
  return serviceHours(calendar, around, timeZone)[0];
}

/** Hours in which something is done at once. Remembers the stretch that it was asked of last. */
export interface OpenHours {
  /** The instant itself while they are open, else their next beginning. */
  readonly nextOpenMs: (atMs: number) => number;
}

/** @param holidays Dates on which they do not open. */
export function createOpenHours(
  windows: readonly DayWindow[] | undefined,
  timeZone: string,
  holidays: readonly string[] = [],
): OpenHours {
  if (!windows || windows.length === 0) return { nextOpenMs: (atMs) => atMs };
  let known: readonly Interval[] = [];
  let knownFromMs = Number.POSITIVE_INFINITY;
  let knownToMs = Number.NEGATIVE_INFINITY;
  return {
    nextOpenMs: (atMs) => {
      if (atMs < knownFromMs || atMs + days(9) > knownToMs) {
        // Windows come again every week; the clock may skip one of them.
        knownFromMs = atMs;
        knownToMs = atMs + days(16);
        known = serviceHours({ windows, holidays }, { fromMs: knownFromMs, toMs: knownToMs }, timeZone);
      }
      const next = known.find(({ toMs }) => toMs > atMs);
      return next ? Math.max(next.fromMs, atMs) : atMs;
    },
  };
}
