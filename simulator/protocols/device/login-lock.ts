/** Locks an account after so many wrong logins in a row, as makers do against guessing. */
export interface LoginLock {
  readonly isLocked: () => boolean;
  readonly note: (verdict: 'right' | 'wrong') => void;
}

export interface LoginLockOptions {
  /** Absent: never. */
  readonly lockAfter?: number | undefined;
  readonly lockForMs?: number | undefined;
  readonly nowMs: () => number;
}

const USUAL_LOCK_MS = 30 * 60_000;

export function createLoginLock({
  lockAfter,
  lockForMs = USUAL_LOCK_MS,
  nowMs,
}: LoginLockOptions): LoginLock {
  let wrongInARow = 0;
  let lockedUntilMs = 0;
  return {
    isLocked: () => nowMs() < lockedUntilMs,
    note: (verdict) => {
      wrongInARow = verdict === 'right' ? 0 : wrongInARow + 1;
      if (lockAfter === undefined || wrongInARow < lockAfter) return;
      lockedUntilMs = nowMs() + lockForMs;
      wrongInARow = 0;
    },
  };
}
