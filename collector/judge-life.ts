import { type Indicator, isLost, PING_FILTERED } from '../core/domain/state.ts';
import type { BareChange, Status } from './judge/status.ts';

/** A rung above `reach` that the same device is asked by. */
export interface Rung {
  readonly indicator: Indicator;
  readonly status: Status;
}

/** The first answer of a higher rung to a question that was put after pings had begun to fail. */
export interface Answer {
  readonly indicator: Indicator;
  /** When the question was put, and when its answer was here. */
  readonly atMs: number;
  readonly heardMs: number;
}

export interface LifeJudgement {
  readonly status: Status;
  readonly change: BareChange;
}

/** Since when pings have failed without a break: of an outage, or of one that is not confirmed yet. */
export function silentSinceMs({ state, sinceMs, downRun }: Status): number | undefined {
  return state === 'down' ? sinceMs : downRun?.firstMs;
}

/** The first answer since then, where there is one. */
export function firstAnswer(reach: Status, rungs: readonly Rung[]): Answer | undefined {
  const silentMs = silentSinceMs(reach);
  if (silentMs === undefined) return undefined;
  let first: Answer | undefined;
  for (const { indicator, status } of rungs) {
    const { lastAnswerMs, answeredMs = lastAnswerMs } = status;
    if (lastAnswerMs === undefined || answeredMs === undefined || lastAnswerMs <= silentMs) continue;
    if (first === undefined || lastAnswerMs < first.atMs)
      first = { indicator, atMs: lastAnswerMs, heardMs: answeredMs };
  }
  return first;
}

/**
 * Whether a device that answers no ping lives all the same. Its pings are filtered where it answered otherwise after they
 * had begun to fail, and did not answer a ping either that was sent after that answer was here: one that has just started again
 * answers that. From then on it lives for as long as one of its rungs does that answered meanwhile; with the last of them it is lost.
 */
export function judgeLife(
  reach: Status,
  rungs: readonly Rung[],
  answer: Answer | undefined,
): LifeJudgement | undefined {
  if (reach.state !== 'down') return undefined;
  if (!isLost(reach)) return judgeLoss(reach, rungs);
  const isProven = answer !== undefined && answer.heardMs < (reach.lastMs ?? reach.sinceMs);
  if (!isProven || !rungs.some((rung) => livesBy(rung, answer.atMs))) return undefined;
  return turn(reach, {
    reason: PING_FILTERED,
    atMs: answer.atMs,
    afterMs: reach.sinceMs,
    evidence: {
      pingFiltered: true,
      pings: reach.reason ?? NO_ANSWER,
      answeredBy: answer.indicator,
      answeredMs: answer.atMs,
    },
  });
}

/** What the last of its rungs says that answered while pings did not. */
function judgeLoss(reach: Status, rungs: readonly Rung[]): LifeJudgement | undefined {
  if (rungs.some((rung) => livesBy(rung, reach.sinceMs))) return undefined;
  const ends = rungs.filter(({ status }) => status.sinceMs > reach.sinceMs);
  const last = ends.reduce<Rung | undefined>(
    (latest, rung) => (latest && latest.status.sinceMs >= rung.status.sinceMs ? latest : rung),
    undefined,
  );
  // A profile without them has nothing left that proves it alive.
  const { sinceMs, afterMs } = last?.status ?? {
    sinceMs: reach.lastMs ?? reach.sinceMs,
    afterMs: reach.sinceMs,
  };
  return turn(reach, {
    reason: reach.downRun?.reason ?? NO_ANSWER,
    atMs: sinceMs,
    afterMs,
    ...(last && { evidence: { lastAnsweredBy: last.indicator } }),
  });
}

/** It answered since then, a refusal included, and was not found silent or left unasked afterwards. After a restart the record says so. */
function livesBy({ status: { state, reason, lastAnswerMs } }: Rung, sinceMs: number): boolean {
  if (state === 'down' || reason === 'stale') return false;
  return lastAnswerMs === undefined ? state !== 'unknown' : lastAnswerMs >= sinceMs;
}

const NO_ANSWER = 'timeout';

function turn(reach: Status, wanted: Omit<BareChange, 'state'>): LifeJudgement {
  const atMs = Math.max(wanted.atMs, reach.sinceMs);
  const afterMs = Math.min(wanted.afterMs, atMs);
  const { reason } = wanted;
  const status = { ...reach, ...(reason !== undefined && { reason }), sinceMs: atMs, afterMs };
  return { status, change: { ...wanted, state: 'down', atMs, afterMs } };
}
