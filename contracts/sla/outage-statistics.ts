import type { Interval } from '../../core/time/intervals.ts';
import type { SettledOutage } from './settle-outages.ts';

/** How often and how long, of the time that the contractor answers for. */
export interface OutageStatistics {
  /** Outages that became the contractor's in the period: one that reaches out of a period counts once. */
  readonly outageCount: number;
  /** Outages that ended in the period, and how long they had been in all. */
  readonly restoredCount: number;
  readonly restoredMs: number;
  /** Mean time to restore, of those that ended in the period; cut off to whole milliseconds. */
  readonly mttrMs?: number;
  /** Good time for each outage, cut off to whole milliseconds. */
  readonly mtbfMs?: number;
  /** The longest outage, whole, as far as it had come by the end of the period. */
  readonly longestOutageMs: number;
}

export function outageStatistics(
  outages: readonly SettledOutage[],
  period: Interval,
  goodMs: number,
): OutageStatistics {
  const own = outages.filter(({ ownMs }) => ownMs > 0);
  const restored = own.filter(({ untilAfterMs, toMs }) => untilAfterMs !== undefined && toMs <= period.toMs);
  return withMeans({
    outageCount: own.filter(({ own: [first] }) => first && first.fromMs >= period.fromMs).length,
    restoredCount: restored.length,
    restoredMs: restored.reduce((sumMs, { ownMs }) => sumMs + ownMs, 0),
    longestOutageMs: own.reduce((longestMs, { ownMs }) => Math.max(longestMs, ownMs), 0),
    goodMs,
  });
}

/** The statistics of several entities together: sums of their sums, never means of their means. */
export function addStatistics(
  all: readonly (OutageStatistics & { readonly goodMs: number })[],
): OutageStatistics {
  const sum = (numberOf: (one: OutageStatistics & { readonly goodMs: number }) => number) =>
    all.reduce((total, one) => total + numberOf(one), 0);
  return withMeans({
    outageCount: sum(({ outageCount }) => outageCount),
    restoredCount: sum(({ restoredCount }) => restoredCount),
    restoredMs: sum(({ restoredMs }) => restoredMs),
    longestOutageMs: all.reduce((longestMs, one) => Math.max(longestMs, one.longestOutageMs), 0),
    goodMs: sum(({ goodMs }) => goodMs),
  });
}

function withMeans({
  goodMs,
  ...sums
}: Omit<OutageStatistics, 'mttrMs' | 'mtbfMs'> & { readonly goodMs: number }): OutageStatistics {
  const { restoredCount, restoredMs, outageCount } = sums;
  return {
    ...sums,
    ...(restoredCount === 0 ? {} : { mttrMs: Math.floor(restoredMs / restoredCount) }),
    ...(outageCount === 0 ? {} : { mtbfMs: Math.floor(goodMs / outageCount) }),
  };
}
