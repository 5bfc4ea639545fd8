import type { UnknownReason } from '../../core/domain/state.ts';
import type { Verdict } from '../probing/verdict.ts';
import { answeredAt, isBetter, isWorse, see, seePart } from './see-observation.ts';
import {
  type BareChange,
  hasNeverAnswered,
  isCutShortUnsaid,
  isNeverAnswered,
  type Judgement,
  lastToldMs,
  NEVER_ANSWERED,
  NO_DOUBT,
  type Observation,
  type Policy,
  type Run,
  type Status,
  type Told,
} from './status.ts';

/**
 * The only place that decides a state: pure, one observation at a time, in order of time (an older one is ignored).
 * A worse state needs `confirm` probes in a row and is backdated to the first of them; a better one needs one probe. The
 * edge lies between the sending of the last contrary probe and the proof of the first that says so (ADR 63).
 * From `unknown` a good probe is enough, and a bad one needs the same confirmation. A refusal proves nothing: it ends
 * `down` at once, and any other state as a worse one would. Refusals among failures end it as well: they must not keep a
 * state alive that no probe bears out. A part of an answer never betters a state, and alone does not keep it alive for long:
 * see {@link judgeStale}. What never answered is not down before its acceptance, and from then on it is.
 */
export function judge(before: Status, observation: Observation, policy: Policy): Judgement {
  const { atMs, verdict } = observation;
  const { confirm } = policy;
  if (before.lastMs !== undefined && atMs <= before.lastMs) return { status: before };

  if (saysNothing(before, verdict)) return { status: seePart(before, observation) };
  const status = see(before, observation);
  if (verdict.state === 'unknown') return judgeRefusal(status, before, confirm);
  if (isBetter(verdict.state, before.state)) {
    const provenMs = answeredAt(observation);
    const afterMs = before.state === 'unknown' ? provenMs : (lastToldMs(before) ?? provenMs);
    return change(status, { ...verdict, afterMs, atMs: provenMs });
  }
  for (const level of ['down', 'degraded'] as const) {
    const run = level === 'down' ? status.downRun : status.degradedRun;
    if (run !== undefined && run.count >= confirm && isWorse(level, before.state)) {
      if (level === 'down' && hasNeverAnswered(before)) return judgeNeverAnswered(status, run, atMs, policy);
      const { reason, afterMs, firstMs, count } = run;
      return change(status, { state: level, reason, afterMs, atMs: firstMs, evidence: { probes: count } });
    }
  }
  return judgeDoubt(status, before, confirm);
}

function judgeNeverAnswered(status: Status, run: Run, atMs: number, { acceptedMs = 0 }: Policy): Judgement {
  const { reason, firstMs, count } = run;
  const evidence = { probes: count };
  if (atMs >= acceptedMs) {
    const sinceMs = Math.max(firstMs, acceptedMs);
    const afterMs = firstMs < acceptedMs ? acceptedMs : run.afterMs;
    return change(status, { state: 'down', reason, afterMs, atMs: sinceMs, evidence });
  }
  if (isNeverAnswered(status)) return { status };
  return change(status, {
    ...{ state: 'unknown', reason: NEVER_ANSWERED, afterMs: firstMs, atMs: firstMs },
    evidence: { ...evidence, failure: reason },
  });
}

function judgeRefusal(status: Status, before: Status, confirm: number): Judgement {
  const run = status.refusedRun;
  if (run === undefined || before.reason === run.reason) return { status };
  const { reason, afterMs, firstMs, count } = run;
  const isProven = count >= confirm || before.state === 'down';
  return isProven
    ? change(status, { state: 'unknown', reason, afterMs, atMs: firstMs, evidence: { probes: count } })
    : judgeDoubt(status, before, confirm);
}

function judgeDoubt(status: Status, before: Status, confirm: number): Judgement {
  const { reason, afterMs, firstMs, count } = status.doubtRun ?? NO_DOUBT;
  if (reason === undefined || count < confirm || before.state === 'unknown') return { status };
  return change(status, { state: 'unknown', reason, afterMs, atMs: firstMs, evidence: { probes: count } });
}

/** Whether a probe tells nothing of the state: a part of an answer that shows no fault, or a lesser one than stands. */
function saysNothing({ state }: Status, verdict: Verdict): boolean {
  if (verdict.state === 'unknown') return verdict.reason === 'cut-short';
  return verdict.state !== 'up' && verdict.isAtLeast === true && isBetter(verdict.state, state);
}

/**
 * Two intervals after the last sign of life nothing is known any more, and so two after the last whole answer.
 * `aliveMs` is the last probe that bore the state out, or the return of sight where that was later.
 */
export function judgeStale(before: Status, aliveMs: number, intervalMs: number): Judgement {
  if (before.state === 'unknown' && !isCutShortUnsaid(before)) return { status: before };
  const atMs = aliveMs + 2 * intervalMs;
  const reason = before.lastToldMs === undefined ? 'stale' : 'cut-short';
  return change(judgeGap(before), { state: 'unknown', reason, afterMs: aliveMs, atMs });
}

/** From the instant at which it is no longer measured, nothing is known: what it was must not count on. */
export function judgeUnmeasured(
  before: Status,
  atMs: number,
  reason: Extract<UnknownReason, 'not-measured' | 'measuring-fault'> = 'not-measured',
): Judgement {
  if (before.state === 'unknown') return { status: before };
  const known = judgeGap(before);
  return change(known, { state: 'unknown', reason, afterMs: known.lastMs ?? known.sinceMs, atMs });
}

/**
 * After a gap in sight a run of failures starts anew: what happened meanwhile was not seen. An outage that it was the beginning of is
 * bounded by the probe before it, and not by the last one, which failed.
 */
export function judgeGap(status: Status): Status {
  const { degradedRun: _d, downRun: _w, refusedRun: _r, doubtRun, ...kept } = status;
  if (doubtRun === undefined || kept.lastMs === undefined) return kept;
  return { ...kept, lastMs: Math.min(kept.lastMs, doubtRun.afterMs) };
}

/** After a step of the clock backwards, probes that carry a smaller time are new all the same. */
export function judgeClockStep(before: Status, nowMs: number): Status {
  const status = judgeGap(before);
  const { lastMs, lastToldMs: toldMs } = status;
  return {
    ...status,
    ...(lastMs !== undefined && { lastMs: Math.min(lastMs, nowMs) }),
    ...(toldMs !== undefined && { lastToldMs: Math.min(toldMs, nowMs) }),
  };
}

/** Whether a probe contradicts the state for the worse, so that it is worth repeating soon: a refused password never is. */
export function wantsRecheck(status: Told, verdict: Verdict): boolean {
  const { state } = status;
  if (verdict.state === 'unknown' || (isNeverAnswered(status) && verdict.state === 'down')) return false;
  return state === 'unknown' ? verdict.state !== 'up' : isWorse(verdict.state, state);
}

/** A change never lies before the one it follows, whatever the clock did in between. */
export function change(status: Status, wanted: BareChange): Judgement {
  const atMs = Math.max(wanted.atMs, status.sinceMs);
  const afterMs = Math.min(wanted.afterMs, atMs);
  const { reason: _reason, doubtRun: _doubt, lastToldMs: _told, ...rest } = status;
  return {
    status: {
      ...rest,
      state: wanted.state,
      ...(wanted.reason !== undefined && { reason: wanted.reason }),
      sinceMs: atMs,
      afterMs,
    },
    change: { ...wanted, atMs, afterMs },
  };
}
