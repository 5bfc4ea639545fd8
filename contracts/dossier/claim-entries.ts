import type { AcceptedPart, Claim } from '../../ledger/decisions/claims.ts';
import type { Recorded } from '../../ledger/decisions/decision-bodies.ts';
import type { Party } from '../../ledger/decisions/party.ts';
import { answerUntilMs, partiesToHear } from '../claims/hearing.ts';
import type { DossierClaim, TimeLimit } from './dossier-schema.ts';
import { timeLimit } from './time-limit.ts';

export interface ClaimContext {
  /** Ends of the outages that a claim is for, as the figures have them. */
  readonly endsMs: (claim: Claim) => readonly number[];
  /** How long after the end of an outage a claim may come in, by the terms at an instant. */
  readonly withinMs: (atMs: number) => number;
  /** The record was read as of then. */
  readonly readMs: number;
}

/** A claim with all that was done about it, and whether the time limits of the contract were kept. */
export function claimEntry(claim: Claim, context: ClaimContext): DossierClaim {
  const { id, cause, status, interval, cut, entities, receivedMs, evidence, files, against } = claim;
  const { decision, withdrawn, hearings } = claim;
  return {
    ref: `claim:${id}`,
    cause,
    status,
    ...interval,
    ...(cut && { cut: { ...cut } }),
    entities: [...entities],
    filed: { ...actOf(claim), receivedMs, evidence, files: [...files] },
    against: [...against],
    hearings: hearings.map((hearing) => ({
      ...actOf(hearing),
      party: hearing.party,
      ...(hearing.says !== undefined && { says: hearing.says }),
      files: [...hearing.files],
    })),
    toHear: toHear(claim, context),
    ...(decision && {
      decision: {
        ...actOf(decision),
        reason: decision.reason,
        files: [...decision.files],
        ...(decision.accepted && { accepted: acceptedOf(decision.accepted) }),
        affected: [...decision.affected],
      },
    }),
    ...(withdrawn && { withdrawn: { ...actOf(withdrawn), reason: withdrawn.reason } }),
    limits: limitsOf(claim, context),
  };
}

const acceptedOf = ({ interval, entities, cut }: AcceptedPart) => ({
  ...interval,
  entities: [...entities],
  ...(cut && { cut: { ...cut } }),
});

export const actOf = ({ seq, recordedMs, author, by }: Recorded & { readonly by: Party }) => ({
  seq,
  recordedMs,
  author,
  by,
});

function toHear(claim: Claim, { readMs }: ClaimContext): DossierClaim['toHear'] {
  const { decision, by, hearings } = claim;
  // Nobody has decided yet: whoever will is not known.
  const parties = partiesToHear(claim, decision?.by ?? by, decision?.affected ?? []);
  const endMs = decision?.recordedMs ?? readMs;
  return parties.map((party): DossierClaim['toHear'][number] => {
    const own = hearings.filter((hearing) => hearing.party === party);
    const askedMs = own.find(({ says }) => says === undefined)?.recordedMs;
    const answeredMs = own.find(({ says }) => says !== undefined)?.recordedMs;
    const untilMs = askedMs === undefined ? undefined : answerUntilMs(claim, party);
    const rest = { ...(askedMs !== undefined && { askedMs }), ...(untilMs !== undefined && { untilMs }) };
    if (answeredMs !== undefined) return { party, outcome: 'answered', ...rest, answeredMs };
    if (untilMs === undefined) return { party, outcome: 'not-asked' };
    return { party, outcome: untilMs <= endMs ? 'silent' : 'waiting', ...rest };
  });
}

function limitsOf(claim: Claim, { endsMs, withinMs, readMs }: ClaimContext): TimeLimit[] {
  const { receivedMs, decideByMs, interval, decision, withdrawn } = claim;
  const ends = endsMs(claim);
  const doneMs = (decision ?? withdrawn)?.recordedMs;
  return [
    ...(ends.length === 0
      ? []
      : [
          timeLimit('filed', {
            dueMs: Math.min(...ends) + withinMs(interval.fromMs),
            doneMs: receivedMs,
            readMs,
          }),
        ]),
    ...toHear(claim, { endsMs, withinMs, readMs }).flatMap(({ party, untilMs, answeredMs }) =>
      untilMs === undefined || answeredMs === undefined
        ? []
        : [timeLimit('heard', { party, dueMs: untilMs, doneMs: answeredMs, readMs })],
    ),
    timeLimit('decided', { dueMs: decideByMs, doneMs, readMs }),
  ];
}
