import { Temporal } from 'temporal-polyfill';

/** A spreadsheet's days know no time zone: they are the calendar's, here carried as if they were UTC. */
export const dateOfDay = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** The day of a cell; the time of day, where there is one, is left out. `undefined` where it cannot be read. */
export function dayOfDate(date: Date): string | undefined {
  // The fraction of a day is binary: midnight may come out a moment before it.
  const roundedMs = Math.round(date.getTime() / 1_000) * 1_000;
  if (Number.isNaN(roundedMs)) return undefined;
  return Temporal.Instant.fromEpochMilliseconds(roundedMs).toZonedDateTimeISO('UTC').toPlainDate().toString();
}

/** `2025-09-03` as people here write it. */
export const vietnameseDay = (day: string): string => day.split('-').toReversed().join('/');
