import { Temporal } from 'temporal-polyfill';
import { type Language, NUMERALS } from './language.ts';

/** Numbers and times as people of one language read them in the city's time zone. */
export interface Formats {
  /** `12.345` in Vietnamese, `12,345` in English. */
  readonly count: (value: number | bigint) => string;
  /** With at most one decimal: `0,3`. */
  readonly decimal: (value: number) => string;
  /** `12,3 %`, of a ratio. */
  readonly percent: (ratio: number) => string;
  /** `12,3 Mbit/s`. */
  readonly bitRate: (bitsPerSecond: number) => string;
  /** `4 TB`, in powers of ten as disks are sold. */
  readonly size: (bytes: number) => string;
  /** `10:32:05`. */
  readonly time: (atMs: number) => string;
  /** `10:32` today, with the date in front on other days: `24/11 10:32`. */
  readonly shortTime: (atMs: number, nowMs: number) => string;
  /** `24/11/2026 10:32:05`. */
  readonly fullTime: (atMs: number) => string;
  /** `24/11/2026`. */
  readonly date: (atMs: number) => string;
}

export function createFormats(language: Language, timeZone: string): Formats {
  const { locale } = NUMERALS[language];
  const integers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const decimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const at = (atMs: number) =>
    Temporal.Instant.fromEpochMilliseconds(Math.trunc(atMs)).toZonedDateTimeISO(timeZone);
  const time = (atMs: number) => at(atMs).toPlainTime().toString({ smallestUnit: 'second' });
  const dayAndMonth = (zoned: Temporal.ZonedDateTime) => `${pad(zoned.day)}/${pad(zoned.month)}`;
  const date = (zoned: Temporal.ZonedDateTime) => `${dayAndMonth(zoned)}/${zoned.year}`;
  return {
    count: (value) => integers.format(value),
    decimal: (value) => decimals.format(value),
    percent: (ratio) => `${decimals.format(ratio * 100)}\u00a0%`,
    bitRate: (bitsPerSecond) => withPrefix(bitsPerSecond, 'bit/s', decimals),
    size: (bytes) => withPrefix(bytes, 'B', decimals),
    time,
    shortTime: (atMs, nowMs) => {
      const zoned = at(atMs);
      const today = at(nowMs);
      const clock = `${pad(zoned.hour)}:${pad(zoned.minute)}`;
      if (zoned.toPlainDate().equals(today.toPlainDate())) return clock;
      return `${zoned.year === today.year ? dayAndMonth(zoned) : date(zoned)} ${clock}`;
    },
    fullTime: (atMs) => `${date(at(atMs))} ${time(atMs)}`,
    date: (atMs) => date(at(atMs)),
  };
}

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P'] as const;

function withPrefix(value: number, unit: string, decimals: Intl.NumberFormat): string {
  // 999.96 would be written 1,000.0: the step up comes where the rounded figure has four digits.
  let scaled = value;
  let place = 0;
  while (Math.abs(scaled) >= 999.95 && place < PREFIXES.length - 1) {
    scaled /= 1_000;
    place += 1;
  }
  return `${decimals.format(scaled)}\u00a0${PREFIXES[place]}${unit}`;
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
