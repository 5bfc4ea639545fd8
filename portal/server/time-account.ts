/** What was taken up of the time, and how long one must wait until a share of it is kept again. */
export interface TimeAccount {
  readonly add: (tookMs: number) => void;
  /** Milliseconds until the next question may be answered; 0: now. */
  readonly waitMs: () => number;
}

/** `share` may be taken up in the long run, and `reserveMs` more at once after a quiet time. */
export function createTimeAccount(
  { share, reserveMs }: { readonly share: number; readonly reserveMs: number },
  elapsedMs: () => number,
): TimeAccount {
  let debtMs = 0;
  let settledMs = elapsedMs();
  const settle = () => {
    const nowMs = elapsedMs();
    debtMs = Math.max(0, debtMs - (nowMs - settledMs) * share);
    settledMs = nowMs;
  };
  return {
    add: (tookMs) => {
      debtMs += tookMs;
    },
    waitMs: () => {
      settle();
      return Math.max(0, (debtMs - reserveMs) / share);
    },
  };
}
