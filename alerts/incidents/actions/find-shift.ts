import type { Roster } from '../../../core/domain/alert-settings.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import { days } from '../../../core/time/units.ts';
import { dateAt, windowOn } from '../../notifications/routing/city-time.ts';

/** A turn is at most a day long, and comes at least once a week. */
const DAYS_BACK = 8;

/** The turn of a roster that is on at an instant, of two the first; else the last one that was. */
export function findShift({ shifts }: Roster, nowMs: number, timeZone: string): Interval | undefined {
  const turns: Interval[] = [];
  for (const shift of shifts) {
    const { fromDate, toDate } = shift;
    for (let back = 0; back <= DAYS_BACK; back++) {
      const date = dateAt(nowMs - days(back), timeZone);
      const day = date.toString();
      if ((fromDate !== undefined && day < fromDate) || (toDate !== undefined && day > toDate)) continue;
      const turn = windowOn(date, shift, timeZone);
      if (turn && turn.fromMs <= nowMs) turns.push(turn);
    }
  }
  return turns.find(({ toMs }) => toMs > nowMs) ?? turns.toSorted((a, b) => b.toMs - a.toMs)[0];
}
