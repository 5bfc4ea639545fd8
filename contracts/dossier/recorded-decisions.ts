import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { Entity } from '../../core/domain/state.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { Claim } from '../../ledger/decisions/claims.ts';
import { intervalOf, type Unmeasured } from '../../ledger/decisions/unmeasured.ts';
import type { AnnouncedWork } from '../../ledger/decisions/works.ts';
import type { ContractSettlement, SettlementPart } from '../settle/contract-settlement.ts';
import type { SettledOutage } from '../sla/settle-outages.ts';
import { claimEntry } from './claim-entries.ts';
import type { RecordedDecisions } from './dossier-schema.ts';
import { unmeasuredEntry, workEntry } from './work-entries.ts';

export interface DecisionsOnRecord {
  readonly claims: Iterable<Claim>;
  readonly works: Iterable<AnnouncedWork>;
  readonly unmeasured: Iterable<Unmeasured>;
  /** Whether work holds for the contract. */
  readonly isHeldBy: (work: AnnouncedWork) => boolean;
  /** The record was read as of then. */
  readonly readMs: number;
}

/** What was decided of the contract and the period of a settlement, in the order in which it was filed. */
export function recordedDecisions(
  { contractId, period, parts }: Pick<ContractSettlement, 'contractId' | 'period' | 'parts'>,
  { claims, works, unmeasured, isHeldBy, readMs }: DecisionsOnRecord,
): RecordedDecisions {
  const covered = new Set(parts.flatMap(({ entities }) => entities.map(({ entity }) => entity)));
  const isCovered = (entity: Entity) => covered.has(entity);
  const own = [...claims].filter((claim) => claim.contract === contractId && touches(claim.interval, period));
  const outagesOf = own.length === 0 ? () => [] : outagesByEntity(parts);
  return {
    claims: own.map((claim) =>
      claimEntry(claim, {
        endsMs: ({ entities, interval }) =>
          entities.flatMap((entity) =>
            outagesOf(entity)
              .filter((outage) => touches(outage, interval))
              .flatMap(({ toMs, untilAfterMs }) => (untilAfterMs === undefined ? [] : [toMs])),
          ),
        withinMs: (atMs) => termsAt(parts, atMs)?.claimWithinMs ?? 0,
        readMs,
      }),
    ),
    works: [...works]
      .filter(({ interval, entities }) => touches(interval, period) && entities.some(isCovered))
      .map((work) =>
        workEntry(work, {
          isCovered,
          holds: isHeldBy(work),
          plannedWork: termsAt(parts, work.interval.fromMs)?.plannedWork,
          readMs,
        }),
      ),
    unmeasured: [...unmeasured]
      .filter((one) => isCovered(one.entity) && touches(intervalOf(one), period))
      .map(unmeasuredEntry),
  };
}

const touches = (a: Interval, b: Interval): boolean => a.fromMs < b.toMs && a.toMs > b.fromMs;

/** Those of the part that an instant lies in; before and after all of them those of the nearest. */
function termsAt(parts: readonly SettlementPart[], atMs: number): ContractTerms | undefined {
  return (parts.find(({ interval }) => atMs < interval.toMs) ?? parts.at(-1))?.terms;
}

function outagesByEntity(parts: readonly SettlementPart[]): (entity: Entity) => readonly SettledOutage[] {
  const byEntity = new Map<Entity, readonly SettledOutage[]>();
  for (const { entities } of parts)
    for (const { entity, outages } of entities)
      byEntity.set(entity, [...(byEntity.get(entity) ?? []), ...outages]);
  return (entity) => byEntity.get(entity) ?? [];
}
