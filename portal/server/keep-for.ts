/** Keeps what `build` made for `keepMs`, however many ask: a page that 50 walls draw is drawn once. */
export function keepFor<Value>(keepMs: number, nowMs: () => number, build: () => Value): () => Value {
  let kept: { readonly value: Value; readonly atMs: number } | undefined;
  return () => {
    const atMs = nowMs();
    // A clock that was set back must not keep a value for hours.
    if (kept && atMs >= kept.atMs && atMs - kept.atMs < keepMs) return kept.value;
    kept = { value: build(), atMs };
    return kept.value;
  };
}
