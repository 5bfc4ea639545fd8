import { type IntervalSet, intersect, union } from '../../core/time/intervals.ts';
import { leaseSteps } from '../../ledger/history/zone-leases.ts';
import type { CoverageSegment } from '../../ledger/record/coverage.ts';
import { CENTRE, type RecordedLease } from '../../ledger/record/leases.ts';

/**
 * Stretches in which two collectors may have watched the same device: they obeyed different leases of its zone. By one and the same
 * lease each site is the share of one.
 */
export function sharedTimes(
  leases: readonly RecordedLease[],
  coverage: Iterable<Pick<CoverageSegment, 'source' | 'fromMs' | 'toMs'>>,
): IntervalSet {
  const obeying = obeyedIn(
    leases,
    Map.groupBy(coverage, ({ source }) => source),
  );
  const shared = obeying.flatMap((zone) =>
    zone.flatMap((a, place) =>
      zone
        .slice(place + 1)
        .filter((b) => b.collector !== a.collector && (b.list !== a.list || a.list === undefined))
        .flatMap((b) => intersect([a], [b])),
    ),
  );
  return union(shared);
}

interface Obeyed {
  readonly collector: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Absent: none, and so everything. */
  readonly list: string | undefined;
}

/** By zone, what each collector obeyed while it covered anything; gaps in between are no end. */
function obeyedIn(
  leases: readonly RecordedLease[],
  coverage: ReadonlyMap<string, readonly { readonly fromMs: number; readonly toMs: number }[]>,
): readonly (readonly Obeyed[])[] {
  const firstMs = new Map<string, number>();
  for (const { chain, fromMs } of leases)
    firstMs.set(chain, Math.min(fromMs, firstMs.get(chain) ?? Number.POSITIVE_INFINITY));
  return [...leaseSteps(leases).values()].map(({ byChain }) =>
    [...coverage].flatMap(([collector, own]): Obeyed[] => {
      const hull = [
        {
          // Its first word may come before it covers anything.
          fromMs: Number.NEGATIVE_INFINITY,
          toMs: own.reduce((ms, { toMs }) => Math.max(ms, toMs), Number.NEGATIVE_INFINITY),
        },
      ];
      const beganMs = own.reduce((ms, { fromMs }) => Math.min(ms, fromMs), Number.POSITIVE_INFINITY);
      const none = {
        fromMs: beganMs,
        toMs: firstMs.get(collector) ?? Number.POSITIVE_INFINITY,
        value: undefined,
      };
      const all = [...(none.fromMs < none.toMs ? [none] : []), ...(byChain.get(collector) ?? [])];
      return collector === CENTRE
        ? []
        : all.flatMap(({ fromMs, toMs, value }) =>
            intersect([{ fromMs, toMs }], hull).map((time) => ({ ...time, collector, list: value })),
          );
    }),
  );
}
