import type { State } from '../../core/domain/state.ts';
import type { Verdict } from '../probing/verdict.ts';
import { remember } from './flapping.ts';
import { type DoubtRun, lastToldMs, type Observation, type Run, type Status } from './status.ts';

const SEVERITY = { up: 0, degraded: 1, down: 2 } as const;

export function seePart(before: Status, observation: Observation): Status {
  const { atMs } = observation;
  const lastToldMs = before.lastToldMs ?? before.lastMs ?? atMs;
  return { ...before, ...answerOf(observation), lastMs: atMs, lastToldMs };
}

export function see(before: Status, observation: Observation): Status {
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

export const answeredAt = ({ atMs, endMs = atMs, provenMs = endMs }: Observation) => provenMs;

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

export function isBetter(state: keyof typeof SEVERITY, than: State): boolean {
  return than === 'unknown' ? state === 'up' : SEVERITY[state] < SEVERITY[than];
}

export function isWorse(state: keyof typeof SEVERITY, than: State): boolean {
  return than === 'unknown' || SEVERITY[state] > SEVERITY[than];
}
