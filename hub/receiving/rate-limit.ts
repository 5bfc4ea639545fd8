/** So many at once, and so many a second on the long run. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Buckets of so many keys are kept; a flood of addresses takes no memory. */
const MOST_KEYS = 10_000;

/** Says of each request of a key whether it is within the rate (a token bucket). */
export function createRateLimit({ burst, perSecond }: Rate, nowMs: () => number): (key: string) => boolean {
  const buckets = new Map<string, { left: number; atMs: number }>();
  return (key) => {
    const atMs = nowMs();
    const bucket = buckets.get(key) ?? { left: burst, atMs };
    // What was used last comes last, so that the first is the one to forget.
    buckets.delete(key);
    buckets.set(key, bucket);
    if (buckets.size > MOST_KEYS) for (const [oldest] of buckets.entries().take(1)) buckets.delete(oldest);
    bucket.left = Math.min(burst, bucket.left + (Math.max(0, atMs - bucket.atMs) * perSecond) / 1_000);
    bucket.atMs = atMs;
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  };
}
