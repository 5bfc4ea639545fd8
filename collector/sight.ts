import type { Reading } from '../core/probing.ts';
import type { CoverageEnd, CoverageUpdate } from '../core/sinks.ts';

/** What a round of canaries means for the readings that waited for it. */
export interface Release {
  /** To be judged, in the order they came in. */
  readonly readings: readonly Reading[];
  readonly droppedCount: number;
  readonly coverage?: CoverageUpdate;
  /** Sight is back, or here for the first time: runs of failures start anew. */
  readonly isReturn: boolean;
}

/**
 * Holds readings until a canary vouches for them, and keeps the account of what was seen.
 * A reading is believed when a good canary was sent before its probe and another one after the end of it.
 */
export interface Sight {
  /** Those that claim to be sent after `nowMs` are of before a step of the clock: dropped at once, and counted. */
  readonly hold: (readings: readonly Reading[], nowMs: number) => { readonly droppedCount: number };
  readonly goodCanary: (atMs: number, fullIntervalMs: number) => Release;
  /** Ends the coverage at the last good canary; what waits is dropped. */
  readonly lose: (end: CoverageEnd) => Release;
  readonly state: () => 'starting' | 'seeing' | 'blind';
  readonly lastGoodMs: () => number | undefined;
}

/**
 * @param notBeforeMs Coverage that an earlier run has on record ends there: no second may be covered twice.
 */
export function createSight(notBeforeMs: number): Sight {
  let state: 'starting' | 'seeing' | 'blind' = 'starting';
  let held: Reading[] = [];
  let lastGoodMs: number | undefined;
  let seenFromMs = Number.NEGATIVE_INFINITY;
  let coveredFromMs = 0;
  let coveredToMs = notBeforeMs;

  const takeHeld = (predicate: (reading: Reading) => boolean) => {
    const taken = held.filter(predicate);
    held = held.filter((reading) => !predicate(reading));
    return taken;
  };
  const takeUnseen = () => takeHeld((reading) => reading.atMs < seenFromMs).length;

  return {
    hold: (readings, nowMs) => {
      const heldBefore = held.length;
      for (const reading of readings) if (reading.atMs <= nowMs) held.push(reading);
      return { droppedCount: readings.length - (held.length - heldBefore) };
    },
    goodCanary: (atMs, fullIntervalMs) => {
      const isReturn = state !== 'seeing';
      const sinceMs = lastGoodMs;
      state = 'seeing';
      lastGoodMs = atMs;
      if (isReturn || sinceMs === undefined) {
        seenFromMs = atMs;
        coveredFromMs = Math.max(atMs, coveredToMs) + fullIntervalMs;
        return { readings: [], droppedCount: takeUnseen(), isReturn: true };
      }
      // Probes that were under way when sight came back: no canary vouches for when they were sent.
      const droppedCount = takeUnseen();
      const readings = takeHeld(({ atMs: sentMs, endMs = sentMs }) => endMs <= atMs);
      if (atMs <= coveredFromMs) return { readings, droppedCount, isReturn: false };
      coveredToMs = atMs;
      return { readings, droppedCount, isReturn: false, coverage: { fromMs: coveredFromMs, toMs: atMs } };
    },
    lose: (end) => {
      const wasCovering = state === 'seeing' && lastGoodMs !== undefined && lastGoodMs > coveredFromMs;
      const droppedCount = held.length;
      held = [];
      state = 'blind';
      if (!wasCovering || lastGoodMs === undefined) return { readings: [], droppedCount, isReturn: false };
      const coverage = { fromMs: coveredFromMs, toMs: lastGoodMs, closed: end };
      return { readings: [], droppedCount, isReturn: false, coverage };
    },
    state: () => state,
    lastGoodMs: () => lastGoodMs,
  };
}
