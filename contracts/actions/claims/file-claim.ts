import { z } from 'zod';
import { Ids, Instant, Words } from '../../../core/input/fields.ts';
import { must, parseInput } from '../../../core/input/parse-input.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import { plannedFiles } from '../../../ledger/decisions/attach-files.ts';
import type { FiledClaim } from '../../../ledger/decisions/claim-bodies.ts';
import { foldClaims } from '../../../ledger/decisions/claims.ts';
import { findParty } from '../../../ledger/history/known-parties.ts';
import { renderSelector } from '../../../ledger/history/select-entities.ts';
import { checkFiling } from '../../claims/check-filing.ts';
import { ClaimCause } from '../../claims/claim-cause.ts';
import { type ClaimPlan, planClaim } from '../../claims/plan-claim.ts';
import { type ActContext, actingParty, nowOf, rulesAt } from '../act-context.ts';
import { recordAct } from '../record-act.ts';
import { SelectionInput, selectorOf } from '../selection-input.ts';

const { contract: _, ...Selection } = SelectionInput;
/** What is claimed for; the contract is another question. */
export const ClaimSelection = Selection;

/** What is asked for: that what was down in a time be taken out of the figures of a contract, and why. */
export const FileClaim = z
  .object({
    ...ClaimSelection,
    contract: z
      .string()
      .optional()
      .meta({ value: 'id' })
      .describe('the contract whose figures it is about (default: the one of --by that answers for them)'),
    fromMs: Instant.describe('from when on; a part of an outage may be claimed'),
    toMs: Instant.describe('until when'),
    cause: ClaimCause,
    evidence: Words.describe('what bears it out'),
    cutFromMs: Instant.optional().describe(
      'power cuts: when the power went off, where that is before --from',
    ),
    cutToMs: Instant.optional().describe('power cuts: when it came back, where that is after --to'),
    against: Ids.meta({ value: 'party' }).describe('whom it blames, and who is heard first; repeatable'),
    receivedMs: Instant.optional().describe(
      'when it came in (default: now); earlier needs the paper (--attach)',
    ),
    dryRun: z.boolean().default(false).describe('check everything and write nothing'),
  })
  .superRefine(
    must(
      ({ cause, cutFromMs, cutToMs }) =>
        cause === 'power-cut' || (cutFromMs === undefined && cutToMs === undefined),
      '--cut-from and --cut-to go with --cause power-cut',
      '--cut-from và --cut-to chỉ đi cùng --cause power-cut',
    ),
  );

/** A claim as it was put on record, or would be. */
export interface FiledResult {
  /** Its number; nothing was recorded without one. */
  readonly id?: string;
  readonly claim: FiledClaim;
  readonly plan: ClaimPlan;
}

/** Files a claim. @throws INPUT_INVALID, PARTY_UNKNOWN, SELECTION_UNKNOWN, CLAIM_REFUSED */
export function fileClaim(context: ActContext, input: z.input<typeof FileClaim>): FiledResult {
  const wish = parseInput(FileClaim, input);
  const nowMs = nowOf(context);
  const { claim, plan } = readClaim(context, wish, nowMs);
  const { outages, terms } = plan;
  const rules = { outages, withinMs: terms.claimWithinMs, ...rulesAt(context, nowMs) };
  const row = recordAct(context, {
    ...{ table: 'claim', action: 'file', body: claim, dryRun: wish.dryRun },
    check: (rows) => checkFiling(foldClaims(rows), claim, rules),
  });
  return { ...(row && { id: row.id }), claim, plan };
}

function readClaim(
  context: ActContext,
  wish: z.output<typeof FileClaim>,
  nowMs: number,
): Pick<FiledResult, 'claim' | 'plan'> {
  const { history, reader, cityTimeZone } = context.record;
  const { contract, cause, evidence, fromMs, toMs, receivedMs = nowMs } = wish;
  const interval = { fromMs, toMs };
  const selector = selectorOf({ ...wish, contract: [] });
  const by = actingParty(context);
  const against = wish.against.map((text) => findParty(history, text));
  const asked = { by, ...(contract !== undefined && { contract }), selector, interval, cause, against };
  const plan = planClaim(reader, history, asked, cityTimeZone);
  const claim: FiledClaim = {
    contract: plan.contract,
    cause,
    ...interval,
    ...cutOf(wish, interval),
    // Where there is none, the rules say so.
    entities: plan.entities.length > 0 ? [...plan.entities] : [...plan.withoutOutage],
    selector: renderSelector(selector),
    by,
    against: [...plan.against],
    evidence,
    receivedMs,
    decideByMs: receivedMs + plan.terms.decideWithinMs,
    hearForMs: plan.terms.objectionMs,
    files: plannedFiles(context.files ?? []),
  };
  return { claim, plan };
}

function cutOf(
  { cutFromMs, cutToMs }: Pick<z.output<typeof FileClaim>, 'cutFromMs' | 'cutToMs'>,
  { fromMs, toMs }: Interval,
): Pick<FiledClaim, 'cut'> {
  if (cutFromMs === undefined && cutToMs === undefined) return {};
  return { cut: { fromMs: cutFromMs ?? fromMs, toMs: cutToMs ?? toMs } };
}
