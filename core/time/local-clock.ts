import { Temporal } from 'temporal-polyfill';
import type { Interval } from './intervals.ts';
import { days, minutes } from './units.ts';

/** Of each zone the stretch without a change of its clock that was asked for last: most questions are about days of one month. */
const STEADY = new Map<string, Steady>();

interface Steady extends Interval {
  readonly offsetMs: number;
}

/**
 * When the clock of a zone shows a time of a date, counted in minutes from midnight, where it is days before or after every change
 * of the clock; `undefined` where it is not, and Temporal has to say. Temporal takes a thousand times as long.
 *
 * @throws RangeError when there is no such time zone.
 */
export function steadyClockMs(
  date: Temporal.PlainDate,
  minute: number,
  timeZone: string,
): number | undefined {
  // Date.UTC takes two digits for a year of the twentieth century.
  if (date.year < 1_000) return undefined;
  const localMs = Date.UTC(date.year, date.month - 1, date.day) + minutes(minute);
  const steady = steadyAt(localMs, timeZone);
  const atMs = localMs - steady.offsetMs;
  return steady.fromMs + MARGIN_MS <= atMs && atMs <= steady.toMs - MARGIN_MS ? atMs : undefined;
}

/** More than any clock was ever put forward or back. */
const MARGIN_MS = days(3);

/** Changes are looked for so far only: further away they may not be known. */
const REACH_MS = days(200);

function steadyAt(localMs: number, timeZone: string): Steady {
  const known = STEADY.get(timeZone);
  // An offset is less than a day: what lies beyond this stretch by a day lies in another.
  if (known && known.fromMs - days(1) <= localMs && localMs <= known.toMs + days(1)) return known;
  const zoned = Temporal.Instant.fromEpochMilliseconds(localMs).toZonedDateTimeISO(timeZone);
  // It looks strictly before.
  const last = zoned.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const next = zoned.getTimeZoneTransition('next');
  const steady = {
    fromMs: Math.max(last?.epochMilliseconds ?? Number.NEGATIVE_INFINITY, localMs - REACH_MS),
    toMs: Math.min(next?.epochMilliseconds ?? Number.POSITIVE_INFINITY, localMs + REACH_MS),
    offsetMs: zoned.offsetNanoseconds / 1_000_000,
  };
  STEADY.set(timeZone, steady);
  return steady;
}
