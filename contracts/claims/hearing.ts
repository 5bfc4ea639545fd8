import type { HeardParty } from '../../ledger/decisions/claim-bodies.ts';
import type { Claim } from '../../ledger/decisions/claims.ts';
import type { Party } from '../../ledger/decisions/party.ts';
import { pendingClaim, type RuleContext, refuse } from './refuse-claim.ts';

/** @throws CLAIM_REFUSED, CLAIM_UNKNOWN */
export function checkHearing(
  claims: ReadonlyMap<string, Claim>,
  id: string,
  { party }: Pick<HeardParty, 'party'>,
  context: RuleContext,
): void {
  const claim = pendingClaim(claims, id, context);
  if (party === claim.by)
    refuse({
      en: `expected another party than ${party}, which filed claim ${id}`,
      vi: `cần bên khác với ${party}, là bên đã gửi đề nghị số ${id}`,
    });
}

/** @throws CLAIM_REFUSED where somebody else than the filer withdraws it, or it was decided; CLAIM_UNKNOWN. */
export function checkWithdrawal(
  claims: ReadonlyMap<string, Claim>,
  id: string,
  { by }: { readonly by: Party },
  context: RuleContext,
): void {
  const claim = pendingClaim(claims, id, context);
  if (by !== claim.by)
    refuse({
      en: `expected ${claim.by}, which filed claim ${id}, to withdraw it, got ${by}`,
      vi: `chỉ ${claim.by}, bên đã gửi đề nghị số ${id}, được rút, nhận được ${by}`,
    });
}

/** Whom the claim blames and whose figures would change; the filer has spoken, and who decides needs no hearing. */
export function partiesToHear(claim: Claim, decider: Party, affected: readonly Party[]): readonly Party[] {
  const parties = new Set([...claim.against, ...affected]);
  parties.delete(claim.by);
  parties.delete(decider);
  return [...parties];
}

/** `done`: it answered, or let the time to answer pass. */
export function hearingOf(claim: Claim, party: Party, nowMs: number): 'not-asked' | 'asked' | 'done' {
  if (claim.hearings.some((hearing) => hearing.party === party && hearing.says !== undefined)) return 'done';
  const untilMs = answerUntilMs(claim, party);
  if (untilMs === undefined) return 'not-asked';
  return untilMs <= nowMs ? 'done' : 'asked';
}

/** Until when a party that was asked may answer; `undefined` where it was not. */
export function answerUntilMs({ hearings, hearForMs }: Claim, party: Party): number | undefined {
  const asked = hearings.find((hearing) => hearing.party === party);
  return asked && asked.recordedMs + hearForMs;
}
