import { clip, type IntervalSet, totalMs } from '../../core/time/intervals.ts';
import { hours } from '../../core/time/units.ts';

/** How much longer than agreed something took, and the hours begun of that. */
export interface HoursBeyond {
  readonly overMs: number;
  /** So much of that was before the period began. */
  readonly overBeforeMs: number;
  /** Hours that began in the period: those before are the earlier period's. */
  readonly startedHours: number;
}

const HOUR_MS = hours(1);

/** @param running Up to the end of the period; it may have begun before `fromMs`, where the period begins. */
export function hoursBeyond(running: IntervalSet, limitMs: number, fromMs: number): HoursBeyond {
  const before = clip(running, { fromMs: Number.NEGATIVE_INFINITY, toMs: fromMs });
  const overMs = Math.max(0, totalMs(running) - limitMs);
  const overBeforeMs = Math.max(0, totalMs(before) - limitMs);
  return {
    overMs,
    overBeforeMs,
    startedHours: Math.ceil(overMs / HOUR_MS) - Math.ceil(overBeforeMs / HOUR_MS),
  };
}
