import type { CoverageEnd, CoverageUpdate } from '../core/domain/sinks.ts';

/** Where the coverage on record ends: no second is covered twice. */
export interface CoveredTo {
  /** Of all there is. */
  readonly latestMs: number;
  /** Of rows that hold for the checks of an interval, and that are so long at least. */
  readonly ofInterval: (intervalMs: number, leastMs?: number) => number;
}

/**
 * Keeps account of how far the checks of each interval are covered: from one interval after sight came back, when each of
 * them was made, to the last good canary. A check that comes every five seconds does not wait for one that comes every hour.
 */
export interface CoverageAccount {
  /** From an instant on these intervals are in use; what no check has any more ends at the last good canary. */
  readonly use: (intervalsMs: ReadonlySet<number>, atMs: number) => readonly CoverageUpdate[];
  /** Sight is there from an instant on. */
  readonly begin: (atMs: number) => void;
  /** A good canary vouches for everything before it, as far as its checks were made: `provenToMs` by interval, absent where none holds it back. */
  readonly extend: (atMs: number, provenToMs: ReadonlyMap<number, number>) => readonly CoverageUpdate[];
  readonly end: (end: CoverageEnd) => readonly CoverageUpdate[];
}

/** What is covered, or will be, of one interval. */
interface Stretch {
  readonly fromMs: number;
  /** Absent while nothing of it is. */
  readonly toMs?: number;
}

export function createCoverageAccount(recorded: CoveredTo): CoverageAccount {
  let inUse: ReadonlySet<number> = new Set();
  let isSeeing = false;
  const stretches = new Map<number, Stretch>();
  const endsMs = new Map<number, number>();

  const open = (intervalMs: number, atMs: number) => {
    const endedMs = endsMs.get(intervalMs) ?? recorded.ofInterval(intervalMs);
    stretches.set(intervalMs, { fromMs: Math.max(atMs, endedMs) + intervalMs });
  };
  const close = (intervalMs: number, closed: CoverageEnd): readonly CoverageUpdate[] => {
    const { fromMs = 0, toMs } = stretches.get(intervalMs) ?? {};
    stretches.delete(intervalMs);
    return toMs === undefined ? [] : [{ intervalMs, fromMs, toMs, closed }];
  };

  return {
    use: (intervalsMs, atMs) => {
      const ended = [...inUse.difference(intervalsMs)].flatMap((intervalMs) => close(intervalMs, 'reload'));
      if (isSeeing) for (const intervalMs of intervalsMs.difference(inUse)) open(intervalMs, atMs);
      inUse = new Set([...intervalsMs].sort((a, b) => a - b));
      return ended;
    },
    begin: (atMs) => {
      isSeeing = true;
      for (const intervalMs of inUse) open(intervalMs, atMs);
    },
    extend: (atMs, provenToMs) =>
      [...inUse].flatMap((intervalMs) => {
        const { fromMs = atMs, toMs: beforeMs = fromMs } = stretches.get(intervalMs) ?? {};
        const toMs = Math.min(atMs, provenToMs.get(intervalMs) ?? atMs);
        if (toMs <= beforeMs) return [];
        stretches.set(intervalMs, { fromMs, toMs });
        endsMs.set(intervalMs, toMs);
        return [{ intervalMs, fromMs, toMs }];
      }),
    end: (end) => {
      isSeeing = false;
      return [...inUse].flatMap((intervalMs) => close(intervalMs, end));
    },
  };
}
