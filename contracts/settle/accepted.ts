import type { AcceptedPart, Claim } from '../../ledger/decisions/claims.ts';
import type { Party } from '../../ledger/decisions/party.ts';
import type { AnnouncedWork } from '../../ledger/decisions/works.ts';
import type { AcceptedClaim, PlannedWindow } from './contract-settlement.ts';

/** What claims of a contract were accepted for, as settling takes it. */
export function acceptedClaims(claims: Iterable<Claim>, contractId: string): readonly AcceptedClaim[] {
  return [...claims].flatMap((claim) => {
    const { contract, decision } = claim;
    if (contract !== contractId || !decision?.accepted) return [];
    return [acceptedClaim(claim, decision.accepted, decision)];
  });
}

/** A claim as if it had been accepted for this much: for figures before a decision. */
export function acceptedClaim(
  { id, seq, cause, interval: claimed, cut, hearings }: Claim,
  { interval, entities, cut: decided }: AcceptedPart,
  decision: { readonly recordedMs: number; readonly seq?: number },
): AcceptedClaim {
  const rows = [seq, ...hearings.map((hearing) => hearing.seq)];
  return {
    id,
    cause,
    set: [interval],
    entities: new Set(entities),
    decidedMs: decision.recordedMs,
    ...(claimed.fromMs < interval.fromMs && { claimedFromMs: claimed.fromMs }),
    ...((cut ?? decided) && { cut: { ...cut, ...decided } }),
    seqs: decision.seq === undefined ? rows : [...rows, decision.seq],
  };
}

/**
 * Planned work as settling a contract takes it: what its own contractor announced, or an agency or DOST. What another
 * contractor announced excuses that one alone.
 */
export function plannedWindows(
  works: Iterable<AnnouncedWork>,
  contractorAt: (atMs: number) => Party | undefined,
): readonly PlannedWindow[] {
  return [...works].filter((work) => isHeldBy(work, contractorAt)).map(plannedWindow);
}

/** Work that is thought of has no row yet. */
export const plannedWindow = ({
  id,
  seq,
  interval,
  entities,
  announcedMs,
  cancelled,
}: Pick<AnnouncedWork, 'id' | 'interval' | 'entities' | 'announcedMs'> &
  Partial<Pick<AnnouncedWork, 'seq' | 'cancelled'>>): PlannedWindow => ({
  id,
  set: [interval],
  entities: new Set(entities),
  announcedMs,
  ...(cancelled && { cancelledMs: cancelled.recordedMs }),
  seqs: [seq, cancelled?.seq].filter((one) => one !== undefined),
});

/** Whether work holds for a contract that has this contractor. */
export const isHeldBy = (
  { by, announcedMs }: Pick<AnnouncedWork, 'by' | 'announcedMs'>,
  contractorAt: (atMs: number) => Party | undefined,
): boolean => !by.startsWith('contractor:') || by === contractorAt(announcedMs);
