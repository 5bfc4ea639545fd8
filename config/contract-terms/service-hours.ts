import { z } from 'zod';
import { type DayWindow, WEEKDAYS, type Weekday } from '../../core/time/calendar.ts';
import { phrase } from './term-values.ts';

/** Hours of service as people write them; no windows where every hour counts. */

const DAY_NAMES: readonly string[] = WEEKDAYS;

const MINUTES_PER_DAY = 24 * 60;
const MINUTES_PER_WEEK = WEEKDAYS.length * MINUTES_PER_DAY;

const HOURS = 'hours such as 05:00-23:00';

interface Hours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

const hoursOfDay = phrase(HOURS, parseHours);

function parseHours(text: string): Hours | undefined {
  const [, from = '', to = ''] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(text) ?? [];
  const fromMinute = minuteOf(from);
  const toMinute = minuteOf(to);
  if (fromMinute === undefined || toMinute === undefined) return undefined;
  return fromMinute === toMinute || fromMinute === MINUTES_PER_DAY ? undefined : { fromMinute, toMinute };
}

function minuteOf(clock: string): number | undefined {
  const [hour = Number.NaN, minute = Number.NaN] = clock.split(':').map(Number);
  const total = hour * 60 + minute;
  return minute < 60 && total <= MINUTES_PER_DAY ? total : undefined;
}

const everyDay = phrase(`24x7, ${HOURS}, or weekdays with hours`, (text): DayWindow[] | undefined => {
  if (text === '24x7') return [];
  const read = parseHours(text);
  return read && [{ days: WEEKDAYS, ...read }];
});

const DAYS = 'a weekday (mon to sun) or a range of them such as mon-fri';

const byWeekday = z
  .record(
    z.string().refine((text) => parseDays(text) !== undefined, { error: `expected ${DAYS}` }),
    z.union([hoursOfDay.transform((read) => [read]), z.array(hoursOfDay).min(1, `expected ${HOURS}`)], {
      error: `expected ${HOURS}, or a list of them`,
    }),
  )
  .transform((read, context) => {
    const windows = Object.entries(read).flatMap(([days, list]) =>
      list.map((window): DayWindow => ({ days: parseDays(days) ?? [], ...window })),
    );
    const message = windows.length === 0 ? `expected ${DAYS}` : overlapOf(windows);
    if (message === undefined) return windows;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

/** Days that are not named do not count. */
export const serviceHours = z
  .union([everyDay, byWeekday], { error: `expected 24x7, ${HOURS}, or weekdays with hours` })
  .meta({
    value:
      '`24x7`, `05:00-23:00`, or weekdays with hours such as `{ mon-fri: 08:00-17:00, sat: 08:00-12:00 }`',
  });

function parseDays(text: string): readonly Weekday[] | undefined {
  const [first = '', last = first, ...rest] = text.split('-');
  const from = DAY_NAMES.indexOf(first);
  const to = DAY_NAMES.indexOf(last);
  return from < 0 || to < from || rest.length > 0 ? undefined : WEEKDAYS.slice(from, to + 1);
}

/** Windows that share a minute of the week; one that goes on past midnight reaches into the next day. */
function overlapOf(windows: readonly DayWindow[]): string | undefined {
  const stretches = windows
    .flatMap(({ days, fromMinute, toMinute }) =>
      days.map((day) => {
        const midnight = WEEKDAYS.indexOf(day) * MINUTES_PER_DAY;
        const length =
          toMinute > fromMinute ? toMinute - fromMinute : toMinute + MINUTES_PER_DAY - fromMinute;
        return { day, from: midnight + fromMinute, to: midnight + fromMinute + length };
      }),
    )
    .sort((a, b) => a.from - b.from);
  const [first] = stretches;
  if (!first) return undefined;
  const next = { ...first, from: first.from + MINUTES_PER_WEEK };
  const crossed = [...stretches, next].find(({ from }, index) => from < (stretches[index - 1]?.to ?? 0));
  return crossed && `expected hours that do not overlap, and on ${crossed.day} some do`;
}
