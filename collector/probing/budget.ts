/** Takes one token and says whether there was one. */
export interface Budget {
  (): boolean;
  /** Whether there is none now. */
  readonly isSpent: () => boolean;
}

/** A `share` of `perSecond` tokens comes in a second, and `most` are saved. */
export function createBudget(
  perSecond: number,
  nowMs: () => number,
  most = perSecond,
  share = () => 1,
): Budget {
  let tokens = most;
  let filledMs = nowMs();
  const isSpent = () => {
    const atMs = nowMs();
    tokens = Math.min(most, tokens + (Math.max(0, atMs - filledMs) * perSecond * share()) / 1_000);
    filledMs = atMs;
    return tokens < 1;
  };
  const take = () => {
    if (isSpent()) return false;
    tokens -= 1;
    return true;
  };
  return Object.assign(take, { isSpent });
}
