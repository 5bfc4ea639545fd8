import type { Entity } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { AcceptedClaim } from '../settle/contract-settlement.ts';
import type { EntityFigures } from '../sla/settle-entity.ts';

/** Whether a claim asks for time of the period, or for an outage that reaches into it: that is settled whole. */
export function touchesFigures(
  { set, entities }: AcceptedClaim,
  figures: readonly EntityFigures[],
  period: Interval,
): boolean {
  const asksFor = (interval: Interval) =>
    set.some((part) => part.fromMs < interval.toMs && part.toMs > interval.fromMs);
  const isOf = (entity: Entity) => entities === 'all' || entities.has(entity);
  if (asksFor(period)) return true;
  return figures.some(({ entity, outages }) =>
    outages.some(
      (outage) => (isOf(entity) || outage.blame.some(({ owner }) => isOf(owner))) && asksFor(outage),
    ),
  );
}
