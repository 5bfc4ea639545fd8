import { Temporal } from 'temporal-polyfill';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

/**
 * Reads `3/9/2025`, `03-09-2025`, `3.9.25`, `2025-09-03`, `2025.9.3` or `ngày 3 tháng 9 năm 2025` as `2025-09-03`; the day comes first
 * but where the year does. A time of day behind it is left out.
 */
export function parseFormDate(text: string): string | undefined {
  const date = text.replace(TIME, '');
  const [, day = '', month = '', year = ''] = DAY_FIRST.exec(date) ?? IN_WORDS.exec(date) ?? [];
  if (day !== '') return dayOf(year.length === 2 ? `20${year}` : year, month, day);
  const [, isoYear = '', isoMonth = '', isoDay = ''] = YEAR_FIRST.exec(date) ?? [];
  return isoYear === '' ? undefined : dayOf(isoYear, isoMonth, isoDay);
}

const DAY_FIRST = /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})$/;
const IN_WORDS = /^(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})$/i;
const YEAR_FIRST = /^(\d{4})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})$/;
/** Left out, as in a cell that holds a day and a time. */
const TIME = /[T ]\s*(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;

function dayOf(year: string, month: string, day: string): string | undefined {
  try {
    return checkDay(
      Temporal.PlainDate.from(
        { year: Number(year), month: Number(month), day: Number(day) },
        { overflow: 'reject' },
      ).toString(),
    );
  } catch (error) {
    // The 30th of February, month 25.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A day that somebody may have meant: 1900 is what a spreadsheet makes of a small number. */
export function checkDay(day: string | undefined): string | undefined {
  const year = Number(day?.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR ? day : undefined;
}
