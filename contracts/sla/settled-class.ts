import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { State } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { BlameLabel } from './blame-label.ts';
import type { ExcuseLabel } from './excuse.ts';
import type { Fraction } from './fraction.ts';

/** What a contract makes of a second, highest priority first: every second of a period is exactly one of them. */
export const SETTLED_CLASSES = [
  'out-of-service',
  'excused',
  'others',
  'unknown',
  'down',
  'degraded',
  'up',
] as const;
export type SettledClass = (typeof SETTLED_CLASSES)[number];

export type Measured = State | 'out-of-service';

/** A stretch in which one state was measured. */
export interface MeasuredSegment extends Interval {
  readonly state: Measured;
  /** Why, where the state is not `up`. */
  readonly reason?: string;
}

/** A stretch of one class, with what was measured and what made it that class. */
export interface SettledSegment extends Interval {
  readonly class: SettledClass;
  readonly measured: Measured;
  readonly reason?: string;
  /** Present where it is `excused`. */
  readonly excuse?: ExcuseLabel;
  /** Who answers for what was measured down. */
  readonly blame?: BlameLabel;
}

/** Milliseconds of each class. */
export type SettledSums = Readonly<Record<SettledClass, number>>;

export function sumClasses(segments: Iterable<SettledSegment>): SettledSums {
  const sums: Record<SettledClass, number> = emptySums();
  for (const segment of segments) sums[segment.class] += segment.toMs - segment.fromMs;
  return sums;
}

export function addSums(all: Iterable<SettledSums>): SettledSums {
  const total: Record<SettledClass, number> = emptySums();
  for (const sums of all) for (const name of SETTLED_CLASSES) total[name] += sums[name];
  return total;
}

const emptySums = (): Record<SettledClass, number> => ({
  'out-of-service': 0,
  excused: 0,
  others: 0,
  unknown: 0,
  down: 0,
  degraded: 0,
  up: 0,
});

/** An availability, and the two between which it would lie if it were known what nobody knows. */
export interface Availability extends Fraction {
  /** All that is unknown taken as down, and as up, of `boundsCountedMs`. */
  readonly lowGoodMs: number;
  readonly highGoodMs: number;
  readonly boundsCountedMs: number;
}

/** Of several together: sums of their milliseconds. */
export function addAvailabilities(all: readonly Availability[]): Availability {
  const sum = (msOf: (one: Availability) => number) => all.reduce((sumMs, one) => sumMs + msOf(one), 0);
  return {
    goodMs: sum(({ goodMs }) => goodMs),
    countedMs: sum(({ countedMs }) => countedMs),
    lowGoodMs: sum(({ lowGoodMs }) => lowGoodMs),
    highGoodMs: sum(({ highGoodMs }) => highGoodMs),
    boundsCountedMs: sum(({ boundsCountedMs }) => boundsCountedMs),
  };
}

/** The availability of sums of time, as the terms count `unknown` and `degraded`. Excused time counts nowhere. */
export function availabilityOf(
  sums: SettledSums,
  terms: Pick<ContractTerms, 'unknown' | 'degraded'>,
): Availability {
  const knownGoodMs = sums.up + (terms.degraded === 'up' ? sums.degraded : 0);
  const knownMs = sums.up + sums.degraded + sums.down;
  return {
    goodMs: knownGoodMs + (terms.unknown === 'up' ? sums.unknown : 0),
    countedMs: knownMs + (terms.unknown === 'left-out' ? 0 : sums.unknown),
    lowGoodMs: knownGoodMs,
    highGoodMs: knownGoodMs + sums.unknown,
    boundsCountedMs: knownMs + sums.unknown,
  };
}

/** Whether a second of a class is in the denominator, and whether it is good: what {@link availabilityOf} adds up. */
export function countOf(
  settled: SettledClass,
  terms: Pick<ContractTerms, 'unknown' | 'degraded'>,
): 'good' | 'bad' | 'left-out' {
  if (settled === 'up') return 'good';
  if (settled === 'down') return 'bad';
  if (settled === 'degraded') return terms.degraded === 'up' ? 'good' : 'bad';
  if (settled !== 'unknown' || terms.unknown === 'left-out') return 'left-out';
  return terms.unknown === 'up' ? 'good' : 'bad';
}
