import { Temporal } from 'temporal-polyfill';
import type { Language } from '../messages/messages.ts';

/** Numbers and times as people of one language read them in the city's time zone. */
export interface Formats {
  /** `12.345` in Vietnamese, `12,345` in English. */
  readonly count: (value: number) => string;
  /** With at most one decimal: `0,3`. */
  readonly decimal: (value: number) => string;
  /** `10:32:05`. */
  readonly time: (atMs: number) => string;
  /** `10:32` today, with the date in front on other days: `24/11 10:32`. */
  readonly shortTime: (atMs: number, nowMs: number) => string;
  /** `24/11/2026 10:32:05`. */
  readonly fullTime: (atMs: number) => string;
}

const LOCALES = { vi: 'vi-VN', en: 'en-GB' } as const;

export function createFormats(language: Language, timeZone: string): Formats {
  const locale = LOCALES[language];
  const integers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const decimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const at = (atMs: number) =>
    Temporal.Instant.fromEpochMilliseconds(Math.trunc(atMs)).toZonedDateTimeISO(timeZone);
  const time = (atMs: number) => at(atMs).toPlainTime().toString({ smallestUnit: 'second' });
  const date = (zoned: Temporal.ZonedDateTime) => `${pad(zoned.day)}/${pad(zoned.month)}`;
  return {
    count: (value) => integers.format(value),
    decimal: (value) => decimals.format(value),
    time,
    shortTime: (atMs, nowMs) => {
      const zoned = at(atMs);
      const today = at(nowMs);
      const clock = `${pad(zoned.hour)}:${pad(zoned.minute)}`;
      if (zoned.toPlainDate().equals(today.toPlainDate())) return clock;
      return zoned.year === today.year ? `${date(zoned)} ${clock}` : `${date(zoned)}/${zoned.year} ${clock}`;
    },
    fullTime: (atMs) => {
      const zoned = at(atMs);
      return `${date(zoned)}/${zoned.year} ${time(atMs)}`;
    },
  };
}

/** An instant for machines: ISO 8601 with the city's offset, and epoch milliseconds. */
export interface ApiTime {
  readonly iso: string;
  readonly ms: number;
}

export function apiTime(atMs: number, timeZone: string): ApiTime {
  const zoned = Temporal.Instant.fromEpochMilliseconds(Math.trunc(atMs)).toZonedDateTimeISO(timeZone);
  return { iso: zoned.toString({ timeZoneName: 'never', fractionalSecondDigits: 3 }), ms: atMs };
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
