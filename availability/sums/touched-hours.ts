import type { ChangeBatch } from '../../core/domain/sinks.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { hours } from '../../core/time/units.ts';
import { startOfHourMs } from './hours.ts';

/** Gathers what recorded batches mean for hourly figures, until somebody computes them anew. */
export interface TouchedHours {
  readonly add: (batch: ChangeBatch) => void;
  /** The figures of an entity change from an instant on for another reason, such as a retirement entered late. */
  readonly touch: (entity: Entity, fromMs: number) => void;
  /** The figures of everybody are wanted from an instant on, as far as the record covers it. */
  readonly owe: (fromMs: number) => void;
  /** Hands over what was gathered and starts afresh; `undefined`, and nothing is lost, until coverage has grown. */
  readonly take: () => Touched | undefined;
}

export interface Touched {
  /** Where coverage grew, and the gap before that: the figures of every device change. */
  readonly everybody: Interval;
  /** From which hour on the figures of an entity change besides, since one of its changes is dated back that far. */
  readonly fromMsByEntity: ReadonlyMap<Entity, number>;
}

/** How far back a run that was killed may owe figures, changes dated back included. */
const OWED_MS = hours(1);

/** @param recordedToMs End of the coverage that earlier runs have on record, where there is any. */
export function createTouchedHours(recordedToMs = Number.NEGATIVE_INFINITY): TouchedHours {
  let coveredToMs = recordedToMs;
  let everybody: Interval | undefined = Number.isFinite(recordedToMs)
    ? { fromMs: recordedToMs - OWED_MS, toMs: recordedToMs }
    : undefined;
  let fromMsByEntity = new Map<Entity, number>();
  const touch = (entity: Entity, fromMs: number) => {
    const known = fromMsByEntity.get(entity) ?? Number.POSITIVE_INFINITY;
    fromMsByEntity.set(entity, Math.min(known, startOfHourMs(fromMs)));
  };
  return {
    touch,
    add: ({ changes, coverage = [] }) => {
      for (const { entity, atMs } of changes) touch(entity, atMs);
      const [first, ...others] = coverage;
      if (!first) return;
      // Whatever their intervals, they end at one canary.
      const segment = others.reduce(hull, first);
      // Of a segment that has been growing for days, only the growth is news; a gap before it has become unknown.
      const fromMs = Number.isFinite(coveredToMs) ? coveredToMs : segment.fromMs;
      const grown = { fromMs, toMs: segment.toMs };
      coveredToMs = Math.max(coveredToMs, segment.toMs);
      if (grown.fromMs < grown.toMs) everybody = everybody ? hull(everybody, grown) : grown;
    },
    owe: (fromMs) => {
      if (fromMs >= coveredToMs) return;
      const owed = { fromMs, toMs: coveredToMs };
      everybody = everybody ? hull(everybody, owed) : owed;
    },
    take: () => {
      if (everybody === undefined) return undefined;
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
