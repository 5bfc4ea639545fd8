import type { ContractTerms, PlannedWorkTerms } from '../../core/domain/contract-terms.ts';
import { type Interval, type IntervalSet, intersect, subtract, union } from '../../core/time/intervals.ts';
import { periodOf } from '../../core/time/periods.ts';
import { serviceHours } from '../../core/time/service-calendar.ts';
import { type Allowed, type Excuse, layInOrder, type Refused, refuse } from './excuse.ts';

export type PlannedWork = Excuse & { readonly scope: 'window' };

/**
 * Grants planned work that was announced in time, within the hours that were agreed, up to the allowance, which the
 * earliest work uses up first. Only time in service needs an excuse, and only such time uses the allowance.
 */
export function allowPlannedWork(
  windows: readonly PlannedWork[],
  terms: ContractTerms,
  service: IntervalSet,
): Allowed {
  const granted = windows.map(({ cause, ref, set }) => ({ cause, ref, set: intersect(set, service) }));
  const { plannedWork } = terms;
  if (!plannedWork) return { lane: layInOrder(granted, terms.rules), refused: [] };
  const refused: Refused[] = [];
  const timely = windows.map((window) => {
    const late = window.set.filter(({ fromMs }) => window.announcedMs + plannedWork.noticeMs > fromMs);
    const inTime = intersect(subtract(window.set, late), service);
    const outside = outsideHours(inTime, plannedWork, terms.timeZone);
    refused.push(...refuse(intersect(late, service), 'announced-late', window.ref));
    refused.push(...refuse(outside, 'outside-agreed-hours', window.ref));
    return { cause: window.cause, ref: window.ref, set: subtract(inTime, outside) };
  });
  const allowance = createAllowance(plannedWork, terms.timeZone);
  const lane = layInOrder(timely, terms.rules).flatMap(({ label, ...interval }) => {
    const within = allowance(interval);
    refused.push(...refuse(subtract([interval], within), 'allowance-used-up', label.ref));
    return within.map((part) => ({ ...part, label }));
  });
  return { lane, refused };
}

function outsideHours(set: IntervalSet, { onlyBetween }: PlannedWorkTerms, timeZone: string): IntervalSet {
  if (!onlyBetween) return [];
  return subtract(set, union(set.flatMap((interval) => serviceHours(onlyBetween, interval, timeZone))));
}

/** What is left of work when its turn comes: intervals are asked for in order of time. */
function createAllowance(
  { atMostMs = Number.POSITIVE_INFINITY, atMostPer }: PlannedWorkTerms,
  timeZone: string,
): (interval: Interval) => IntervalSet {
  const usedMsByUnit = new Map<number, number>();
  const takeWithinUnit = (unitMs: number, { fromMs, toMs }: Interval): Interval => {
    const usedMs = usedMsByUnit.get(unitMs) ?? 0;
    const untilMs = Math.min(toMs, fromMs + atMostMs - usedMs);
    usedMsByUnit.set(unitMs, usedMs + (untilMs - fromMs));
    return { fromMs, toMs: untilMs };
  };
  return (interval) => {
    const parts: Interval[] = [];
    for (let { fromMs } = interval; fromMs < interval.toMs; ) {
      const unit = periodOf(atMostPer, fromMs, timeZone);
      const toMs = Math.min(interval.toMs, unit.toMs);
      parts.push(takeWithinUnit(unit.fromMs, { fromMs, toMs }));
      fromMs = toMs;
    }
    return union(parts);
  };
}
