import { Temporal } from 'temporal-polyfill';
import { type Language, NUMERALS } from '../../../core/language/language.ts';

/** Numbers and times as people read them, in the city's time zone. */
export interface Formats {
  readonly timeZone: string;
  /** `1.204` in Vietnamese, `1,204` in English. */
  readonly count: (value: number) => string;
  /** `92 %`, `92%`: whole, and 100 only where nothing is missing. */
  readonly percent: (part: number, whole: number) => string;
  /** `14:05 26/11/2026`. */
  readonly time: (atMs: number) => string;
  /** `14:05:32`. */
  readonly clock: (atMs: number) => string;
  /** `14:05:32 26/11/2026 (+07:00)`. */
  readonly exact: (atMs: number) => string;
  /** `14:05:32 26/11/2026 – 15:10:00 26/11/2026 (+07:00)`. */
  readonly exactRange: (fromMs: number, toMs: number) => string;
  /** `14:00–15:30 26/11/2026`, or both days where they differ. */
  readonly range: (fromMs: number, toMs: number) => string;
  /** `2026-11-26T14:05:32.000+07:00`. */
  readonly iso: (atMs: number) => string;
}

export function createFormats(language: Language, timeZone: string): Formats {
  const integers = new Intl.NumberFormat(NUMERALS[language].locale, { maximumFractionDigits: 0 });
  const at = (atMs: number) =>
    Temporal.Instant.fromEpochMilliseconds(dated(Math.trunc(atMs))).toZonedDateTimeISO(timeZone);
  const minute = (zoned: Temporal.ZonedDateTime) => `${pad(zoned.hour)}:${pad(zoned.minute)}`;
  const clock = (zoned: Temporal.ZonedDateTime) => `${minute(zoned)}:${pad(zoned.second)}`;
  const date = (zoned: Temporal.ZonedDateTime) => `${pad(zoned.day)}/${pad(zoned.month)}/${zoned.year}`;
  const time = (zoned: Temporal.ZonedDateTime) => `${minute(zoned)} ${date(zoned)}`;
  const exact = (zoned: Temporal.ZonedDateTime) => `${clock(zoned)} ${date(zoned)}`;
  const withOffset = (zoned: Temporal.ZonedDateTime) => `${exact(zoned)} (${zoned.offset})`;
  return {
    timeZone,
    count: (value) => integers.format(value),
    percent: (part, whole) => {
      const rounded = Math.round((100 * part) / whole);
      const shown = part < whole ? Math.min(rounded, 99) : rounded;
      return language === 'vi' ? `${shown}\u00a0%` : `${shown}%`;
    },
    time: (atMs) => time(at(atMs)),
    clock: (atMs) => clock(at(atMs)),
    exact: (atMs) => withOffset(at(atMs)),
    exactRange: (fromMs, toMs) => {
      const [from, to] = [at(fromMs), at(toMs)];
      return `${from.offset === to.offset ? exact(from) : withOffset(from)} – ${withOffset(to)}`;
    },
    range: (fromMs, toMs) => {
      const from = at(fromMs);
      const to = at(toMs);
      const isOneDay = from.toPlainDate().equals(to.toPlainDate());
      return isOneDay ? `${minute(from)}–${time(to)}` : `${time(from)} – ${time(to)}`;
    },
    iso: (atMs) => at(atMs).toString({ timeZoneName: 'never', fractionalSecondDigits: 3 }),
  };
}

/** The nearest instant that has a date: a clock that says nonsense keeps no message from being written. */
const dated = (ms: number): number => Math.min(Math.max(ms, -LAST_INSTANT_MS), LAST_INSTANT_MS);
const LAST_INSTANT_MS = 8.64e15;

const pad = (value: number): string => String(value).padStart(2, '0');
