import type { Reading } from '../../core/domain/probing.ts';
import type { Change, State, UnknownReason } from '../../core/domain/state.ts';
import type { Verdict } from '../probing/verdict.ts';
import { type History, NO_HISTORY, remember } from './flapping.ts';

/** An unbroken run of probes that were at least as bad as some level. */
interface Run {
  /** By when the first of them had proven what it says. */
  readonly firstMs: number;
  /** The last probe before the run was sent; `firstMs` where there was none. */
  readonly afterMs: number;
  readonly count: number;
  readonly reason: string;
}

/** What the judge remembers of one indicator of one device. */
export interface Status {
  readonly state: State;
  readonly reason?: string;
  readonly sinceMs: number;
  readonly afterMs: number;
  /** When the last probe that was judged was sent. */
  readonly lastMs?: number;
  /** When the last probe that bore a state out was sent, where the later ones were cut short and did not; else that is `lastMs`. */
  readonly lastToldMs?: number;
  /** When the last probe that was answered was sent, and when its first answer was here. */
  readonly lastAnswerMs?: number;
  readonly answeredMs?: number;
  /** How long the slowest answer of that probe took. */
  readonly answerTookMs?: number;
  readonly degradedRun?: Run;
  readonly downRun?: Run;
  /** The device answered each time, and refused to let us look. */
  readonly refusedRun?: Run;
  /** Each contradicted the state for the worse or was refused, the last state change aside; `reason` is the last refusal's. */
  readonly doubtRun?: DoubtRun;
  readonly history: History;
}

interface DoubtRun extends Omit<Run, 'reason'> {
  /** Absent while none of them was refused. */
  readonly reason?: string;
}

/** A probe, with what is known of its instants: see `Reading`. */
export interface Observation extends Pick<Reading, 'atMs' | 'endMs' | 'provenMs' | 'askedMs'> {
  readonly verdict: Verdict;
  /** The slowest of its answers; from its sending to its proof where absent. */
  readonly tookMs?: number | undefined;
}

export interface Policy {
  /** Probes in a row before a worse state is confirmed, the first included. */
  readonly confirm: number;
  /** From when silence is an outage though there never was an answer: the device's acceptance. Always where absent. */
  readonly acceptedMs?: number;
}

/** A change less the names of what changed. */
export type BareChange = Omit<Change, 'entity' | 'indicator'>;

export interface Judgement {
  readonly status: Status;
  readonly change?: BareChange;
}

const SEVERITY = { up: 0, degraded: 1, down: 2 } as const;

export function unknownStatus(atMs: number): Status {
  return { state: 'unknown', reason: 'no-data-yet', sinceMs: atMs, afterMs: atMs, history: NO_HISTORY };
}

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

/** Whether no probe of it was ever answered, as far as is known: after a restart the record says so. */
function hasNeverAnswered({ state, reason, lastAnswerMs }: Status): boolean {
  return (
    state === 'unknown' &&
    lastAnswerMs === undefined &&
    (reason === 'no-data-yet' || isNeverAnswered({ reason }))
  );
}

export const isNeverAnswered = ({ reason }: { readonly reason?: string | undefined }): boolean =>
  reason === NEVER_ANSWERED;
const NEVER_ANSWERED = 'never-answered' satisfies UnknownReason;

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

const NO_DOUBT: DoubtRun = { firstMs: 0, afterMs: 0, count: 0 };

/** Whether a probe tells nothing of the state: a part of an answer that shows no fault, or a lesser one than stands. */
function saysNothing({ state }: Status, verdict: Verdict): boolean {
  if (verdict.state === 'unknown') return verdict.reason === 'cut-short';
  return verdict.state !== 'up' && verdict.isAtLeast === true && isBetter(verdict.state, state);
}

function seePart(before: Status, observation: Observation): Status {
  const { atMs } = observation;
  const lastToldMs = before.lastToldMs ?? before.lastMs ?? atMs;
  return { ...before, ...answerOf(observation), lastMs: atMs, lastToldMs };
}

/** The last probe that bore a state out; `undefined` where there was none. */
export const lastToldMs = (status: Status): number | undefined => status.lastToldMs ?? status.lastMs;

/** Whether nobody knows the state, and that it is for want of whole answers is not said yet. */
export const isCutShortUnsaid = ({ state, reason, lastToldMs: toldMs }: Status): boolean =>
  state === 'unknown' && reason !== 'cut-short' && toldMs !== undefined;

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
  const afterMs = before.lastMs ?? before.sinceMs;
  return change(judgeGap(before), { state: 'unknown', reason, afterMs, atMs });
}

/** After a gap in sight a run of failures starts anew: what happened meanwhile was not seen. */
export function judgeGap(status: Status): Status {
  const { degradedRun: _d, downRun: _w, refusedRun: _r, doubtRun: _u, ...kept } = status;
  return kept;
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
export function wantsRecheck(status: Pick<Status, 'state' | 'reason'>, verdict: Verdict): boolean {
  const { state } = status;
  if (verdict.state === 'unknown' || (isNeverAnswered(status) && verdict.state === 'down')) return false;
  return state === 'unknown' ? verdict.state !== 'up' : isWorse(verdict.state, state);
}

function see(before: Status, observation: Observation): Status {
  const { atMs, verdict } = observation;
  const { degradedRun, downRun, refusedRun, doubtRun, lastToldMs: _told, ...kept } = before;
  const seen = {
    ...kept,
    lastMs: atMs,
    history: remember(before.history, verdict.state === 'up'),
    ...(verdict.state !== 'down' && answerOf(observation)),
  };
  if (verdict.state === 'up') return seen;
  const firstMs = provenBy(before, observation);
  const afterMs = lastContraryMs(before, verdict) ?? firstMs;
  const extend = (run: Run | undefined): Run =>
    run ? { ...run, count: run.count + 1 } : { firstMs, afterMs, count: 1, reason: verdict.reason };
  const doubt = (reason: string | undefined): DoubtRun => ({
    firstMs: doubtRun?.firstMs ?? firstMs,
    afterMs: doubtRun?.afterMs ?? afterMs,
    count: (doubtRun?.count ?? 0) + 1,
    ...(reason !== undefined && { reason }),
  });
  if (verdict.state === 'unknown') {
    return { ...seen, refusedRun: extend(refusedRun), doubtRun: doubt(verdict.reason) };
  }
  return {
    ...seen,
    ...(isWorse(verdict.state, before.state) && { doubtRun: doubt(doubtRun?.reason) }),
    degradedRun: extend(degradedRun),
    ...(verdict.state === 'down' && { downRun: extend(downRun) }),
  };
}

const answeredAt = ({ atMs, endMs = atMs, provenMs = endMs }: Observation) => provenMs;

function answerOf(observation: Observation) {
  const { atMs, tookMs = answeredAt(observation) - atMs } = observation;
  return { lastAnswerMs: atMs, answeredMs: answeredAt(observation), answerTookMs: Math.ceil(tookMs) };
}

/**
 * By when a probe that contradicts has proven it. Where nothing at all was heard, that is not the end of our patience: the
 * device was gone before it would have answered the first request, had it been as quick as the last time.
 */
function provenBy({ answerTookMs }: Status, observation: Observation): number {
  const { atMs, endMs = atMs, askedMs, verdict } = observation;
  if (verdict.state !== 'down') return endMs;
  const overMs = answeredAt(observation);
  return askedMs === undefined || answerTookMs === undefined
    ? overMs
    : Math.min(overMs, askedMs + answerTookMs);
}

/**
 * When the last probe that said otherwise was sent: after a gap in sight the last one of all may have failed as well. Out of
 * `unknown` only an answer says otherwise.
 */
function lastContraryMs(before: Status, verdict: Verdict): number | undefined {
  const toldMs = lastToldMs(before);
  if (verdict.state !== 'down' || toldMs === undefined) return toldMs;
  if (before.lastAnswerMs === undefined) return before.state === 'unknown' ? undefined : toldMs;
  return Math.min(toldMs, before.lastAnswerMs);
}

function isBetter(state: keyof typeof SEVERITY, than: State): boolean {
  return than === 'unknown' ? state === 'up' : SEVERITY[state] < SEVERITY[than];
}

function isWorse(state: keyof typeof SEVERITY, than: State): boolean {
  return than === 'unknown' || SEVERITY[state] > SEVERITY[than];
}

/** A change never lies before the one it follows, whatever the clock did in between. */
function change(status: Status, wanted: BareChange): Judgement {
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
