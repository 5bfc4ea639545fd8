import { minutes } from '../../core/time/units.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';

/** How far the coverage of each collector reaches that is on record. */
export interface WatchedUntil {
  /** Reads on; tells of each collector whose coverage grew from where. */
  readonly update: () => ReadonlyMap<string, number>;
  readonly byCollector: ReadonlyMap<string, number>;
  /**
   * When it was seen to grow, by the clock of whoever looks, since the clock of a collector may be minutes off. Of what stood there at
   * the first look nothing else is known than where it ended.
   */
  readonly grownMs: ReadonlyMap<string, number>;
}

/** What grows ends later than that: a collector that was cut off for days is told of when it has caught up. */
export const BACK_MS = minutes(15);

export function createWatchedUntil(
  reader: Pick<LedgerReader, 'coverage'>,
  nowMs: () => number,
): WatchedUntil {
  const untilMs = new Map<string, number>();
  const grownMs = new Map<string, number>();

  function readFrom(fromMs: number, grownAtMs: (toMs: number) => number): ReadonlyMap<string, number> {
    const grown = new Map<string, number>();
    for (const { source, toMs } of reader.coverage({ fromMs, toMs: Number.MAX_SAFE_INTEGER })) {
      const before = untilMs.get(source) ?? 0;
      if (toMs <= before) continue;
      if (!grown.has(source)) grown.set(source, before);
      untilMs.set(source, toMs);
      grownMs.set(source, grownAtMs(toMs));
    }
    return grown;
  }

  readFrom(0, (toMs) => Math.min(toMs, nowMs()));
  return { update: () => readFrom(nowMs() - BACK_MS, nowMs), byCollector: untilMs, grownMs };
}
