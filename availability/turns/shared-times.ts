import { type Interval, type IntervalSet, intersect, subtract, union } from '../../core/time/intervals.ts';
import { leaseSteps } from '../../ledger/history/zone-leases.ts';
import { CENTRE, type RecordedLease } from '../../ledger/record/leases.ts';
import type { CoveredSpan } from '../../ledger/record/turns.ts';

/**
 * Stretches in which two collectors may have watched the same device: they obeyed different leases of its zone. By one and the same
 * lease each site is the share of one.
 */
export function sharedTimes(leases: readonly RecordedLease[], spans: readonly CoveredSpan[]): IntervalSet {
  const shared = obeyedIn(leases, spans).flatMap((zone) =>
    zone.flatMap((a, place) =>
      zone
        .slice(place + 1)
        .filter((b) => b.collector !== a.collector && b.list !== a.list)
        .flatMap((b) => intersect([a], [b])),
    ),
  );
  return union(shared);
}

/** By collector, when it obeyed another lease of a zone than the centre had granted, or the centre none: what it says then may be for another to say. */
export function strayTimes(leases: readonly RecordedLease[]): ReadonlyMap<string, IntervalSet> {
  const stray = new Map<string, Interval[]>();
  for (const { byChain } of leaseSteps(leases).values()) {
    const granted = byChain.get(CENTRE) ?? [];
    for (const [collector, obeyed] of byChain) {
      const apart = obeyed.flatMap((own) =>
        subtract([own], union(granted.filter(({ value }) => value === own.value))),
      );
      stray.set(collector, [...(stray.get(collector) ?? []), ...apart]);
    }
  }
  stray.delete(CENTRE);
  return new Map([...stray].map(([collector, times]) => [collector, union(times)]));
}

interface Obeyed extends Interval {
  readonly collector: string;
  readonly list: string;
}

/** By zone, what each collector obeyed until it covered nothing any more; gaps in between are no end. */
function obeyedIn(
  leases: readonly RecordedLease[],
  spans: readonly CoveredSpan[],
): readonly (readonly Obeyed[])[] {
  return [...leaseSteps(leases).values()].map(({ byChain }) =>
    spans.flatMap(({ collector, toMs: endedMs }) =>
      (byChain.get(collector) ?? [])
        .filter(({ fromMs }) => fromMs < endedMs)
        .map(({ fromMs, toMs, value }) => ({
          fromMs,
          toMs: Math.min(toMs, endedMs),
          collector,
          list: value,
        })),
    ),
  );
}
