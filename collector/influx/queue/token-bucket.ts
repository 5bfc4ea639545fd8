/** Lets `perSecond` units a second through, one second's worth at once. */
export interface TokenBucket {
  /** 0 when the next piece may go now, else how long to wait. */
  readonly waitMs: (nowMs: number) => number;
  /** Takes for a piece that goes; a piece larger than the bucket is paid back by those after it. */
  readonly take: (units: number, nowMs: number) => void;
}

export function createTokenBucket(perSecond: number): TokenBucket {
  let tokens = perSecond;
  let filledMs = Number.NEGATIVE_INFINITY;
  const fill = (nowMs: number) => {
    const elapsedMs = Math.max(0, Math.min(nowMs - filledMs, 1e9));
    tokens = Math.min(perSecond, tokens + (elapsedMs / 1_000) * perSecond);
    filledMs = nowMs;
  };
  return {
    waitMs: (nowMs) => {
      fill(nowMs);
      return tokens > 0 ? 0 : Math.ceil((-tokens / perSecond) * 1_000) + 1;
    },
    take: (units, nowMs) => {
      fill(nowMs);
      tokens -= units;
    },
  };
}
