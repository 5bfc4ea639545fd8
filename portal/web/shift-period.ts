import { z } from 'zod';
import type { Interval } from '../../core/time/intervals.ts';
import { parseLocalInput } from '../../core/time/local-input.ts';
import { days, hours } from '../../core/time/units.ts';
import { instantParameter } from '../api/parameters.ts';
import { RequestError } from '../api/request-error.ts';

const USUAL_HOURS = 12;
const MOST_HOURS = 168;
const LONGEST_MS = days(7);

/** `hours`, or `from` and `to`: as a form of a browser sends them by the clock of the city, or as the API takes them. */
export function shiftParameters(timeZone: string) {
  const instant = z
    .string()
    .transform((text) => String(parseLocalInput(text, timeZone) ?? text))
    .pipe(instantParameter.unwrap())
    .optional();
  return {
    hours: z
      .string()
      .regex(/^\d{1,3}$/, `expected a number from 1 to ${MOST_HOURS}`)
      .transform(Number)
      .refine((count) => count >= 1 && count <= MOST_HOURS, `expected a number from 1 to ${MOST_HOURS}`)
      .optional(),
    from: instant,
    to: instant,
  };
}

interface AskedPeriod {
  readonly hours?: number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** The last twelve hours, where nothing was asked for. @throws PORTAL_PARAMETER */
export function periodOf(
  { hours: count, from, to }: AskedPeriod,
  nowMs: number,
): { readonly period: Interval; readonly hours?: number } {
  if (from === undefined && to === undefined) {
    const last = count ?? USUAL_HOURS;
    // What is recorded now is in it.
    return { period: { fromMs: nowMs - hours(last), toMs: nowMs + 1 }, hours: last };
  }
  const toMs = to ?? nowMs;
  const fromMs = from ?? toMs - hours(count ?? USUAL_HOURS);
  if (fromMs < toMs && toMs - fromMs <= LONGEST_MS) return { period: { fromMs, toMs } };
  throw new RequestError('PORTAL_PARAMETER', 'from, to: expected at most 7 days, from before to');
}
