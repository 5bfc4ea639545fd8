import { z } from 'zod';
import { deviceEntity, type Entity, linkEntity } from '../../../core/domain/state.ts';
import { Ids, Instant, Words } from '../../../core/input/fields.ts';
import { must, parseInput } from '../../../core/input/parse-input.ts';
import { omitUndefined } from '../../../core/text/omit-undefined.ts';
import { plannedFiles } from '../../../ledger/decisions/attach-files.ts';
import type { DecidedClaim } from '../../../ledger/decisions/claim-bodies.ts';
import { type Claim, type ClaimStatus, findClaim, foldClaims } from '../../../ledger/decisions/claims.ts';
import type { Party } from '../../../ledger/decisions/party.ts';
import { decidersOf } from '../../../ledger/history/known-parties.ts';
import { checkDecider, checkDecision, type DecisionContext } from '../../claims/check-decision.ts';
import { answerUntilMs, hearingOf, partiesToHear } from '../../claims/hearing.ts';
import { readFiled } from '../../statements/record-statement.ts';
import { type ActContext, actingParty, nowOf, rulesAt } from '../act-context.ts';
import { recordAct } from '../record-act.ts';
import { type ClaimEffect, claimEffects } from './claim-effects.ts';
import { ClaimNumber } from './claim-number.ts';

/** How much of a claim is accepted, which is all of it, a part, or nothing, and why. */
export const DecideClaim = z
  .object({
    id: ClaimNumber,
    verdict: z.enum(['accepted', 'rejected']),
    reason: Words.describe('why'),
    fromMs: Instant.optional().describe('accept only from then on'),
    toMs: Instant.optional().describe('accept only until then'),
    cutFromMs: Instant.optional().describe(
      'power cuts: when the power went off, as is found; else as claimed, else when what is claimed begins',
    ),
    cutToMs: Instant.optional().describe(
      'power cuts: when it came back, as is found; else as claimed, else when what is accepted ends',
    ),
    device: Ids.describe('accept only for this device; repeatable, or separated by commas'),
    link: Ids.describe('accept only for this link; likewise'),
    dryRun: z.boolean().default(false).describe('show the figures before and after, and record nothing'),
  })
  .superRefine(
    must(
      ({ verdict, fromMs, toMs, cutFromMs, cutToMs, device, link }) =>
        verdict === 'accepted' ||
        ([fromMs, toMs, cutFromMs, cutToMs].every((atMs) => atMs === undefined) &&
          device.length + link.length === 0),
      '--from, --to, --cut-from, --cut-to, --device and --link go with --accept',
      '--from, --to, --cut-from, --cut-to, --device và --link chỉ đi cùng --accept',
    ),
  );
type Wish = z.output<typeof DecideClaim>;

/** Whom the decision touches, and how far its hearing is. */
export interface PartyToHear {
  readonly party: Party;
  readonly hearing: ReturnType<typeof hearingOf>;
  /** Until when a party that was asked, and has not answered, may do so. */
  readonly untilMs?: number;
}

/** What a decision would do, before anything is recorded. */
export interface DecisionPreview {
  readonly claim: Claim;
  readonly decided: DecidedClaim & { readonly by: Party };
  /** Of the periods that it touches: nothing changes by a rejection. */
  readonly effects: readonly ClaimEffect[];
  /** Whose figures would change. */
  readonly affected: readonly Party[];
  readonly hearings: readonly PartyToHear[];
  /** At which it was looked at, and is decided. */
  readonly nowMs: number;
}

export interface DecisionResult {
  readonly recorded: boolean;
  readonly status: ClaimStatus;
}

/** @throws INPUT_INVALID, PARTY_UNKNOWN, CLAIM_UNKNOWN, and CLAIM_REFUSED where this party or account may not decide so. */
export function previewDecision(context: ActContext, input: z.input<typeof DecideClaim>): DecisionPreview {
  const wish = parseInput(DecideClaim, input);
  const nowMs = nowOf(context);
  const claims = foldClaims(context.record.reader.decisions('claim'));
  const claim = findClaim(claims, wish.id);
  const decided = decisionOf(context, wish, claim);
  checkDecider(claims, wish.id, decided, deciderOf(context, claim, nowMs));
  const effects = effectsOf(context, claim, decided, nowMs);
  const affected = affectedBy(effects);
  const hearings = partiesToHear(claim, decided.by, affected).map((party) => {
    const hearing = hearingOf(claim, party, nowMs);
    const untilMs = hearing === 'asked' ? answerUntilMs(claim, party) : undefined;
    return { party, hearing, ...(untilMs !== undefined && { untilMs }) };
  });
  return { claim, decided, effects, affected, hearings, nowMs };
}

/** Decides a claim, as it was looked at. @throws CLAIM_REFUSED also where somebody is still to be heard, besides what a preview throws. */
export function decideClaim(
  context: ActContext,
  input: z.input<typeof DecideClaim>,
  { claim, decided, affected, nowMs }: DecisionPreview = previewDecision(context, input),
): DecisionResult {
  const { id, dryRun } = parseInput(DecideClaim, input);
  const body = { ...decided, affected: [...affected] };
  const rules: DecisionContext = { ...deciderOf(context, claim, nowMs), affected };
  const row = recordAct(context, {
    ...{ table: 'claim', action: 'decide', id, body, dryRun },
    check: (rows) => checkDecision(foldClaims(rows), id, body, rules),
  });
  const { status } = findClaim(foldClaims(context.record.reader.decisions('claim', { id })), id);
  return { recorded: row !== undefined, status };
}

const deciderOf = (context: ActContext, claim: Claim, nowMs: number): Omit<DecisionContext, 'affected'> => ({
  ...rulesAt(context, nowMs),
  author: context.author,
  deciders: decidersOf(context.record.history, claim, nowMs),
});

function decisionOf(
  context: ActContext,
  { verdict, reason, device, link, cutFromMs, cutToMs, ...part }: Wish,
  { interval, entities: claimed }: Claim,
): DecisionPreview['decided'] {
  const [by, files] = [actingParty(context), plannedFiles(context.files ?? [])];
  if (verdict === 'rejected') return { verdict, by, reason, files };
  const entities: Entity[] = [...device.map(deviceEntity), ...link.map(linkEntity)];
  const cut = omitUndefined({ fromMs: cutFromMs, toMs: cutToMs });
  return {
    ...{ verdict, by, reason },
    fromMs: part.fromMs ?? interval.fromMs,
    toMs: part.toMs ?? interval.toMs,
    entities: entities.length > 0 ? entities : [...claimed],
    ...(Object.keys(cut).length > 0 && { cut }),
    files,
  };
}

function effectsOf(
  { record: { store, reader, history, cityTimeZone } }: ActContext,
  claim: Claim,
  { verdict, fromMs, toMs, entities, cut }: DecidedClaim,
  nowMs: number,
): readonly ClaimEffect[] {
  if (verdict === 'rejected') return [];
  const accepted = {
    interval: { fromMs: fromMs ?? claim.interval.fromMs, toMs: toMs ?? claim.interval.toMs },
    entities: entities ?? claim.entities,
    ...(cut && { cut: omitUndefined(cut) }),
  };
  const readOne = (filed: Parameters<typeof readFiled>[1]) => readFiled(store.path, filed);
  return claimEffects(reader, history, claim, {
    accepted,
    timeZone: cityTimeZone,
    nowMs,
    readFiled: readOne,
  });
}

function affectedBy(effects: readonly ClaimEffect[]): readonly Party[] {
  const changing = effects.filter(({ changed }) => changed.length > 0);
  return [...new Set(changing.flatMap(({ contractor }) => contractor ?? []))];
}
