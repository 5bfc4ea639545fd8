import {
  CLAIM_STATUSES,
  type Claim,
  type ClaimStatus,
  foldClaims,
} from '../../../ledger/decisions/claims.ts';
import { mayReadClaim } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';

export interface ClaimsAsked {
  readonly status?: ClaimStatus | undefined;
  readonly contract?: string | undefined;
}

export interface ClaimsFound {
  /** What must be decided first comes first, then the latest. */
  readonly claims: readonly Claim[];
  /** Of all that whoever asks may read, of the contract where one is chosen. */
  readonly counts: Readonly<Record<ClaimStatus, number>>;
  readonly nowMs: number;
}

export function listClaimsFor(context: PaperContext, { status, contract }: ClaimsAsked): ClaimsFound {
  const { reader, nowMs } = context;
  const readable = [...foldClaims(reader.decisions('claim')).values()].filter(
    (claim) => (contract ?? claim.contract) === claim.contract && mayReadClaim(context, claim),
  );
  const counts = Object.fromEntries(
    CLAIM_STATUSES.map((one) => [one, readable.filter((claim) => claim.status === one).length]),
  ) as Record<ClaimStatus, number>;
  const claims = readable.filter((claim) => (status ?? claim.status) === claim.status).toSorted(byUrgency);
  return { claims, counts, nowMs };
}

const byUrgency = (a: Claim, b: Claim): number => {
  if (a.status === 'filed' && b.status === 'filed') return a.decideByMs - b.decideByMs;
  if (a.status === 'filed' || b.status === 'filed') return a.status === 'filed' ? -1 : 1;
  return b.recordedMs - a.recordedMs;
};
