import type { ClockDoubtCause } from '../../core/time/clock.ts';

/** What the record knows of the time. */
export interface KnownTime {
  /** What the wall clock said at the start of this system's count, as an earlier process knew it, or somebody confirmed. */
  readonly originMs?: number;
  /** When the last row of the record was written. */
  readonly lastRecordedMs?: number;
}

export interface StartDoubt {
  readonly cause: ClockDoubtCause;
  /** What the wall clock should say, as far as anybody knows. */
  readonly expectedMs: number;
}

/**
 * Whether the time at a start fits the record. Since the same start of the system, how long we were gone is known. After
 * another one only that time does not run backwards: how long the machine was off nobody can tell from a wrong clock.
 */
export function judgeStart(
  { originMs, lastRecordedMs }: KnownTime,
  {
    wallMs,
    elapsedMs,
    limitMs,
  }: { readonly wallMs: number; readonly elapsedMs: number; readonly limitMs: number },
): StartDoubt | undefined {
  if (originMs !== undefined) {
    const expectedMs = originMs + elapsedMs;
    return Math.abs(wallMs - expectedMs) > limitMs ? { cause: 'step', expectedMs } : undefined;
  }
  if (lastRecordedMs === undefined) return undefined;
  if (wallMs < lastRecordedMs - limitMs) return { cause: 'behind-record', expectedMs: lastRecordedMs };
  if (wallMs > lastRecordedMs + limitMs) return { cause: 'ahead-of-record', expectedMs: lastRecordedMs };
  return undefined;
}
