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

/** A time in which something was done to camwatch. */
export interface Disturbance {
  readonly kind: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Truth {
  readonly cuts: readonly Cut[];
  /** What happened then it need not have seen. */
  readonly disturbances: readonly Disturbance[];
  /** Nothing of these may be covered. */
  readonly uncovered: readonly Disturbance[];
}

export async function timed(act: () => Promise<void> | void): Promise<Bounds> {
  const earliestMs = Date.now();
  await act();
  return { earliestMs, latestMs: Date.now() };
}
