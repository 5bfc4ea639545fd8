import { Temporal } from 'temporal-polyfill';

/** Dates and instants as the city writes them, read into and rendered from epoch milliseconds. */
export interface Zone {
  readonly timeZone: string;
  /** Reads `2025-07-01` (midnight in the city) or `2025-10-01T08:00+07:00`; `undefined` when the text is neither. */
  readonly parseInstantMs: (text: string) => number | undefined;
  /** The shortest text that `parseInstantMs` reads back as the same instant. */
  readonly renderInstant: (atMs: number) => string;
  /** The day of the city that an instant lies in: 23 or 25 hours long where clocks are changed. */
  readonly dayAt: (atMs: number) => CityDay;
}

/** A day of the city as a half-open interval. */
export interface CityDay {
  /** `2026-11-25`. */
  readonly date: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Remembers what it read and rendered: a city of 100,000 devices has a few thousand different dates. */
export function createZone(timeZone: string): Zone {
  const instants = new Map<string, number>();
  const texts = new Map<number, string>();
  let lastDay: CityDay | undefined;
  return {
    timeZone,
    parseInstantMs: (text) => {
      const known = instants.get(text);
      if (known !== undefined) return known;
      const atMs = parseInstantMs(text, timeZone);
      if (atMs !== undefined) instants.set(text, atMs);
      return atMs;
    },
    renderInstant: (atMs) => {
      const text = texts.get(atMs) ?? renderInstant(atMs, timeZone);
      texts.set(atMs, text);
      return text;
    },
    dayAt: (atMs) => {
      if (lastDay === undefined || atMs < lastDay.fromMs || atMs >= lastDay.toMs) {
        lastDay = buildDay(atMs, timeZone);
      }
      return lastDay;
    },
  };
}

function buildDay(atMs: number, timeZone: string): CityDay {
  const start = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).startOfDay();
  const date = start.toPlainDate();
  // The next midnight, not 24 hours later.
  const toMs = date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  return { date: date.toString(), fromMs: start.epochMilliseconds, toMs };
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

function parseInstantMs(text: string, timeZone: string): number | undefined {
  if (!DATE.test(text) && !INSTANT.test(text)) return undefined;
  try {
    if (DATE.test(text)) return Temporal.PlainDate.from(text).toZonedDateTime(timeZone).epochMilliseconds;
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch (error) {
    // The 30th of February, 25 o'clock.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function renderInstant(atMs: number, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
  const date = zoned.toPlainDate();
  if (date.toZonedDateTime(timeZone).epochMilliseconds === atMs) return date.toString();
  const time = zoned.toPlainTime();
  const smallestUnit = time.millisecond > 0 ? 'millisecond' : time.second > 0 ? 'second' : 'minute';
  return `${zoned.toPlainDateTime().toString({ smallestUnit })}${zoned.offset}`;
}
