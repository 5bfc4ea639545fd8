import { seconds } from '../../core/time/units.ts';

/** Tells of pauses of the whole process: of a timer that comes every second, and was not let run. Long work in slices is none. */
export interface Pulse {
  /** The longest pause since the last call, in ms. */
  readonly takeLongestPauseMs: () => number;
}

export function startPulse(stop: AbortSignal, everyMs: number = seconds(1)): Pulse {
  let lastMs = performance.now();
  let longestMs = 0;
  const beat = () => {
    const nowMs = performance.now();
    longestMs = Math.max(longestMs, nowMs - lastMs);
    lastMs = nowMs;
  };
  const timer = setInterval(beat, everyMs).unref();
  stop.addEventListener('abort', () => clearInterval(timer), { once: true });
  return {
    takeLongestPauseMs: () => {
      beat();
      const pauseMs = longestMs;
      longestMs = 0;
      return pauseMs;
    },
  };
}
