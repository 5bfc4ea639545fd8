import { Temporal } from 'temporal-polyfill';
import { FiguresError } from './document/figures-error.ts';
import type { FiguresWindow } from './document/figures-header.ts';

/** Days of the city as the settings have them. */
export interface WindowRequest {
  /** The year that the report is of; its last day of data lies in it. */
  readonly year: number;
  readonly fromDate: string;
  /** First day after the data. */
  readonly toDate: string;
  /** The report is to be there before this day; absent: due on no day, such as a monthly one. */
  readonly deadlineDate?: string;
  readonly timeZone: string;
  readonly recordedBeforeMs: number;
  /** `month`: one calendar month, whose length needs no word. */
  readonly scope: 'city' | 'agency' | 'month';
}

const MONTHS_OF_A_YEAR = 12;
/** From so many months on a window counts as a year: reports close weeks before the year does. */
const LEAST_MONTHS_OF_A_YEAR = 11;

/** The data window of a report. @throws REPORT_WINDOW */
export function buildWindow(request: WindowRequest): FiguresWindow {
  const { year, timeZone, scope, deadlineDate } = request;
  const from = parseDay('from', request.fromDate);
  const to = parseDay('to', request.toDate);
  if (Temporal.PlainDate.compare(from, to) >= 0)
    throw refuse(
      `expected a day after ${from}, on which the data begin, as the first day after them, got ${to}`,
    );
  const last = to.subtract({ days: 1 });
  if (last.year !== year) throw refuse(`expected a last day of the data in ${year}, got ${last}`);
  if (Temporal.PlainDate.compare(to, from.add({ months: MONTHS_OF_A_YEAR })) > 0)
    throw refuse(`expected at most a year from ${from} on, got data to the end of ${last}`);
  if (scope === 'month' && (from.day !== 1 || !to.equals(from.add({ months: 1 }))))
    throw refuse(`expected a whole month, got ${from} to the end of ${last}`);
  expectBeforeDeadline(to, deadlineDate);
  const fromMs = startMs(from, timeZone);
  const toMs = startMs(to, timeZone);
  if (toMs > request.recordedBeforeMs)
    throw refuse(
      `expected a window that is over, got one to the end of ${last} while the record is read as of ${iso(request.recordedBeforeMs)}`,
    );
  return {
    fromMs,
    toMs,
    firstDate: from.toString(),
    lastDate: last.toString(),
    days: from.until(to, { largestUnit: 'day' }).days,
    length: lengthOf(from, to, scope),
  };
}

function expectBeforeDeadline(to: Temporal.PlainDate, deadlineDate: string | undefined): void {
  if (deadlineDate === undefined) return;
  const deadline = parseDay('deadline', deadlineDate);
  if (Temporal.PlainDate.compare(to, deadline) < 0) return;
  throw refuse(
    `expected data that close before the deadline, ${deadline}, got data to the end of ${to.subtract({ days: 1 })}`,
  );
}

function lengthOf(
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  scope: WindowRequest['scope'],
): FiguresWindow['length'] {
  if (scope === 'month') return 'month';
  const isYear = Temporal.PlainDate.compare(to, from.add({ months: LEAST_MONTHS_OF_A_YEAR })) >= 0;
  return isYear ? 'year' : 'part';
}

function parseDay(what: string, text: string): Temporal.PlainDate {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text);
  } catch (error) {
    // The 30th of February.
    if (!(error instanceof RangeError)) throw error;
  }
  throw refuse(`${what}: expected a day such as 2025-11-16, got ${JSON.stringify(text)}`);
}

const startMs = (day: Temporal.PlainDate, timeZone: string): number =>
  day.toZonedDateTime(timeZone).epochMilliseconds;

const refuse = (why: string): FiguresError => new FiguresError('REPORT_WINDOW', `data window: ${why}`);

const iso = (atMs: number): string => new Date(atMs).toISOString();
