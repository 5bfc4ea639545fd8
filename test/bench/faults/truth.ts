/** An act was in force from some instant between the two. */
export interface Bounds {
  readonly earliestMs: number;
  readonly latestMs: number;
}

/** A device that was cut off, and joined again. */
export interface Cut {
  readonly entity: string;
  readonly from: Bounds;
  to?: Bounds;
}

/** A time in which camwatch was disturbed: what happened then it need not have seen. */
export interface Disturbance {
  readonly kind: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Nothing of it, from so long after its beginning, may be covered. */
  readonly uncoveredAfterMs?: number;
}

export interface Truth {
  readonly cuts: readonly Cut[];
  readonly disturbances: readonly Disturbance[];
}

export async function timed(act: () => Promise<void> | void): Promise<Bounds> {
  const earliestMs = Date.now();
  await act();
  return { earliestMs, latestMs: Date.now() };
}
