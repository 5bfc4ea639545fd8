/** At most this share of the time goes into building: the collector needs the rest. */
const MAX_SHARE = 0.1;

/**
 * Keeps what `build` made for `keepMs`, however many ask: a page that 50 walls show is drawn once. What takes long to
 * build is kept longer in proportion.
 */
export function keepFor<Value>(
  keepMs: number,
  nowMs: () => number,
  build: () => Value,
  elapsedMs: () => number = () => performance.now(),
): () => Value {
  let kept: { readonly value: Value; readonly atMs: number; readonly forMs: number } | undefined;
  return () => {
    const atMs = nowMs();
    // A clock that was set back must not keep a value for hours.
    if (kept && atMs >= kept.atMs && atMs - kept.atMs < kept.forMs) return kept.value;
    const startedMs = elapsedMs();
    const value = build();
    kept = { value, atMs, forMs: Math.max(keepMs, (elapsedMs() - startedMs) / MAX_SHARE) };
    return value;
  };
}

/** Keeps what was made of a value as long as it is the same: what 50 walls show is drawn once. */
export function keepWhile<Of, Value>(of: () => Of, build: () => Value): () => Value {
  let kept: { readonly of: Of; readonly value: Value } | undefined;
  return () => {
    const now = of();
    if (kept === undefined || kept.of !== now) kept = { of: now, value: build() };
    return kept.value;
  };
}
