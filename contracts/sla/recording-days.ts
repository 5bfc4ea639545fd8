import type { DayRule } from '../../core/domain/contract-terms.ts';

/** A day of which some time was settled as down of the indicator `recording`: all milliseconds of it that a rule asks for. */
export interface RecordingDay {
  /** `2026-11-05` */
  readonly date: string;
  readonly downMs: number;
  /** Up or degraded: something was recorded. */
  readonly recordedMs: number;
  /** In service and not measured unknown, whatever its class. */
  readonly knownMs: number;
  readonly inServiceMs: number;
}

const COUNTS: Readonly<Record<DayRule, (day: RecordingDay) => boolean>> = {
  'days-without-recording': ({ downMs, inServiceMs }) => downMs === inServiceMs,
  'whole-days-without-recording': ({ recordedMs }) => recordedMs === 0,
  'started-days-without-recording': () => true,
};

/** The days that a rule counts. Of each some time was down: what is not known never makes such a day. */
export const daysBy = (by: DayRule, days: readonly RecordingDay[]): readonly RecordingDay[] =>
  days.filter(({ downMs }) => downMs > 0).filter(COUNTS[by]);
