import type { Reading } from '../../core/domain/probing.ts';
import type { CoverageEnd, CoverageUpdate } from '../../core/domain/sinks.ts';
import { type CoveredTo, createCoverageAccount } from '../coverage-account.ts';

/** What a round of canaries means for the readings that waited for it. */
export interface Release {
  /** To be judged, in the order they came in. */
  readonly readings: readonly Reading[];
  /** Of what is counted. */
  readonly droppedCount: number;
  /** By interval; of what was released once it is judged, as far as that shows that the checks of an interval were made. */
  readonly coverage: (provenToMs: ReadonlyMap<number, number>) => readonly CoverageUpdate[];
  /** Sight is back, or here for the first time: runs of failures start anew. */
  readonly isReturn: boolean;
}

/**
 * Holds readings until a canary vouches for them, and keeps the account of what was seen.
 * A reading is believed when a good canary was sent before its probe and another one after the end of it.
 */
export interface CanaryGate {
  /** Those that claim to be sent after `nowMs` are of before a step of the clock: dropped at once, and counted. */
  readonly hold: (readings: readonly Reading[], nowMs: number) => { readonly droppedCount: number };
  /** The intervals of all checks from an instant on; returns the end of those that none has any more. */
  readonly use: (intervalsMs: ReadonlySet<number>, atMs: number) => readonly CoverageUpdate[];
  readonly goodCanary: (atMs: number) => Release;
  /** Ends the coverage at the last good canary; what waits is dropped. */
  readonly lose: (end: CoverageEnd) => Release;
  readonly state: () => 'starting' | 'seeing' | 'blind';
  readonly lastGoodMs: () => number | undefined;
}

/** @param isCounted Whether what is dropped of a device may be counted. */
export function createCanaryGate(
  coveredTo: CoveredTo,
  isCounted: (reading: Pick<Reading, 'deviceId'>) => boolean = () => true,
): CanaryGate {
  let state: 'starting' | 'seeing' | 'blind' = 'starting';
  let held: Reading[] = [];
  let lastGoodMs: number | undefined;
  let seenFromMs = Number.NEGATIVE_INFINITY;
  const account = createCoverageAccount(coveredTo);

  const takeHeld = (predicate: (reading: Reading) => boolean) => {
    const [taken, kept]: [Reading[], Reading[]] = [[], []];
    for (const reading of held) (predicate(reading) ? taken : kept).push(reading);
    held = kept;
    return taken;
  };
  const takeUnseen = () => takeHeld((reading) => reading.atMs < seenFromMs).filter(isCounted).length;

  return {
    hold: (readings, nowMs) => {
      let droppedCount = 0;
      for (const reading of readings) {
        if (reading.atMs <= nowMs) held.push(reading);
        else if (isCounted(reading)) droppedCount += 1;
      }
      return { droppedCount };
    },
    use: account.use,
    goodCanary: (atMs) => {
      const isReturn = state !== 'seeing';
      state = 'seeing';
      lastGoodMs = atMs;
      if (isReturn) {
        seenFromMs = atMs;
        account.begin(atMs);
        return { readings: [], droppedCount: takeUnseen(), coverage: () => [], isReturn };
      }
      // Probes that were under way when sight came back: no canary vouches for when they were sent.
      const droppedCount = takeUnseen();
      const readings = takeHeld(({ atMs: sentMs, endMs = sentMs }) => endMs <= atMs);
      return { readings, droppedCount, coverage: (provenToMs) => account.extend(atMs, provenToMs), isReturn };
    },
    lose: (end) => {
      const droppedCount = held.filter(isCounted).length;
      held = [];
      state = 'blind';
      const ended = account.end(end);
      return { readings: [], droppedCount, coverage: () => ended, isReturn: false };
    },
    state: () => state,
    lastGoodMs: () => lastGoodMs,
  };
}
