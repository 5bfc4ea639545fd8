import { type Language, NUMERALS } from './language.ts';
import { isoInstant, type WallTime, wallTimeAt, zonedAt } from './wall-time.ts';

/** Numbers and times as people of one language read them in the city's time zone. */
export interface Formats {
  readonly timeZone: string;
  /** `12.345` in Vietnamese, `12,345` in English. */
  readonly count: (value: number | bigint) => string;
  /** With at most one decimal: `0,3`. */
  readonly decimal: (value: number) => string;
  /** `12,3 %`, of a ratio. */
  readonly percent: (ratio: number) => string;
  /** `92 %` in Vietnamese, `92%` in English: whole, and 100 only where nothing is missing. */
  readonly share: (part: number, whole: number) => string;
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
  /** `14:05 26/11/2026`. */
  readonly timeAndDate: (atMs: number) => string;
  /** `14:00–15:30 26/11/2026`, or both days where they differ. */
  readonly range: (fromMs: number, toMs: number) => string;
  /** `14:05:32 26/11/2026 (+07:00)`. */
  readonly exact: (atMs: number) => string;
  /** `14:05:32 26/11/2026 – 15:10:00 26/11/2026 (+07:00)`. */
  readonly exactRange: (fromMs: number, toMs: number) => string;
  /** `2026-11-26T14:05:32.000+07:00`. */
  readonly iso: (atMs: number) => string;
}

export function createFormats(language: Language, timeZone: string): Formats {
  const { locale, percent } = NUMERALS[language];
  const integers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const decimals = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const at = (atMs: number) => wallTimeAt(atMs, timeZone);
  const time = (atMs: number) => `${minute(at(atMs))}:${pad(at(atMs).second)}`;
  const minute = (wall: WallTime) => `${pad(wall.hour)}:${pad(wall.minute)}`;
  const dayAndMonth = (wall: WallTime) => `${pad(wall.day)}/${pad(wall.month)}`;
  const date = (wall: WallTime) => `${dayAndMonth(wall)}/${wall.year}`;
  const timeAndDate = (wall: WallTime) => `${minute(wall)} ${date(wall)}`;
  const second = (atMs: number) => `${time(atMs)} ${date(at(atMs))}`;
  const offset = (atMs: number) => zonedAt(atMs, timeZone).offset;
  const exact = (atMs: number) => `${second(atMs)} (${offset(atMs)})`;
  return {
    timeZone,
    count: (value) => integers.format(value),
    decimal: (value) => decimals.format(value),
    percent: (ratio) => `${decimals.format(ratio * 100)}\u00a0%`,
    share: (part, whole) => {
      const rounded = Math.round((100 * part) / whole);
      return `${part < whole ? Math.min(rounded, 99) : rounded}${percent}`;
    },
    bitRate: (bitsPerSecond) => withPrefix(bitsPerSecond, 'bit/s', decimals),
    size: (bytes) => withPrefix(bytes, 'B', decimals),
    time,
    shortTime: (atMs, nowMs) => {
      const wall = at(atMs);
      const today = at(nowMs);
      if (isOneDay(wall, today)) return minute(wall);
      return `${wall.year === today.year ? dayAndMonth(wall) : date(wall)} ${minute(wall)}`;
    },
    fullTime: (atMs) => `${date(at(atMs))} ${time(atMs)}`,
    date: (atMs) => date(at(atMs)),
    timeAndDate: (atMs) => timeAndDate(at(atMs)),
    range: (fromMs, toMs) => {
      const [from, to] = [at(fromMs), at(toMs)];
      return isOneDay(from, to)
        ? `${minute(from)}–${timeAndDate(to)}`
        : `${timeAndDate(from)} – ${timeAndDate(to)}`;
    },
    exact,
    exactRange: (fromMs, toMs) =>
      `${offset(fromMs) === offset(toMs) ? second(fromMs) : exact(fromMs)} – ${exact(toMs)}`,
    iso: (atMs) => isoInstant(atMs, timeZone),
  };
}

const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P'] as const;

const isOneDay = (a: WallTime, b: WallTime): boolean =>
  a.year === b.year && a.month === b.month && a.day === b.day;

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
  return { iso: isoInstant(atMs, timeZone), ms: atMs };
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
