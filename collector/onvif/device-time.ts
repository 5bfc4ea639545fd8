import { days } from '../../core/time/units.ts';
import type { Quirks } from './quirks.ts';
import { parseZoneOffsetMs } from './time-zone.ts';
import { child, numberAt, textAt, type Xml } from './xml.ts';

/** What a device says about its clock, in whole seconds as the protocol has it. */
export interface DeviceTime {
  /** Absent where it cannot be told: no date, an impossible one, or a local one without a zone. */
  readonly utcMs?: number;
  /** What its own clock shows, right or wrong: what it compares signatures with. */
  readonly signingMs?: number;
  /** Whether it says that a time server sets it. */
  readonly source?: 'ntp' | 'manual';
}

/** Reads a GetSystemDateAndTimeResponse. */
export function parseDeviceTime(response: Xml, clock: Quirks['clock']): DeviceTime {
  const time = child(response, 'SystemDateAndTime');
  const utcMs = instantOf(child(time, 'UTCDateTime'));
  const localMs = instantOf(child(time, 'LocalDateTime'));
  const offsetMs = parseZoneOffsetMs(
    textAt(time, 'TimeZone', 'TZ') ?? '',
    textAt(time, 'DaylightSavings') === 'true',
  );
  const ofLocal = (ms: number | undefined) =>
    ms === undefined || offsetMs === undefined ? undefined : ms - offsetMs;
  const trueMs = clock === 'local-as-utc' ? ofLocal(utcMs ?? localMs) : (utcMs ?? ofLocal(localMs));
  const signingMs = utcMs ?? trueMs ?? localMs;
  const source = SOURCES.get(textAt(time, 'DateTimeType')?.toLowerCase() ?? '');
  return {
    ...(trueMs !== undefined && { utcMs: trueMs }),
    ...(signingMs !== undefined && { signingMs }),
    ...(source && { source }),
  };
}

/**
 * How far off a clock may be that we sign for. A token for a day to come could be kept and shown to another device with the
 * same password on that day. A wrong zone makes 14 h at most, drift minutes; clocks that lost their battery are years off.
 */
const MOST_SIGNED_OFF_MS = days(1);

export const isSignedFor = (offsetMs: number): boolean => Math.abs(offsetMs) <= MOST_SIGNED_OFF_MS;

/** Why a token that was signed with our clock in place of the device's was refused. */
export function explainUnsigned(offsetMs: number): string {
  const off = `${(Math.abs(offsetMs) / days(1)).toFixed(1)} days ${offsetMs < 0 ? 'behind' : 'ahead of'} ours`;
  return `: its clock is ${off}, and nothing is signed for a time that is more than 24 h off`;
}

const SOURCES: ReadonlyMap<string, 'ntp' | 'manual'> = new Map([
  ['ntp', 'ntp'],
  ['manual', 'manual'],
]);

/** A date and time of six numbers. What no calendar has is nothing: 31 February must not become 3 March. */
function instantOf(node: Xml | undefined): number | undefined {
  const [year = 0, month = 0, day = 0] = ['Year', 'Month', 'Day'].map((name) => numberAt(node, 'Date', name));
  const [hour, minute, second] = ['Hour', 'Minute', 'Second'].map((name) => numberAt(node, 'Time', name));
  if (year < 1970 || year > 2100 || !isWithin(hour, 23) || !isWithin(minute, 59) || !isWithin(second, 60)) {
    return undefined;
  }
  const atMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const midnight = new Date(Date.UTC(year, month - 1, day));
  const isOfCalendar = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
  return isOfCalendar ? atMs : undefined;
}

/** 60 is a leap second. */
function isWithin(value: number | undefined, most: number): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 0 && value <= most;
}
