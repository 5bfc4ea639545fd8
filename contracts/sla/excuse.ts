import type { ExcuseCause, RulesVersion } from '../../core/domain/contract-terms.ts';
import { type Interval, type IntervalSet, subtract, union } from '../../core/time/intervals.ts';
import type { Lane } from '../../core/time/lane.ts';
import type { Labelled } from '../../core/time/overlay.ts';

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
      /** What was down of it, or by what is agreed not known. */
      readonly scope: 'down';
      /** The cut itself, where only a part of it is asked for: batteries owe its beginning all the same. */
      readonly cut?: IntervalSet;
      /** The same by version 2 of the rules: from the begin of what was claimed on, where nobody says otherwise. */
      readonly wholeCut?: IntervalSet;
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

/**
 * Sets that may overlap as one lane: who begins first has it, and of two that begin together the lower number, by version 1
 * of the rules the smaller text.
 */
export function layInOrder(
  sets: readonly (ExcuseLabel & { readonly set: IntervalSet })[],
  rules: RulesVersion,
): Lane<ExcuseLabel> {
  const items: Labelled<ExcuseLabel>[] = [];
  let taken: IntervalSet = [];
  for (const { cause, ref, set } of sets.toSorted(
    (a, b) => beginningOf(a) - beginningOf(b) || compareRefs(a.ref, b.ref, rules),
  )) {
    const label = { cause, ref };
    const free = subtract(set, taken);
    items.push(...free.map((interval) => ({ ...interval, label })));
    taken = union([...taken, ...free]);
  }
  return items.sort((a, b) => a.fromMs - b.fromMs);
}

const beginningOf = ({ set }: { readonly set: IntervalSet }): number => set[0]?.fromMs ?? 0;

/** Of two decisions of one kind which goes first: version 1 of the rules compares them as text, `claim:10` before `claim:9`. */
export function compareRefs(a: string, b: string, rules: RulesVersion): number {
  const byText = a < b ? -1 : Number(a > b);
  return rules === 1 ? byText : numberOf(a) - numberOf(b) || byText;
}

const numberOf = (ref: string): number => Number(ref.slice(ref.indexOf(':') + 1));
