import { Temporal } from 'temporal-polyfill';

/** An instant as a spreadsheet has it: the wall clock of a zone, which knows of no zones. */
export type LocalTime = (atMs: number) => Date;

const STEP_MS = 15 * 60_000;

/** Offsets change at quarters of an hour, and are looked up once for each: a long statement has ten thousands of instants. */
export function createLocalTime(timeZone: string): LocalTime {
  const offsets = new Map<number, number>();
  const offsetMs = (atMs: number): number => {
    const step = Math.floor(atMs / STEP_MS);
    const known = offsets.get(step);
    if (known !== undefined) return known;
    const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(step * STEP_MS).toZonedDateTimeISO(
      timeZone,
    );
    offsets.set(step, offsetNanoseconds / 1_000_000);
    return offsetNanoseconds / 1_000_000;
  };
  return (atMs) => new Date(atMs + offsetMs(atMs));
}
