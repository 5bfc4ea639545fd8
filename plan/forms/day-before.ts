import { Temporal } from 'temporal-polyfill';

/** `2025-11-16` is `2025-11-15`: an end that is no part of the time, as the last day that is. */
export const dayBefore = (day: string): string =>
  Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
