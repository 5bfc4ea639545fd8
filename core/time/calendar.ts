export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Hours of a day in minutes since midnight, `[fromMinute, toMinute)`; beyond midnight where `toMinute` is not the larger. */
export interface DayWindow {
  readonly days: readonly Weekday[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** When a contract counts. Holidays (`2026-02-17`) do not count at all; without windows every hour does. */
export interface ServiceCalendar {
  readonly windows: readonly DayWindow[];
  readonly holidays: readonly string[];
}

/** Hours and holidays under a name that contracts use. */
export interface Calendar extends ServiceCalendar {
  readonly id: string;
  readonly name: string;
  /** Whether it must still be checked against what was decided. */
  readonly sample: boolean;
}
