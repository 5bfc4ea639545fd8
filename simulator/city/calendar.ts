import { Temporal } from 'temporal-polyfill';

/** Days of the city, as the instants of their midnights. */
export interface Calendar {
  /** Midnight of an ISO date such as `2025-07-01`, or of the day so many days later. */
  readonly midnightMs: (date: string, plusDays?: number) => number;
  /** The number of days from one date to another. */
  readonly daysBetween: (from: string, to: string) => number;
}

/** Remembers what it computed: a city has many devices and few days. */
export function createCalendar(timeZone: string): Calendar {
  const known = new Map<string, number>();
  return {
    midnightMs: (date, plusDays = 0) => {
      const key = `${date}+${plusDays}`;
      const cached = known.get(key);
      if (cached !== undefined) return cached;
      const day = Temporal.PlainDate.from(date).add({ days: plusDays });
      const atMs = day.toZonedDateTime(timeZone).epochMilliseconds;
      known.set(key, atMs);
      return atMs;
    },
    daysBetween: (from, to) => Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days,
  };
}
