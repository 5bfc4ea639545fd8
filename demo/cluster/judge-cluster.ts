import { deviceEntity } from '../../core/domain/state.ts';
import { type Interval, totalMs } from '../../core/time/intervals.ts';
import { readWatchShares } from '../../ledger/history/read-watch-shares.ts';
import { CENTRE, type RecordedLease } from '../../ledger/record/leases.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import type { ClusterActResult, ClusterChainResult } from './cluster-result.ts';
import type { PlayedAct } from './play-cluster-acts.ts';
import type { Pulse } from './watch-pulse.ts';

/** What came of each act: how long the record heard nothing, and who took over when. */
export function judgeActs(
  played: readonly PlayedAct[],
  pulse: Pick<Pulse, 'longestGapMs'>,
  reader: Pick<LedgerReader, 'leases'>,
  endMs: number,
): ClusterActResult[] {
  const granted = reader.leases({ chain: CENTRE });
  return played.map(({ kind, target, atMs, mendedMs, wholeMs }, index) => {
    const untilMs = played[index + 1]?.atMs ?? endMs;
    const without = findTakeOver(granted, target, { fromMs: atMs, toMs: untilMs });
    const again =
      without && granted.find((lease) => lease.epoch > without.epoch && lease.collectors.includes(target));
    const isOfCollector = kind === 'kill-collector' || kind === 'cut-off';
    return {
      ...{ kind, target, atMs, forMs: mendedMs - atMs },
      gapMs: pulse.longestGapMs(atMs, untilMs),
      ...(isOfCollector && without && { takenOverMs: without.fromMs - atMs }),
      ...(isOfCollector && again && { givenBackMs: again.fromMs - mendedMs }),
      ...(wholeMs !== undefined && { wholeMs }),
    };
  });
}

/** The first lease within a time by which a collector watches nothing any more. */
export const findTakeOver = (
  granted: readonly RecordedLease[],
  target: string,
  { fromMs, toMs }: Interval,
): RecordedLease | undefined =>
  granted.find((lease) => lease.fromMs > fromMs && lease.fromMs < toMs && !lease.collectors.includes(target));

/** Holds the chain in a collector's own ledger against what the centre has of it. */
export function judgeChain(collector: string, own: RecordStore, centre: RecordStore): ClusterChainResult {
  using outgoing = own.openOutgoing('demo');
  using receiving = centre.openReceiving({ receiver: 'demo', nowMs: Date.now });
  const head = outgoing.head();
  const received = receiving.headOf(collector);
  const rows = received.seq;
  return {
    collector,
    rows,
    lost: Math.max(0, head.seq - rows),
    doubled: Math.max(0, rows - head.seq),
    areEqual: rows === 0 || outgoing.hashOf(rows) === received.hash,
  };
}

/** Seconds of all devices in which the leases of the centre name two collectors at once. */
export function doublyOwnedSeconds(
  reader: LedgerReader,
  devices: Iterable<string>,
  period: { readonly fromMs: number; readonly toMs: number },
): number {
  const shares = readWatchShares(reader);
  if (!shares) return 0;
  let ms = 0;
  for (const id of devices) {
    const held = shares.of(deviceEntity(id)).held.toSorted((a, b) => a.fromMs - b.fromMs);
    for (const [index, one] of held.entries()) {
      const next = held[index + 1];
      if (!next) continue;
      const [fromMs, toMs] = [
        Math.max(next.fromMs, period.fromMs),
        Math.min(one.toMs, next.toMs, period.toMs),
      ];
      if (toMs > fromMs) ms += totalMs([{ fromMs, toMs }]);
    }
  }
  return ms / 1_000;
}
