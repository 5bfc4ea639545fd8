import { Temporal } from 'temporal-polyfill';
import { type DayWindow, type ServiceCalendar, WEEKDAYS } from './calendar.ts';
import { intervalOf, unitAt } from './calendar-units.ts';
import { clip, type Interval, type IntervalSet, subtract, union } from './intervals.ts';
import { steadyClockMs } from './local-clock.ts';

/**
 * When a contract counts within a finite interval. A window belongs to the weekday on which it begins, also where it
 * goes beyond midnight; the dates of holidays are taken out of whatever window, from their first instant to their last.
 * A window opens and closes when the clock of the zone first shows that time or a later one: when the clock is put
 * forward over it, at that instant; when it is put back, the first time. So windows that follow each other leave no gap.
 *
 * @throws RangeError when a holiday is no date, there is no such time zone, or the interval has no end.
 */
export function serviceHours(calendar: ServiceCalendar, interval: Interval, timeZone: string): IntervalSet {
  const { windows, holidays } = calendar;
  const open = windows.length === 0 ? [interval] : openWindows(windows, interval, timeZone);
  return subtract(clip(union(open), interval), union(holidays.map((date) => dayOf(date, timeZone))));
}

function openWindows(windows: readonly DayWindow[], interval: Interval, timeZone: string): Interval[] {
  if (interval.fromMs >= interval.toMs) return [];
  const open: Interval[] = [];
  const last = dateAt(interval.toMs, timeZone);
  // What opened the day before may still be open.
  let date = dateAt(interval.fromMs, timeZone).subtract({ days: 1 });
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    const weekday = WEEKDAYS[date.dayOfWeek - 1];
    for (const window of windows) {
      if (window.days.some((day) => day === weekday)) open.push(openOn(date, window, timeZone));
    }
  }
  return open;
}

const dateAt = (instantMs: number, timeZone: string) => unitAt('day', instantMs, timeZone).first;

function openOn(date: Temporal.PlainDate, { fromMinute, toMinute }: DayWindow, timeZone: string): Interval {
  const lastDate = toMinute > fromMinute ? date : date.add({ days: 1 });
  return { fromMs: clockMs(date, fromMinute, timeZone), toMs: clockMs(lastDate, toMinute, timeZone) };
}

/** When the clock first shows a time of a date, or a later one where it skips that. */
function clockMs(date: Temporal.PlainDate, minute: number, timeZone: string): number {
  const steadyMs = steadyClockMs(date, minute, timeZone);
  if (steadyMs !== undefined) return steadyMs;
  const wanted = date.toPlainDateTime().add({ minutes: minute });
  const shown = wanted.toZonedDateTime(timeZone);
  if (shown.toPlainDateTime().equals(wanted)) return shown.epochMilliseconds;
  // It looks strictly before, and the time left out may be the very first.
  const leap = shown.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return leap?.epochMilliseconds ?? shown.epochMilliseconds;
}

const dayOf = (date: string, timeZone: string): Interval =>
  intervalOf({ unit: 'day', first: Temporal.PlainDate.from(date) }, timeZone);
