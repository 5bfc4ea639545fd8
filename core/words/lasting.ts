import { days, hours, minutes } from '../time/units.ts';

/** How long something has lasted, in its largest unit: `47 min`, `3 h`, `2 days`. */
export const lastingIn =
  (names: Readonly<Record<'minutes' | 'hours' | 'days', string>>) =>
  (durationMs: number): string => {
    const lastingMs = Math.max(0, durationMs);
    if (lastingMs < hours(1)) return `${Math.floor(lastingMs / minutes(1))} ${names.minutes}`;
    if (lastingMs < days(2)) return `${Math.floor(lastingMs / hours(1))} ${names.hours}`;
    return `${Math.floor(lastingMs / days(1))} ${names.days}`;
  };
