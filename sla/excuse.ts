import type { ExcuseCause } from '../core/contract-terms.ts';
import { type Interval, type IntervalSet, subtract, union } from './intervals.ts';
import type { Lane } from './lane.ts';
import type { Labelled } from './overlay.ts';

/**
 * What somebody asks to be taken out, whole and not cut off at the ends of a period: planned work with the instant at
 * which it was announced, or what a claim was accepted for. Of a power cut the set is the cut itself, since batteries
 * owe its beginning.
 */
export type Excuse = {
  readonly set: IntervalSet;
  readonly cause: ExcuseCause;
  /** The decision or entry that says so, such as `claim:17`. */
  readonly ref: string;
} & (
  | { /** The whole window, whatever was measured. */ readonly scope: 'window'; readonly announcedMs: number }
  | {
      /** What was down, or not known, of it. */
      readonly scope: 'down';
      /** The power cut itself, where only a part of it is asked for: batteries owe its beginning all the same. */
      readonly cut?: IntervalSet;
    }
);

/** Who took a second out, and for what. */
export type ExcuseLabel = Pick<Excuse, 'cause' | 'ref'>;

export type Refusal =
  | 'cause-not-agreed'
  | 'announced-late'
  | 'outside-agreed-hours'
  | 'allowance-used-up'
  | 'within-ups-autonomy';

/** A stretch that was asked for and is not taken out, with the term that forbids it. */
export interface Refused extends Interval {
  readonly why: Refusal;
  readonly ref: string;
}

/** What is granted, and what is not. */
export interface Allowed {
  readonly lane: Lane<ExcuseLabel>;
  readonly refused: readonly Refused[];
}

export const refuse = (set: IntervalSet, why: Refusal, ref: string): Refused[] =>
  set.map(({ fromMs, toMs }) => ({ fromMs, toMs, why, ref }));

/** Sets that may overlap as one lane: who begins first has it, and where two begin together the smaller reference. */
export function layInOrder(
  sets: readonly (ExcuseLabel & { readonly set: IntervalSet })[],
): Lane<ExcuseLabel> {
  const items: Labelled<ExcuseLabel>[] = [];
  let taken: IntervalSet = [];
  for (const { cause, ref, set } of sets.toSorted(byBeginning)) {
    const label = { cause, ref };
    const free = subtract(set, taken);
    items.push(...free.map((interval) => ({ ...interval, label })));
    taken = union([...taken, ...free]);
  }
  return items.sort((a, b) => a.fromMs - b.fromMs);
}

function byBeginning(
  a: { readonly ref: string; readonly set: IntervalSet },
  b: { readonly ref: string; readonly set: IntervalSet },
): number {
  const [aMs, bMs] = [a.set[0]?.fromMs ?? 0, b.set[0]?.fromMs ?? 0];
  return aMs - bMs || (a.ref < b.ref ? -1 : Number(a.ref > b.ref));
}
