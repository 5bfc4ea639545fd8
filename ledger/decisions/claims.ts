import type { ExcuseCause } from '../../core/domain/contract-terms.ts';
import type { Entity } from '../../core/domain/state.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import type { Interval } from '../../core/time/intervals.ts';
import type { Attachment } from '../files/attachments.ts';
import type { Decision } from '../record/decisions.ts';
import { Asked, Decided, Filed, Heard, Withdrawn } from './claim-bodies.ts';
import { DOES_NOT_FOLLOW, parseBody, type Recorded, recordedOf, unreadable } from './decision-bodies.ts';
import { DecisionError } from './decision-error.ts';
import type { Party } from './party.ts';

export const CLAIM_STATUSES = ['filed', 'accepted', 'accepted-in-part', 'rejected', 'withdrawn'] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

/** That a party was asked, or what it said. */
export interface Hearing extends Recorded {
  readonly party: Party;
  readonly by: Party;
  /** Absent: it was asked, and has not answered in this row. */
  readonly says?: string;
  readonly files: readonly Attachment[];
}

export interface AcceptedPart {
  readonly interval: Interval;
  readonly entities: readonly Entity[];
  /** Of a power cut: when the power went off and came back, as far as the decision says. */
  readonly cut?: Partial<Interval>;
}

export interface ClaimDecision extends Recorded {
  readonly by: Party;
  readonly reason: string;
  /** What was accepted; absent where nothing was. */
  readonly accepted?: AcceptedPart;
  readonly affected: readonly Party[];
  readonly files: readonly Attachment[];
}

/** A claim of excuse (đề nghị loại trừ) as its rows leave it; `recordedMs` and `author` are those of the filing. */
export interface Claim extends Recorded {
  readonly id: string;
  readonly contract: string;
  readonly cause: ExcuseCause;
  readonly interval: Interval;
  /** Of a power cut: when the power was off, where that is more than what is claimed. */
  readonly cut?: Interval;
  readonly entities: readonly Entity[];
  readonly selector: string;
  readonly by: Party;
  readonly against: readonly Party[];
  readonly evidence: string;
  readonly receivedMs: number;
  readonly decideByMs: number;
  readonly hearForMs: number;
  readonly files: readonly Attachment[];
  readonly hearings: readonly Hearing[];
  readonly status: ClaimStatus;
  readonly decision?: ClaimDecision;
  readonly withdrawn?: Recorded & { readonly by: Party; readonly reason: string };
}

/** Claims by their id, in the order in which they were recorded. @throws DECISION_UNREADABLE */
export function foldClaims(rows: Iterable<Decision>): ReadonlyMap<string, Claim> {
  const claims = new Map<string, Claim>();
  for (const row of rows) claims.set(row.id, nextClaim(claims.get(row.id), row));
  return claims;
}

/** @throws CLAIM_UNKNOWN */
export function findClaim(claims: ReadonlyMap<string, Claim>, id: string): Claim {
  const claim = claims.get(id);
  if (claim) return claim;
  throw new DecisionError('CLAIM_UNKNOWN', {
    en: `expected the number of a claim that is on record, got "${id}"`,
    vi: `cần số của đề nghị có trong sổ ghi, nhận được "${id}"`,
  });
}

/** Whether it still waits for its decision. */
export const isPending = ({ status }: Claim): boolean => status === 'filed';

function nextClaim(claim: Claim | undefined, row: Decision): Claim {
  if (!claim) {
    if (row.action === 'file') return filedClaim(row);
  } else if (isPending(claim)) {
    const next = STEPS.get(row.action)?.(claim, row);
    if (next) return next;
  }
  throw unreadable(row, DOES_NOT_FOLLOW);
}

type Step = (claim: Claim, row: Decision) => Claim;

const STEPS: ReadonlyMap<string, Step> = new Map([
  [
    'ask',
    (claim, row) => ({
      ...claim,
      hearings: [...claim.hearings, { ...parseBody(row, Asked), ...recordedOf(row) }],
    }),
  ],
  [
    'hear',
    (claim, row) => ({
      ...claim,
      hearings: [...claim.hearings, { ...parseBody(row, Heard), ...recordedOf(row) }],
    }),
  ],
  ['decide', decidedClaim],
  [
    'withdraw',
    (claim, row) => {
      const { by, reason } = parseBody(row, Withdrawn);
      return { ...claim, status: 'withdrawn', withdrawn: { by, reason, ...recordedOf(row) } };
    },
  ],
] satisfies readonly (readonly [string, Step])[]);

function filedClaim(row: Decision): Claim {
  const { fromMs, toMs, cut, ...rest } = parseBody(row, Filed);
  return {
    id: row.id,
    interval: { fromMs, toMs },
    ...(cut && { cut }),
    ...rest,
    ...recordedOf(row),
    hearings: [],
    status: 'filed',
  };
}

function decidedClaim(claim: Claim, row: Decision): Claim {
  const { verdict, fromMs, toMs, entities, cut, ...rest } = parseBody(row, Decided);
  const decision = { ...rest, ...recordedOf(row) };
  if (verdict === 'rejected') return { ...claim, status: 'rejected', decision };
  const accepted = {
    interval: { fromMs: fromMs ?? claim.interval.fromMs, toMs: toMs ?? claim.interval.toMs },
    entities: entities ?? claim.entities,
    ...(cut && { cut: omitUndefined(cut) }),
  };
  const status = isWhole(claim, accepted) ? 'accepted' : 'accepted-in-part';
  return { ...claim, status, decision: { ...decision, accepted } };
}

/** When the power was off, as the decision says it (6.5): what it leaves open is as was claimed, and the end as was accepted. */
export function decidedCut({ interval, cut: claimed, decision }: Claim): Interval | undefined {
  const { accepted } = decision ?? {};
  if (!accepted?.cut) return undefined;
  return { fromMs: interval.fromMs, toMs: accepted.interval.toMs, ...claimed, ...accepted.cut };
}

const isWhole = ({ interval, entities }: Claim, accepted: AcceptedPart): boolean =>
  accepted.interval.fromMs === interval.fromMs &&
  accepted.interval.toMs === interval.toMs &&
  accepted.entities.length === entities.length;
