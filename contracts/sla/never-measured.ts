import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import { type Availability, availabilityOf, type SettledSums } from './settled-class.ts';

interface Covered {
  readonly coverage: { readonly knownMs: number; readonly inServiceMs: number };
}

type Counting = Pick<ContractTerms, 'unknown' | 'degraded'>;

/** Whether something was in service and nothing at all is known of it. */
export const isNeverMeasured = ({ coverage }: Covered): boolean =>
  coverage.inServiceMs > 0 && coverage.knownMs === 0;

/**
 * How the terms count the time of one entity: `unknown: down` is agreed for gaps in what is measured, and nobody who never
 * measured something can hold it against the other party (ADR 13).
 */
export function countingTerms<Terms extends Counting>(terms: Terms, figures: Covered): Terms {
  return isHeldAgainst(terms, figures) ? { ...terms, unknown: 'left-out' } : terms;
}

/** Whether the terms by themselves would count all of its time as down. */
export const isHeldAgainst = (terms: Pick<Counting, 'unknown'>, figures: Covered): boolean =>
  terms.unknown === 'down' && isNeverMeasured(figures);

/** The figures of entities, where those that were never measured count neither way; their bounds stay. */
export function leaveOutUnmeasured<Figures extends Covered & Availability & { readonly sums: SettledSums }>(
  entities: readonly Figures[],
  terms: Counting,
): readonly Figures[] {
  return entities.map((figures) =>
    isHeldAgainst(terms, figures)
      ? { ...figures, ...availabilityOf(figures.sums, countingTerms(terms, figures)) }
      : figures,
  );
}
