import { minutes, seconds } from '../../../core/time/units.ts';

/** How a lane fares: one that fails is tried by one message at a time, and one that goes on failing ever more seldom. */
export interface LaneHealth {
  /** Failures since the last success. */
  readonly failures: number;
  readonly pausedUntilMs: number;
}

export const WELL: LaneHealth = { failures: 0, pausedUntilMs: 0 };

/** Up to here it may have been the message. */
const FAILURES_BEFORE_PAUSE = 3;
const FIRST_PAUSE_MS = seconds(15);
const LONGEST_PAUSE_MS = minutes(5);

/** No pause is longer than the longest, whatever clock began it. */
export const isPaused = ({ pausedUntilMs }: LaneHealth, nowMs: number): boolean =>
  nowMs < pausedUntilMs && pausedUntilMs <= nowMs + LONGEST_PAUSE_MS;

/** Whether the other side rather than a message is the trouble. */
export const isFailing = ({ failures }: LaneHealth): boolean => failures >= FAILURES_BEFORE_PAUSE;

export function afterFailure({ failures }: LaneHealth, nowMs: number): LaneHealth {
  const beyond = failures + 1 - FAILURES_BEFORE_PAUSE;
  if (beyond < 0) return { failures: failures + 1, pausedUntilMs: 0 };
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(beyond, 30), LONGEST_PAUSE_MS);
  return { failures: failures + 1, pausedUntilMs: nowMs + pauseMs };
}

/** How many messages may be on their way at once. */
export const widthOf = ({ failures }: LaneHealth, most: number): number =>
  failures > 0 ? Math.min(1, most) : most;
