import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Calendar } from '../../core/time/calendar.ts';
import { serviceHours } from '../contract-terms/service-hours.ts';
import { phrase } from '../contract-terms/term-values.ts';
import { seenText, slug } from '../files/values.ts';

/** An entry of `calendars.yaml`: what contracts name as `calendar` or `holidays`. */

const MOST_DAYS = 366;

const daySpan = phrase('a day such as 2026-09-02, or days such as 2026-02-16..2026-02-20', parseDays);

/** Both ends are holidays. */
function parseDays(text: string): readonly string[] | undefined {
  const [, first = '', last = first] = /^(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?$/.exec(text) ?? [];
  const from = parseDay(first);
  const count = from === undefined ? 0 : (parseDay(last)?.since(from).days ?? -1) + 1;
  if (from === undefined || count < 1 || count > MOST_DAYS) return undefined;
  return Array.from({ length: count }, (_, days) => from.add({ days }).toString());
}

function parseDay(text: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(text);
  } catch (error) {
    // The 30th of February.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const Holiday = z.strictObject({
  days: daySpan,
  name: seenText('a name'),
});

const holidays = z.array(Holiday, { error: 'expected a list of holidays' }).transform((read, context) => {
  const known = new Set<string>();
  for (const [index, { days }] of read.entries()) {
    const twice = days.find((day) => known.has(day));
    for (const day of days) known.add(day);
    if (twice === undefined) continue;
    const message = `expected days that are not listed before, and ${twice} is`;
    context.addIssue({ code: 'custom', path: [index, 'days'], message });
  }
  return [...known].sort();
});

export const CalendarEntry: z.ZodType<Calendar> = z
  .strictObject({
    id: slug.describe('The name that contracts use.'),
    name: seenText('a name').describe('Name for people.'),
    sample: z.boolean({ error: 'expected true or false' }).default(false).meta({
      value: '`true`, `false`',
      description: 'Whether it must still be checked against what was decided.',
    }),
    service_hours: serviceHours.prefault('24x7').describe('When contracts with this `calendar` count.'),
    holidays: holidays.default([]).meta({
      value: 'list of `{ days: 2026-02-16..2026-02-20, name: Tết }`',
      description: 'Days that do not count; both ends are holidays.',
    }),
  })
  .transform(({ service_hours, ...entry }) => ({ ...entry, windows: service_hours }));
