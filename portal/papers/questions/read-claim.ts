import type { ClaimedOutage } from '../../../contracts/claims/check-filing.ts';
import { listClaimedOutages } from '../../../contracts/claims/claimed-outages.ts';
import { answerUntilMs, hearingOf, partiesToHear } from '../../../contracts/claims/hearing.ts';
import { judgeClaim } from '../../../contracts/claims/judge-claim.ts';
import { termsAt } from '../../../contracts/terms-at.ts';
import { type Claim, foldClaims, isPending } from '../../../ledger/decisions/claims.ts';
import type { Party } from '../../../ledger/decisions/party.ts';
import { readDevicesUpwards } from '../../../ledger/history/history.ts';
import { decidersOf } from '../../../ledger/history/known-parties.ts';
import { mayReadClaim, noSuch } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';

export interface PartyHeard {
  readonly party: Party;
  readonly hearing: ReturnType<typeof hearingOf>;
  readonly untilMs?: number;
}

/** A claim with what is to be done about it, and by whom. */
export interface ClaimRead {
  readonly claim: Claim;
  readonly outages: readonly ClaimedOutage[];
  /** Of all devices together, if all of it is accepted. */
  readonly mostExcusedMs: number;
  /** Who may decide on it. */
  readonly deciders: readonly Party[];
  /** Empty once it is decided or withdrawn. */
  readonly toHear: readonly PartyHeard[];
  /** Whether whoever asks may decide on it, answer it, or withdraw it. */
  readonly may: Readonly<Record<'decide' | 'answer' | 'withdraw', boolean>>;
  /** Of its last row: whoever acts says what they saw. */
  readonly afterSeq: number;
  readonly nowMs: number;
}

/** @throws PAPER_UNKNOWN */
export function readClaimFor(context: PaperContext, { id }: { readonly id: string }): ClaimRead {
  const { reader, parties, who, nowMs, timeZone } = context;
  const rows = [...reader.decisions('claim', { id })];
  const claim = foldClaims(rows).get(id);
  if (!claim || !mayReadClaim(context, claim)) throw noSuch('claim', 'đề nghị loại trừ', id);
  const { interval, entities, contract } = claim;
  // Whose the devices are that are claimed for decides who may decide; of all others under the contract nothing is asked.
  const history = { ...parties, devices: readDevicesUpwards(reader, entities, { links: parties.links }) };
  const terms = termsAt(history, contract, { atMs: interval.fromMs, timeZone });
  const isOpen = isPending(claim);
  // Whoever was asked may answer, be it blamed or not.
  const asked = claim.hearings.map(({ party }) => party);
  const toHear = isOpen
    ? partiesToHear(claim, 'dost', asked).map((party) => heardOf(claim, party, nowMs))
    : [];
  const { indicator } = terms;
  const outages = listClaimedOutages(reader, { entities, indicator, ...interval });
  const judged = judgeClaim(claim, outages, { terms, nowMs });
  return {
    claim,
    outages,
    mostExcusedMs: judged.reduce((sum, { excusedMs }) => sum + excusedMs, 0),
    deciders: [...decidersOf(history, claim, nowMs)].filter((party) => party !== claim.by),
    toHear,
    may: {
      decide: isOpen && mayDecide(context, claim, history),
      answer: isOpen && toHear.some(({ party }) => party === who.party),
      withdraw: isOpen && claim.by === who.party,
    },
    afterSeq: rows.at(-1)?.seq ?? 0,
    nowMs,
  };
}

function heardOf(claim: Claim, party: Party, nowMs: number): PartyHeard {
  const hearing = hearingOf(claim, party, nowMs);
  const untilMs = hearing === 'asked' ? answerUntilMs(claim, party) : undefined;
  return { party, hearing, ...(untilMs !== undefined && { untilMs }) };
}

/** Never whoever filed it, be it the party or the account. */
const mayDecide = (
  { who, nowMs }: PaperContext,
  claim: Claim,
  history: Parameters<typeof decidersOf>[0],
): boolean =>
  decidersOf(history, claim, nowMs).has(who.party) && claim.by !== who.party && claim.author !== who.account;
