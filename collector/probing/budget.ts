/** Takes one token and says whether there was one: `perSecond` tokens come in a second, and a second's worth is saved. */
export function createBudget(perSecond: number, nowMs: () => number): () => boolean {
  let tokens = perSecond;
  let filledMs = nowMs();
  return () => {
    const atMs = nowMs();
    tokens = Math.min(perSecond, tokens + (Math.max(0, atMs - filledMs) * perSecond) / 1_000);
    filledMs = atMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
