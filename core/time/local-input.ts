import { Temporal } from 'temporal-polyfill';

/** An instant as a form of a browser sends it, by the clock of a zone: `2026-11-25T08:00`; `undefined` where it is none. */
export function parseLocalInput(text: string, timeZone: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?$/.test(text)) return undefined;
  try {
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' }).toZonedDateTime(timeZone)
      .epochMilliseconds;
  } catch (error) {
    // The 30th of February, 25 o'clock.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The same the other way: exact to the millisecond where it is not a whole minute. */
export function localInput(atMs: number, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).toPlainDateTime();
  const isWhole = local.second === 0 && local.millisecond === 0;
  return local.toString(isWhole ? { smallestUnit: 'minute' } : { smallestUnit: 'millisecond' });
}
