const HISTORY = 20;

/** Whether each of the last 20 probes was good, the newest in the lowest bit. */
export interface History {
  readonly bits: number;
  readonly length: number;
}

export const NO_HISTORY: History = { bits: 0, length: 0 };

export function remember({ bits, length }: History, isGood: boolean): History {
  return {
    bits: ((bits << 1) | Number(isGood)) & (2 ** HISTORY - 1),
    length: Math.min(length + 1, HISTORY),
  };
}

/** Share of the remembered probes whose verdict differs from that of the probe before (0–1). */
export function flapRatio({ bits, length }: History): number {
  if (length < 2) return 0;
  const pairs = length - 1;
  let flips = (bits ^ (bits >>> 1)) & (2 ** pairs - 1);
  let count = 0;
  for (; flips !== 0; flips &= flips - 1) count++;
  return count / pairs;
}
