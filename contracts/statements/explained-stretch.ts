import type { Interval } from '../../core/time/intervals.ts';
import type { BlameLabel } from '../sla/blame-label.ts';
import type { ExcuseLabel, Refused } from '../sla/excuse.ts';
import type { Measured, SettledClass } from '../sla/settled-class.ts';

/** The term, or the fact, that makes a stretch what it is. */
export type StretchRule =
  | 'not-accepted'
  | 'outside-service'
  | 'planned-work'
  | 'accepted-claim'
  | 'others-left-out'
  | 'others-own'
  | 'own-fault'
  | 'unknown-left-out'
  | 'unknown-up'
  | 'unknown-down'
  | 'never-measured'
  | 'degraded-up'
  | 'degraded-down'
  | 'short-outage'
  | 'carried-by-another'
  | 'works';

/** Who answers, with the longest chain of references that leads there. */
export interface ExplainedBlame extends BlameLabel {
  /** References of other moments of it that do not stand in that chain. */
  readonly besides: readonly string[];
  readonly clauses: readonly string[];
}

/** A stretch of the period with everything that has a say in it. */
export interface ExplainedStretch extends Interval {
  readonly class: SettledClass;
  readonly measured: Measured;
  /** Why it was measured so, each once. */
  readonly reasons: readonly string[];
  readonly rule: StretchRule;
  readonly excuse?: ExcuseLabel;
  /** Who answers for what was down, and what bears it out. */
  readonly blame?: ExplainedBlame;
  /** The outage that it is part of, as those of its part are counted from 1. */
  readonly outage?: number;
  /** What was asked for here and not granted. */
  readonly refused: readonly ExplainedRefusal[];
  /** Of the rules (`docs/rules.md`). */
  readonly clauses: readonly string[];
}

export interface ExplainedRefusal extends Refused {
  readonly clauses: readonly string[];
}
