import type { Interval } from '../../core/time/intervals.ts';
import { type Claim, decidedCut } from '../../ledger/decisions/claims.ts';
import type { Recorded } from '../../ledger/decisions/decision-bodies.ts';

/** A claim with its instants in ISO 8601. */
export function claimToJson(claim: Claim, iso: (atMs: number) => string) {
  const { interval, cut, receivedMs, decideByMs, hearForMs, hearings, decision, withdrawn, ...rest } = claim;
  const recorded = <Step extends Recorded>({ recordedMs, ...step }: Step) => ({
    ...step,
    recorded: iso(recordedMs),
  });
  return {
    ...recorded(rest),
    from: iso(interval.fromMs),
    to: iso(interval.toMs),
    ...(cut && { cut: { from: iso(cut.fromMs), to: iso(cut.toMs) } }),
    received: iso(receivedMs),
    decideUntil: iso(decideByMs),
    hearForMs,
    hearings: hearings.map(recorded),
    ...(decision && { decision: decisionToJson(decision, decidedCut(claim), iso) }),
    ...(withdrawn && { withdrawn: recorded(withdrawn) }),
  };
}

function decisionToJson(
  { accepted, recordedMs, ...rest }: NonNullable<Claim['decision']>,
  cut: Interval | undefined,
  iso: (atMs: number) => string,
) {
  return {
    ...rest,
    recorded: iso(recordedMs),
    ...(accepted && {
      accepted: {
        from: iso(accepted.interval.fromMs),
        to: iso(accepted.interval.toMs),
        entities: accepted.entities,
        ...(cut && { cut: { from: iso(cut.fromMs), to: iso(cut.toMs) } }),
      },
    }),
  };
}
