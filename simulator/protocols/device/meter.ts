/** Counts what flows at a rate that changes now and then. Reads are pure: any instant from the last change on. */
export interface Meter {
  /** Octets since the meter was made, fractions dropped. */
  readonly read: (atMs: number) => number;
  readonly setRate: (rate: Rate, atMs: number) => void;
}

export interface Rate {
  /** Mean of what rises and falls with the city's traffic. */
  readonly varyingBitsPerSecond: number;
  /** What does not. */
  readonly steadyBitsPerSecond: number;
}

const BITS_PER_OCTET_AND_MS = 8_000;

export function createMeter(startMs: number): Meter {
  let octets = 0;
  let sinceMs = startMs;
  let rate: Rate = { varyingBitsPerSecond: 0, steadyBitsPerSecond: 0 };
  const exactly = (atMs: number) => {
    if (atMs <= sinceMs) return octets;
    const steady = (atMs - sinceMs) * rate.steadyBitsPerSecond;
    const varying = (busyMs(atMs) - busyMs(sinceMs)) * rate.varyingBitsPerSecond;
    return octets + (steady + varying) / BITS_PER_OCTET_AND_MS;
  };
  return {
    read: (atMs) => Math.floor(exactly(atMs)),
    setRate: (next, atMs) => {
      octets = exactly(atMs);
      sinceMs = Math.max(sinceMs, atMs);
      rate = next;
    },
  };
}

const SWING_RATIO = 0.15;
const PERIOD_MS = 120_000;
const RADIANS_PER_MS = (2 * Math.PI) / PERIOD_MS;

/**
 * Integral of the city's rhythm `1 + 0.15 sin(2πt / 120 s)`. It is the same for every meter, so that what enters a
 * switch leaves it at every instant, and nobody has to add anything up.
 */
function busyMs(atMs: number): number {
  const phase = (atMs % PERIOD_MS) * RADIANS_PER_MS;
  return atMs + (SWING_RATIO / RADIANS_PER_MS) * (1 - Math.cos(phase));
}
