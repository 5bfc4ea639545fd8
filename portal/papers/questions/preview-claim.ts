import type { z } from 'zod';
import { type FileClaim, fileClaim } from '../../../contracts/actions/claims/file-claim.ts';
import { type JudgedOutage, judgeClaim } from '../../../contracts/claims/judge-claim.ts';
import type { Interval } from '../../../core/time/intervals.ts';
import { createZone } from '../../../core/time/zone.ts';
import { openCityRecord } from '../../../ledger/history/city-record.ts';
import { expectContract } from '../may-read.ts';
import type { PaperContext } from '../paper-context.ts';

export interface ClaimPreview {
  readonly judged: readonly JudgedOutage[];
  /** From when to when all outages go that the claim touches. */
  readonly whole: Interval;
  readonly upsAutonomyMs: number;
}

/** What a claim would bring at most, and what it leaves out; nothing is recorded. @throws PAPER_UNKNOWN, and what filing throws */
export function previewClaimFor(
  context: PaperContext,
  input: z.input<typeof FileClaim> & { readonly contract: string },
): ClaimPreview {
  const { store, timeZone, nowMs, who } = context;
  expectContract(context, input.contract, nowMs);
  using record = openCityRecord(
    { store, zone: createZone(timeZone), cityTimeZone: timeZone },
    { contractId: input.contract },
  );
  const act = { record, by: who.party, author: who.account, nowMs: () => nowMs };
  const { claim, plan } = fileClaim(act, { ...input, dryRun: true });
  const { outages, terms } = plan;
  const { cause, cut, fromMs, toMs } = claim;
  return {
    judged: judgeClaim({ cause, cut, interval: { fromMs, toMs } }, outages, { terms, nowMs }),
    whole: {
      fromMs: Math.min(...outages.map((outage) => outage.fromMs)),
      toMs: Math.max(...outages.map((outage) => outage.toMs ?? nowMs)),
    },
    upsAutonomyMs: terms.upsAutonomyMs,
  };
}
