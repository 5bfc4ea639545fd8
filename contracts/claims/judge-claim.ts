import type { ContractTerms, ExcuseCause } from '../../core/domain/contract-terms.ts';
import type { Entity } from '../../core/domain/state.ts';
import {
  clip,
  type Interval,
  type IntervalSet,
  intersect,
  subtract,
  totalMs,
} from '../../core/time/intervals.ts';
import { setOf } from '../../core/time/lane.ts';
import { contractExcuses } from '../settle/contract-excuses.ts';
import { allowExcuses } from '../sla/allow-excuses.ts';
import type { ClaimedOutage } from './check-filing.ts';

/** An outage with what is claimed of it, and what of that a contract takes out if all is accepted. */
export interface JudgedOutage {
  readonly entity: Entity;
  readonly askedMs: number;
  readonly excusedMs: number;
  /** Of the outage, and not claimed; what lasts is claimed as far as it can be. */
  readonly leftOut: IntervalSet;
}

/** What a claim is worth at most, outage by outage: by the function that settles, before anybody decides. */
export function judgeClaim(
  claim: {
    readonly cause: ExcuseCause;
    readonly interval: Interval;
    readonly cut?: Partial<Interval> | undefined;
  },
  outages: readonly ClaimedOutage[],
  { terms, nowMs }: { readonly terms: ContractTerms; readonly nowMs: number },
): readonly JudgedOutage[] {
  const { cause, interval, cut } = claim;
  return [...Map.groupBy(outages, ({ entity }) => entity)].flatMap(([entity, own]) => {
    const down = own.map(({ fromMs, toMs = nowMs }) => ({ fromMs, toMs }));
    const accepted = {
      ...{ id: '0', cause, set: [interval], entities: new Set([entity]), decidedMs: nowMs, seqs: [] },
      ...(cut && { cut: { ...interval, ...cut } }),
    };
    const { excusesOf } = contractExcuses({ claims: [accepted], maintenance: [], isCovered: () => true });
    const { claims } = allowExcuses({
      ...{ entity, terms, excused: excusesOf(entity, []), service: [EVER], attributed: [] },
      outages: down.map((outage) => ({ ...outage, afterMs: outage.fromMs, ref: '' })),
    });
    return down.map((outage) => ({
      entity,
      askedMs: totalMs(clip([outage], interval)),
      excusedMs: totalMs(intersect(setOf(claims), [outage])),
      leftOut: subtract([outage], [outage.toMs === nowMs ? { ...interval, toMs: nowMs } : interval]),
    }));
  });
}

const EVER: Interval = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
