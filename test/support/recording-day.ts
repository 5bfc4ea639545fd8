import type { RecordingDay } from '#contracts/sla/recording-days.ts';
import { days } from '#core/time/units.ts';

/** A day of 24 hours on which nothing was recorded, and of which everything is known. */
export const lostDay = (date: string): RecordingDay => ({
  date,
  downMs: days(1),
  recordedMs: 0,
  knownMs: days(1),
  inServiceMs: days(1),
});
