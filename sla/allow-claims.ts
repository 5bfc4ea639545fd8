import type { ContractTerms } from '../core/contract-terms.ts';
import type { DownSpan } from './attribution.ts';
import { type Allowed, type Excuse, layInOrder, refuse } from './excuse.ts';
import { type IntervalSet, intersect, union } from './intervals.ts';

export type Claim = Excuse & { readonly scope: 'down' };

/**
 * Grants claims that were accepted for a cause the contract knows. Of a power cut the contractor's own batteries carry
 * the beginning; after a cut of power or of a line, what is still down may start at its cost for as long as is agreed.
 */
export function allowClaims(
  claims: readonly Claim[],
  terms: ContractTerms,
  outages: readonly DownSpan[],
): Allowed {
  const cuts = union(
    claims.filter(({ cause }) => cause === 'power-cut').flatMap(({ set, cut }) => cut ?? set),
  );
  const carried = cuts.map(({ fromMs, toMs }) => ({
    fromMs,
    toMs: Math.min(toMs, fromMs + terms.upsAutonomyMs),
  }));
  // Batteries that should have lasted to the end of the cut leave no start-up to excuse either.
  const excusable = cuts
    .filter(({ fromMs, toMs }) => toMs - fromMs > terms.upsAutonomyMs)
    .map(({ fromMs, toMs }) => ({
      fromMs: fromMs + terms.upsAutonomyMs,
      toMs: startedMs(toMs, terms, outages),
    }));
  const granted = claims.map(({ cause, ref, set }) => {
    if (cause === 'line') return { cause, ref, set: withStart(set, terms, outages) };
    if (cause !== 'power-cut') return { cause, ref, set };
    return { cause, ref, set: intersect(withStart(set, terms, outages), union(excusable)) };
  });
  const refused = claims
    .filter(({ cause }) => cause === 'power-cut')
    .flatMap(({ set, ref }) => refuse(intersect(set, union(carried)), 'within-ups-autonomy', ref));
  return { lane: layInOrder(granted), refused };
}

const withStart = (set: IntervalSet, terms: ContractTerms, outages: readonly DownSpan[]): IntervalSet =>
  union(set.map(({ fromMs, toMs }) => ({ fromMs, toMs: startedMs(toMs, terms, outages) })));

/** How far an excuse reaches that ends at `toMs`: over the start of what is still down then, as long as is agreed. */
function startedMs(toMs: number, { restartGraceMs }: ContractTerms, outages: readonly DownSpan[]): number {
  const starting = outages.find((outage) => outage.fromMs < toMs && toMs < outage.toMs);
  return starting ? Math.min(starting.toMs, toMs + restartGraceMs) : toMs;
}
