/** A jump of the wall clock against the monotonic clock, found by {@link Clock.resync}. */
export interface ClockStep {
  /** What our clock said before the step was taken over. */
  readonly fromMs: number;
  /** What it says since. */
  readonly toMs: number;
}

/** Epoch milliseconds that advance with the monotonic clock, so that a step of the wall clock cannot tear a probe. */
export interface Clock {
  readonly nowMs: () => number;
  /**
   * Compares with the wall clock. Small differences (time synchronisation at work) are taken over in silence,
   * forwards only; a difference above the tolerance is a step: it is taken over and returned.
   */
  readonly resync: () => ClockStep | undefined;
}

export interface ClockSources {
  readonly wallMs?: () => number;
  readonly monotonicMs?: () => number;
  readonly toleranceMs?: number;
}

export function createClock({
  wallMs = Date.now,
  monotonicMs = () => performance.now(),
  toleranceMs = 1_000,
}: ClockSources = {}): Clock {
  let offsetMs = wallMs() - monotonicMs();
  let lastMs = Number.NEGATIVE_INFINITY;
  const nowMs = () => {
    lastMs = Math.max(lastMs, Math.round(monotonicMs() + offsetMs));
    return lastMs;
  };
  return {
    nowMs,
    resync: () => {
      const fromMs = nowMs();
      const differenceMs = wallMs() - fromMs;
      offsetMs += differenceMs;
      if (Math.abs(differenceMs) <= toleranceMs) return undefined;
      lastMs = Number.NEGATIVE_INFINITY;
      return { fromMs, toMs: nowMs() };
    },
  };
}
