import type { ContractTerms, Ppm } from '../../core/domain/contract-terms.ts';
import { type Interval, type IntervalSet, totalMs, union } from '../../core/time/intervals.ts';
import { countOf, type SettledSegment } from './settled-class.ts';

/** How much of a fleet worked at once: entities that are good, of those that count at that moment. */
export interface FleetStep extends Interval {
  readonly good: number;
  readonly counted: number;
}

export interface FleetShare {
  /** The first time at which the share was lowest; absent where nothing ever counted. */
  readonly lowest?: FleetStep;
  /** When it was below the target. */
  readonly below: IntervalSet;
  readonly belowMs: number;
}

/**
 * The share of a fleet that works at any time, by one sweep over the segments of all its entities. Who is out of
 * service, excused or left out at a moment is not of the fleet then.
 */
export function fleetShare(
  entities: readonly { readonly segments: readonly SettledSegment[] }[],
  terms: Pick<ContractTerms, 'unknown' | 'degraded'>,
  targetPpm: Ppm,
): FleetShare {
  let lowest: FleetStep | undefined;
  const below: Interval[] = [];
  for (const step of stepsOf(entities, terms)) {
    if (!lowest || step.good * lowest.counted < lowest.good * step.counted) lowest = step;
    if (step.good * 1_000_000 < targetPpm * step.counted) below.push(step);
  }
  const set = union(below);
  return { ...(lowest === undefined ? {} : { lowest }), below: set, belowMs: totalMs(set) };
}

interface Turn {
  readonly atMs: number;
  readonly good: number;
  readonly counted: number;
}

/** The stretches in which the same number worked of the same number, where there is any that counts. */
function* stepsOf(
  entities: readonly { readonly segments: readonly SettledSegment[] }[],
  terms: Pick<ContractTerms, 'unknown' | 'degraded'>,
): Generator<FleetStep> {
  let [fromMs, good, counted] = [Number.NEGATIVE_INFINITY, 0, 0];
  for (const turn of sumTurns(entities, terms)) {
    if (counted > 0) yield { fromMs, toMs: turn.atMs, good, counted };
    fromMs = turn.atMs;
    good += turn.good;
    counted += turn.counted;
  }
}

/** What changes at each instant at which anything does, in order of time. */
function* sumTurns(
  entities: readonly { readonly segments: readonly SettledSegment[] }[],
  terms: Pick<ContractTerms, 'unknown' | 'degraded'>,
): Generator<Turn> {
  const turns = entities.flatMap(({ segments }) => turnsOf(segments, terms)).sort((a, b) => a.atMs - b.atMs);
  let sum: Turn | undefined;
  for (const turn of turns) {
    if (sum?.atMs === turn.atMs) {
      sum = { atMs: turn.atMs, good: sum.good + turn.good, counted: sum.counted + turn.counted };
      continue;
    }
    if (sum && changes(sum)) yield sum;
    sum = turn;
  }
  if (sum && changes(sum)) yield sum;
}

const changes = ({ good, counted }: Turn) => good !== 0 || counted !== 0;

function turnsOf(
  segments: readonly SettledSegment[],
  terms: Pick<ContractTerms, 'unknown' | 'degraded'>,
): readonly Turn[] {
  return segments.flatMap((segment): readonly Turn[] => {
    const count = countOf(segment.class, terms);
    if (count === 'left-out') return [];
    const good = count === 'good' ? 1 : 0;
    return [
      { atMs: segment.fromMs, good, counted: 1 },
      { atMs: segment.toMs, good: -good, counted: -1 },
    ];
  });
}
