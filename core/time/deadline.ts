import { CamwatchError } from '../errors.ts';
import { onAbort } from './on-abort.ts';
import { formatDurationMs, seconds } from './units.ts';

export class DeadlineError extends CamwatchError {
  readonly code = 'DEADLINE_EXCEEDED';

  constructor(timeoutMs: number) {
    super(`no answer within ${formatDurationMs(timeoutMs)}`);
  }
}

/** Work that has not settled this long after its signal does not heed it, and is left behind. */
const GRACE_MS = seconds(3);

/**
 * Runs `work` with a signal that aborts after `timeoutMs`, or as soon as `stop` does. Settles soon after that, whether `work` does or not.
 * What waits for `stop` is let go in `finally`: `AbortSignal.any` with a long-lived `stop` has leaked (nodejs/node#55351).
 * @throws a {@link DeadlineError}, or the reason `stop` was given, when the signal cut `work` short.
 */
export async function withDeadline<Value>(
  timeoutMs: number,
  stop: AbortSignal,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  stop.throwIfAborted();
  const controller = new AbortController();
  const giveUp = () => controller.abort(new DeadlineError(timeoutMs));
  const forgetTimer = setFairTimeout(giveUp, timeoutMs, timeoutMs);
  let grace: NodeJS.Timeout | undefined;
  const forgetStop = onAbort(stop, () => controller.abort(stop.reason));
  const leaveBehind = Promise.withResolvers<never>();
  controller.signal.addEventListener('abort', () => {
    forgetTimer();
    grace = setTimeout(() => leaveBehind.reject(controller.signal.reason), GRACE_MS);
  });
  try {
    return await Promise.race([work(controller.signal), leaveBehind.promise]);
  } catch (error) {
    controller.signal.throwIfAborted();
    throw error;
  } finally {
    forgetTimer();
    clearTimeout(grace);
    forgetStop();
  }
}

/**
 * Calls when the time of another is up and sockets had another turn: whatever waits in one by then is read before. What we were
 * held up ourselves is not taken from that time, up to `mostLateMs`: none of it where a deadline around this one must come later.
 * @returns what takes it back.
 */
export function setFairTimeout(tell: () => void, timeoutMs: number, mostLateMs: number): () => void {
  const untilMs = performance.now() + timeoutMs;
  let timer = setTimeout(() => {
    const lateMs = Math.min(performance.now() - untilMs, mostLateMs);
    timer = setTimeout(tell, Math.max(0, lateMs));
  }, timeoutMs);
  return () => clearTimeout(timer);
}
