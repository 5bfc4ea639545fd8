import type { ChangeBatch } from '../core/sinks.ts';
import type { Entity } from '../core/state.ts';
import type { Interval } from '../sla/intervals.ts';
import { startOfHourMs } from './hours.ts';

/** Gathers what recorded batches mean for hourly figures, until somebody computes them anew. */
export interface TouchedHours {
  readonly add: (batch: ChangeBatch) => void;
  /** Hands over what was gathered, and starts afresh. */
  readonly take: () => Touched;
}

export interface Touched {
  /** The hours that coverage grew in: they change for every device. */
  readonly everybody: Interval | undefined;
  /** From which hour on the figures of an entity change besides, since one of its changes is dated back that far. */
  readonly fromMsByEntity: ReadonlyMap<Entity, number>;
}

export function createTouchedHours(): TouchedHours {
  let everybody: Interval | undefined;
  let coveredToMs = Number.NEGATIVE_INFINITY;
  let fromMsByEntity = new Map<Entity, number>();
  return {
    add: ({ changes, coverage }) => {
      for (const { entity, atMs } of changes) {
        const known = fromMsByEntity.get(entity) ?? Number.POSITIVE_INFINITY;
        fromMsByEntity.set(entity, Math.min(known, startOfHourMs(atMs)));
      }
      if (!coverage) return;
      // Of a segment that has been growing for days, only the growth is news.
      const grown = { fromMs: Math.max(coverage.fromMs, coveredToMs), toMs: coverage.toMs };
      coveredToMs = Math.max(coveredToMs, coverage.toMs);
      if (grown.fromMs < grown.toMs) everybody = everybody ? hull(everybody, grown) : grown;
    },
    take: () => {
      const touched = { everybody, fromMsByEntity };
      everybody = undefined;
      fromMsByEntity = new Map();
      return touched;
    },
  };
}

const hull = (a: Interval, b: Interval): Interval => ({
  fromMs: Math.min(a.fromMs, b.fromMs),
  toMs: Math.max(a.toMs, b.toMs),
});
