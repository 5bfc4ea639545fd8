import { Temporal } from 'temporal-polyfill';

/** `05/6/2025` of `2025-06-05`: days up to 9 and the months 1 and 2 take a zero, as in dates that are written out. */
export function dateText(date: string): string {
  const [year, month, day] = date.split('-');
  return `${day}/${monthNumber(month)}/${year}`;
}

const monthNumber = (month = ''): string => (Number(month) < 3 ? month : String(Number(month)));

/** `18 tháng 3 năm 2025` of `2025-03-18`, as documents cite it: days up to 9 and the months 1 and 2 take a zero. */
export function longDateText(date: string): string {
  const [year, month, day] = date.split('-');
  return `${day} tháng ${monthNumber(month)} năm ${year}`;
}

/** The day of an instant in the city. */
export function dayText(atMs: number, timeZone: string): string {
  return dateText(
    Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).toPlainDate().toString(),
  );
}

/** `6/2025` of `2025-06`; the months 1 and 2 take a zero, as in dates of documents. */
export function monthText(month: string): string {
  const [year, number] = month.split('-');
  return `${monthNumber(number)}/${year}`;
}
