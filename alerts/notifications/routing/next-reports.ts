import type { Temporal } from 'temporal-polyfill';
import type { AlertSettings, ReportSchedule } from '../../../core/domain/alert-settings.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import { clockMs, dateAt } from './city-time.ts';
import { nextTurn } from './duty.ts';

/** A report that is due when the time that it tells of is over. */
export interface NextReport extends Interval {
  readonly schedule: ReportSchedule;
  /** Of `shift`: whose turn ends. */
  readonly contact?: string;
}

/**
 * The next report of each schedule after an instant, in the order in which they are due (`toMs`). Each begins where the
 * one before it ended, so that nothing is told of twice or not at all; that of a shift tells of the turn.
 */
export function nextReports(
  { reports, rosters }: Pick<AlertSettings, 'reports' | 'rosters'>,
  afterMs: number,
  timeZone: string,
): readonly NextReport[] {
  return reports
    .flatMap((schedule): readonly NextReport[] => {
      if (schedule.period !== 'shift') return [{ schedule, ...nextDigest(schedule, afterMs, timeZone) }];
      const roster = rosters.get(schedule.roster ?? '');
      const turn = roster && nextTurn(roster, afterMs, timeZone);
      return turn ? [{ schedule, ...turn }] : [];
    })
    .sort((a, b) => a.toMs - b.toMs);
}

function nextDigest(
  { period, atMinute }: Pick<ReportSchedule, 'period' | 'atMinute'>,
  afterMs: number,
  timeZone: string,
): Interval {
  const length = { days: period === 'week' ? 7 : 1 };
  const today = dateAt(afterMs, timeZone);
  let date: Temporal.PlainDate = period === 'week' ? today.subtract({ days: today.dayOfWeek - 1 }) : today;
  while (clockMs(date, atMinute, timeZone) <= afterMs) date = date.add(length);
  return {
    fromMs: clockMs(date.subtract(length), atMinute, timeZone),
    toMs: clockMs(date, atMinute, timeZone),
  };
}
