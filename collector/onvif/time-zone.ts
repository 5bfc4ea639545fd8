import { hours, minutes, seconds } from '../../core/time/units.ts';

/**
 * Reads a time zone as ONVIF devices write it (POSIX, IEEE 1003.1 §8.3): `CST-8`, `<+07>-7`, `EST5EDT,M3.2.0,M11.1.0`.
 * Returns how far it is ahead of UTC, `undefined` where the text is none. Whether summer time is on is the device's word:
 * its rules are not needed then.
 */
export function parseZoneOffsetMs(zone: string, isSummer: boolean): number | undefined {
  if (/^(?:UTC|GMT|Z)$/i.test(zone)) return 0;
  const { standard, summerName, summer } = ZONE.exec(zone)?.groups ?? {};
  const behindMs = parseOffsetMs(standard);
  if (behindMs === undefined) return undefined;
  if (!isSummer || summerName === undefined) return -behindMs || 0;
  return -(parseOffsetMs(summer) ?? behindMs - hours(1)) || 0;
}

const NAME = '<[+\\-A-Za-z0-9]{1,20}>|[A-Za-z]{3,40}';
const OFFSET = '[+-]?\\d{1,2}(?::\\d{2}){0,2}';
const ZONE = new RegExp(
  `^(?:${NAME})(?<standard>${OFFSET})(?:(?<summerName>${NAME})(?<summer>${OFFSET})?(?:,.*)?)?$`,
);

/** POSIX counts what is west of Greenwich as positive. */
function parseOffsetMs(text: string | undefined): number | undefined {
  const [, sign, hour, minute = '0', second = '0'] =
    /^([+-]?)(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?$/.exec(text ?? '') ?? [];
  if (hour === undefined || Number(hour) > 24 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const sizeMs = hours(Number(hour)) + minutes(Number(minute)) + seconds(Number(second));
  return sign === '-' ? -sizeMs : sizeMs;
}
