import type { Attributed } from '../../availability/attribution/attribution.ts';
import type { DecidedCause } from '../../availability/attribution/cause.ts';
import type { ExcuseCause, RulesVersion } from '../../core/domain/contract-terms.ts';
import type { Entity } from '../../core/domain/state.ts';
import { clip, type IntervalSet, union } from '../../core/time/intervals.ts';
import { compareRefs, type Excuse } from '../sla/excuse.ts';
import type { AcceptedClaim, PlannedWindow } from './contract-settlement.ts';

export interface ContractExcuses {
  /** What was decided of an entity's own outages; where two overlap, version 2 of the rules tells which holds, and attribution else. */
  readonly decidedOf: (entity: Entity, rules: RulesVersion) => readonly DecidedCause[];
  /** What is asked for an entity, also by claims of what it hangs on. */
  readonly excusesOf: (entity: Entity, attributed: readonly Attributed[]) => readonly Excuse[];
}

export interface ExcuseSources {
  readonly claims: readonly AcceptedClaim[];
  readonly maintenance: readonly PlannedWindow[];
  /** Whether something is under the contract: what `all` means. */
  readonly isCovered: (entity: Entity) => boolean;
}

export function contractExcuses({ claims, maintenance, isCovered }: ExcuseSources): ContractExcuses {
  const claimsOf = indexByEntity(claims, isCovered);
  const windowsOf = indexByEntity(maintenance, isCovered);
  const claimByRef = new Map(claims.map((claim) => [refOf(claim), claim]));
  return {
    decidedOf: (entity, rules) => {
      const own = claimsOf(entity);
      return rules === 1 ? own.flatMap((claim) => decidedBy(claim, rules)) : layApart(decidedWithStart(own));
    },
    excusesOf: (entity, attributed) => {
      const own = claimsOf(entity);
      const carried = carriedClaims(attributed, claimByRef).filter(({ claim }) => !own.includes(claim));
      return [
        ...windowsOf(entity).flatMap(excuseOfWindow),
        ...own.map((claim) => excuseOfClaim(claim, claim.set)),
        ...carried.map(({ claim, set }) => excuseOfClaim(claim, set)),
      ];
    },
  };
}

const refOf = ({ id }: AcceptedClaim): string => `claim:${id}`;

interface OfEntities {
  readonly entities: ReadonlySet<Entity> | 'all';
}

function indexByEntity<Item extends OfEntities>(
  items: readonly Item[],
  isCovered: (entity: Entity) => boolean,
): (entity: Entity) => readonly Item[] {
  const ofAll = items.filter(({ entities }) => entities === 'all');
  const byEntity = new Map<Entity, Item[]>();
  for (const item of items) {
    if (item.entities === 'all') continue;
    for (const entity of item.entities) {
      const own = byEntity.get(entity);
      if (own) own.push(item);
      else byEntity.set(entity, [item]);
    }
  }
  return (entity) => [...(isCovered(entity) ? ofAll : []), ...(byEntity.get(entity) ?? [])];
}

const CAUSES: Readonly<Record<ExcuseCause, DecidedCause['cause'] | undefined>> = {
  'planned-work': undefined,
  'power-cut': 'power',
  vandalism: 'vandalism',
  'third-party-works': 'third-party',
  client: 'client',
  line: 'third-party',
  'force-majeure': 'force-majeure',
};

/** Version 1 of the rules has no word for vandalism. */
const causeOf = (cause: ExcuseCause, rules: RulesVersion): DecidedCause['cause'] | undefined =>
  cause === 'vandalism' && rules === 1 ? 'third-party' : CAUSES[cause];

function decidedBy(claim: AcceptedClaim, rules: RulesVersion): readonly DecidedCause[] {
  const cause = causeOf(claim.cause, rules);
  return cause === undefined
    ? []
    : claim.set.map(({ fromMs, toMs }) => ({ fromMs, toMs, cause, ref: refOf(claim) }));
}

/** By version 2 of the rules a decision on a power cut or a line holds for the start after it, once the cut is over. */
function decidedWithStart(claims: readonly AcceptedClaim[]): readonly DecidedCause[] {
  const cuts = union(claims.filter(({ cause }) => cause === 'power-cut').flatMap(wholeCutOf));
  const isOff = (atMs: number) => cuts.some(({ fromMs, toMs }) => fromMs < atMs && atMs < toMs);
  return claims.flatMap((claim) =>
    decidedBy(claim, 2).map((decided) => {
      const hasStart = claim.cause === 'line' || (claim.cause === 'power-cut' && !isOff(decided.toMs));
      return hasStart ? { ...decided, hasStart } : decided;
    }),
  );
}

/** When the power was off (6.5). */
const wholeCutOf = ({ set, claimedFromMs, cut }: AcceptedClaim): IntervalSet =>
  set.map(({ fromMs, toMs }) => ({ fromMs: claimedFromMs ?? fromMs, toMs, ...cut }));

/** Of two that overlap the one that begins first holds, and of two that begin together the lower number. */
function layApart(decided: readonly DecidedCause[]): readonly DecidedCause[] {
  let endMs = Number.NEGATIVE_INFINITY;
  return decided
    .toSorted((a, b) => a.fromMs - b.fromMs || compareRefs(a.ref, b.ref, 2))
    .flatMap((one) => {
      const fromMs = Math.max(one.fromMs, endMs);
      if (fromMs >= one.toMs) return [];
      endMs = one.toMs;
      return [{ ...one, fromMs }];
    });
}

/** What was cancelled while it went on was work until then. */
function excuseOfWindow({ id, set, announcedMs, cancelledMs = Number.POSITIVE_INFINITY }: PlannedWindow) {
  const left = clip(set, { fromMs: Number.NEGATIVE_INFINITY, toMs: cancelledMs });
  const excuse = {
    set: left,
    cause: 'planned-work',
    ref: `maintenance:${id}`,
    scope: 'window',
    announcedMs,
  } as const;
  return left.length === 0 ? [] : [excuse];
}

function excuseOfClaim(claim: AcceptedClaim, set: IntervalSet): Excuse {
  const { cause } = claim;
  // When the power was off says nothing of a line: it was cut for as long as was accepted.
  const cut = cause === 'power-cut' ? claim.cut : undefined;
  return {
    ...{ set, cause, ref: refOf(claim), scope: 'down' },
    cut: claim.set.map((accepted) => ({ ...accepted, ...cut })),
    ...(cause === 'power-cut' && { wholeCut: wholeCutOf(claim) }),
  };
}

/**
 * A cabinet's switch that lost its power took its cameras along: what attribution found to follow from a claim is excused
 * with it. How long a start may take after it is a matter of the terms.
 */
function carriedClaims(
  attributed: readonly Attributed[],
  claimByRef: ReadonlyMap<string, AcceptedClaim>,
): readonly { readonly claim: AcceptedClaim; readonly set: IntervalSet }[] {
  const found = new Map<AcceptedClaim, Attributed[]>();
  for (const stretch of attributed) {
    // The decision stands at the end of the chain of evidence.
    const claim = claimByRef.get(stretch.evidence.at(-1) ?? '');
    if (!claim) continue;
    const stretches = found.get(claim);
    if (stretches) stretches.push(stretch);
    else found.set(claim, [stretch]);
  }
  return [...found].map(([claim, stretches]) => ({
    claim,
    set: clip(union(stretches), {
      fromMs: Number.NEGATIVE_INFINITY,
      toMs: claim.set.at(-1)?.toMs ?? Number.NEGATIVE_INFINITY,
    }),
  }));
}
