import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { phrase } from '../../config/contract-terms/term-values.ts';
import { seenText } from '../../config/files/values.ts';

/** Schemas of single values of the plan, as officials write them: the same in plan.yaml, on the command line and in forms. */

const A_DAY = 'a day such as 2025-09-03';

/** A day of the city, `2025-09-03`: the text itself, which sorts as days do. */
export const day = phrase(A_DAY, (text) => (isDay(text) ? text : undefined)).meta({ value: 'day' });

const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch (error) {
    // The 30th of February.
    if (error instanceof RangeError) return false;
    throw error;
  }
};

/** A month, `2025-06`: as a first or a last one it is part of the time. */
const month = phrase('a month such as 2025-06', (text) =>
  /^\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : undefined,
).meta({ value: 'month' });

const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;
const A_YEAR = `expected a year from ${FIRST_YEAR} to ${LAST_YEAR}`;
export const year = z
  .int({ error: A_YEAR })
  .min(FIRST_YEAR, A_YEAR)
  .max(LAST_YEAR, A_YEAR)
  .meta({ value: 'year' });

/** A month, or a year, which begins and ends with its first and last month. */
const monthOrYear = (monthOfYear: string) =>
  z
    .union([month, year], { error: 'expected a month such as 2025-06, or a year' })
    .transform((written) => (typeof written === 'number' ? `${written}-${monthOfYear}` : written))
    .meta({ value: 'month, or year' });
export const firstMonth = monthOrYear('01');
export const lastMonth = monthOrYear('12');

const A_COUNT = 'expected a whole number, 0 or more';
export const count = z.int({ error: A_COUNT }).min(0, A_COUNT).meta({ value: 'whole number' });

const A_PERCENTAGE = 'expected a whole number from 0 to 100';
export const wholePercent = z.int({ error: A_PERCENTAGE }).min(0, A_PERCENTAGE).max(100, A_PERCENTAGE);

/** Number of a task of the plan, such as `II.3`. */
export const taskNumber = phrase('the number of a task of the plan, such as II.3', (text) =>
  /^[IVX]+\.\d+$/.test(text) ? text : undefined,
).meta({ value: 'number of a task' });

/** Whole đồng as digits without separators: exact, however many there are. */
export const wholeDong = z
  .union([z.string(), z.int().min(0)], { error: 'expected whole đồng as digits, such as 1250000000' })
  .transform((written, context) => {
    const digits = String(written);
    if (/^(0|[1-9]\d{0,17})$/.test(digits)) return digits;
    context.addIssue({ code: 'custom', message: 'expected whole đồng as digits, such as 1250000000' });
    return z.NEVER;
  })
  .meta({ value: 'whole đồng as digits' });

export const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `expected one of ${values.join(', ')}` });

/** Ids are looked up in the inventory after they were read. */
export const reference = (what: string) => seenText(`the id of ${what}`).meta({ value: `id of ${what}` });
