import { Temporal } from 'temporal-polyfill';
import { hours, minutes } from '../time/units.ts';

/** Of the nearest instant that has a date: a clock that says nonsense keeps nothing from being written. */
export function zonedAt(atMs: number, timeZone: string): Temporal.ZonedDateTime {
  const dated = Math.min(Math.max(Math.trunc(atMs), -LAST_INSTANT_MS), LAST_INSTANT_MS);
  return Temporal.Instant.fromEpochMilliseconds(dated).toZonedDateTimeISO(timeZone);
}

const LAST_INSTANT_MS = 8.64e15;

/** An instant of a time zone by ISO 8601, to the millisecond: `2026-11-25T10:32:00.000+07:00`. */
export function isoInstant(atMs: number, timeZone: string): string {
  const offsetMs = knownOffsetMs(atMs, timeZone);
  if (offsetMs !== undefined) return isoAt(Math.trunc(atMs), offsetMs);
  return zonedAt(atMs, timeZone).toString({ timeZoneName: 'never', fractionalSecondDigits: 3 });
}

/** What a clock on the wall shows, with the date; months from 1. */
export type WallTime = Pick<Temporal.ZonedDateTime, 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'>;

export function wallTimeAt(atMs: number, timeZone: string): WallTime {
  const offsetMs = knownOffsetMs(atMs, timeZone);
  if (offsetMs === undefined) return zonedAt(atMs, timeZone);
  const local = new Date(Math.trunc(atMs) + offsetMs);
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
  };
}

/** `undefined` where the calendar must be asked. */
function knownOffsetMs(atMs: number, timeZone: string): number | undefined {
  const offsetMs = isOfFourDigits(atMs) ? offsetInHour(Math.trunc(atMs), timeZone) : undefined;
  return offsetMs !== undefined && offsetMs % minutes(1) === 0 ? offsetMs : undefined;
}

/** Its year, in every time zone. */
const isOfFourDigits = (atMs: number): boolean => atMs >= Date.UTC(1970) && atMs < Date.UTC(9999);

/** A page tells some hundreds of instants of few hours, and the calendar takes 0.1 ms for each. */
const OFFSETS = new Map<string, number>();
const MOST_OFFSETS = 10_000;

/** `undefined` where clocks are changed within the hour. */
function offsetInHour(atMs: number, timeZone: string): number | undefined {
  const hourMs = Math.floor(atMs / hours(1)) * hours(1);
  const offsetMs = offsetAt(hourMs, timeZone);
  return offsetMs === offsetAt(hourMs + hours(1), timeZone) ? offsetMs : undefined;
}

function offsetAt(hourMs: number, timeZone: string): number {
  const key = `${hourMs} ${timeZone}`;
  const known = OFFSETS.get(key);
  if (known !== undefined) return known;
  const offsetMs = zonedAt(hourMs, timeZone).offsetNanoseconds / 1e6;
  if (OFFSETS.size >= MOST_OFFSETS) OFFSETS.clear();
  OFFSETS.set(key, offsetMs);
  return offsetMs;
}

function isoAt(atMs: number, offsetMs: number): string {
  const local = new Date(atMs + offsetMs).toISOString().slice(0, -1);
  const offset = new Date(Math.abs(offsetMs)).toISOString().slice(11, 16);
  return `${local}${offsetMs < 0 ? '-' : '+'}${offset}`;
}
