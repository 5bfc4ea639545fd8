import type { Attributed, OwnerCause } from '../../availability/attribution/attribution.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { Lane } from '../../core/time/lane.ts';

/** Whose contract answers for a stretch of `down`, and why. */
export interface BlameLabel {
  readonly cause: OwnerCause;
  readonly owner: Entity;
  readonly evidence: readonly string[];
  /** The owner is under the contract that is settled. */
  readonly isOwn: boolean;
}

/**
 * Attribution as a lane that says who is under the contract. It is asked once for each stretch, at its beginning:
 * `turnsMs` are the instants (ascending) at which the answer may change within one, since an owner changed its contract.
 */
export function layBlame(
  attributed: readonly Attributed[],
  isOwn: (owner: Entity, atMs: number) => boolean,
  turnsMs: readonly number[],
): Lane<BlameLabel> {
  return attributed
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .flatMap(({ fromMs, toMs, cause, owner, evidence }) => {
      const starts = [fromMs, ...turnsMs.filter((turnMs) => fromMs < turnMs && turnMs < toMs)];
      return starts.map((startMs, index) => ({
        fromMs: startMs,
        toMs: starts[index + 1] ?? toMs,
        label: { cause, owner, evidence, isOwn: isOwn(owner, startMs) },
      }));
    });
}
