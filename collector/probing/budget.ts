/** Takes one token and says whether there was one: a `share` of `perSecond` tokens comes in a second, and `most` are saved. */
export function createBudget(
  perSecond: number,
  nowMs: () => number,
  most = perSecond,
  share = () => 1,
): () => boolean {
  let tokens = most;
  let filledMs = nowMs();
  return () => {
    const atMs = nowMs();
    tokens = Math.min(most, tokens + (Math.max(0, atMs - filledMs) * perSecond * share()) / 1_000);
    filledMs = atMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
