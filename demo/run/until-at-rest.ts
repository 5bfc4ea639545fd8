import { setTimeout as delay } from 'node:timers/promises';
import { seconds } from '../../core/time/units.ts';

const LONGEST_MS = seconds(35);
const EVERY_MS = seconds(1);
const RESTS = 2;
const BUSY_RATIO = 0.95;

/**
 * Settles when this process pauses between its work again, two seconds in a row: all is asked thoroughly after a start, and a busy
 * machine takes long for that. Whatever happens, after 35 s.
 * @throws the reason of `stop`.
 */
export async function untilAtRest(
  stop: AbortSignal,
  onProgress: (doneCount: number, totalCount: number) => void,
): Promise<void> {
  const untilMs = performance.now() + LONGEST_MS;
  for (let rests = 0; rests < RESTS && performance.now() < untilMs; onProgress(rests, RESTS)) {
    const before = performance.eventLoopUtilization();
    await delay(EVERY_MS, undefined, { signal: stop });
    rests = performance.eventLoopUtilization(before).utilization < BUSY_RATIO ? rests + 1 : 0;
  }
}
