import type { Attributed, DownSpan } from '../../availability/attribution/attribution.ts';
import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { Entity } from '../../core/domain/state.ts';
import { type IntervalSet, intersect, subtract, union } from '../../core/time/intervals.ts';
import { type Allowed, type Excuse, layInOrder, refuse } from './excuse.ts';

export type Claim = Excuse & { readonly scope: 'down' };

/** The entity that claims are granted for, with all that says how its outages go on where a claim ends. */
export interface Claimant {
  readonly entity: Entity;
  /** Whole: devices that start after a cut are still down. */
  readonly outages: readonly DownSpan[];
  readonly attributed: readonly Attributed[];
}

/**
 * Grants claims that were accepted for a cause the contract knows. Of a power cut the contractor's own batteries carry
 * the beginning; after a cut of power or of a line, what is still down may start at its cost for as long as is agreed.
 */
export function allowClaims(claims: readonly Claim[], terms: ContractTerms, claimant: Claimant): Allowed {
  const cutOf = ({ cut, wholeCut, set }: Claim): IntervalSet =>
    (terms.rules === 1 ? cut : (wholeCut ?? cut)) ?? set;
  const powerCuts = claims.filter(({ cause }) => cause === 'power-cut');
  const refs = powerCuts.map(({ ref }) => ref);
  const cuts = union(powerCuts.flatMap(cutOf));
  const reach = terms.rules === 1 ? reachByRules1(terms, claimant) : reachByRules2(terms, claimant);
  const withStart = ({ set, ref }: Claim, cut: IntervalSet): IntervalSet =>
    union(set.map(({ fromMs, toMs }) => ({ fromMs, toMs: reach(toMs, cut, [ref]) })));
  const carried = cuts.map(({ fromMs, toMs }) => ({
    fromMs,
    toMs: Math.min(toMs, fromMs + terms.upsAutonomyMs),
  }));
  // Batteries that should have lasted to the end of the cut leave no start-up to excuse either.
  const excusable = cuts
    .filter(({ fromMs, toMs }) => toMs - fromMs > terms.upsAutonomyMs)
    .map(({ fromMs, toMs }) => ({ fromMs: fromMs + terms.upsAutonomyMs, toMs: reach(toMs, cuts, refs) }));
  const granted = claims.map((claim) => {
    const { cause, ref, set } = claim;
    if (cause === 'line') return { cause, ref, set: withStart(claim, cutOf(claim)) };
    if (cause !== 'power-cut') return { cause, ref, set };
    const owed = terms.rules === 1 ? [] : union(carried);
    return { cause, ref, set: subtract(intersect(withStart(claim, cuts), union(excusable)), owed) };
  });
  const refused = powerCuts.flatMap(({ set, ref }) =>
    refuse(intersect(set, union(carried)), 'within-ups-autonomy', ref),
  );
  return { lane: layInOrder(granted, terms.rules), refused };
}

/**
 * How far an excuse reaches that ends at an instant, of a cut: over the start of what is still down then.
 *
 * @param refs The decisions that say so.
 */
type Reach = (toMs: number, cut: IntervalSet, refs: readonly string[]) => number;

/** As long as is agreed, wherever the excuse ends. */
function reachByRules1({ restartGraceMs }: ContractTerms, { outages }: Claimant): Reach {
  return (toMs) => {
    const starting = outages.find((outage) => outage.fromMs < toMs && toMs < outage.toMs);
    return starting ? Math.min(starting.toMs, toMs + restartGraceMs) : toMs;
  };
}

/**
 * One start after one cut: none before the cut is over, none while something in front is still cut, unless that is starting by
 * the same decision, and none beyond the restart after what was in front, whose own it is already.
 */
function reachByRules2(terms: ContractTerms, claimant: Claimant): Reach {
  const ownStart = reachByRules1(terms, claimant);
  const { entity, attributed } = claimant;
  const reach: Reach = (toMs, cut, refs) => {
    if (cut.some((stretch) => stretch.fromMs < toMs && toMs < stretch.toMs)) return toMs;
    const restart = attributed.find((part) => part.isRestart && part.fromMs <= toMs && toMs <= part.toMs);
    if (restart) return restart.toMs;
    const then = attributed.find((part) => part.fromMs <= toMs && toMs < part.toMs);
    if (!then || then.owner === entity) return ownStart(toMs, cut, refs);
    return refs.includes(then.evidence.at(-1) ?? '') ? reach(then.toMs, cut, refs) : toMs;
  };
  return reach;
}
