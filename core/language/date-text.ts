import { Temporal } from 'temporal-polyfill';

/** `15/11/2025` of `2025-11-15`. */
export function dateText(date: string): string {
  const [year, month, day] = date.split('-');
  return `${day}/${month}/${year}`;
}

/** `18 tháng 3 năm 2025` of `2025-03-18`, as documents cite it: days up to 9 and the months 1 and 2 take a zero. */
export function longDateText(date: string): string {
  const [year, month, day] = date.split('-');
  return `${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`;
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
  return `${Number(number) < 3 ? number : Number(number)}/${year}`;
}
