import { onTestFinished } from 'vitest';
import type { ChangeBatch } from '#core/domain/sinks.ts';
import type { Outgoing } from '#ledger/record/outgoing.ts';
import { MOST_RECEIVED_ROWS, type Receiving } from '#ledger/record/receiving.ts';
import { openReceiving } from '#ledger/sqlite/receiving/open-receiving.ts';
import { openOutgoing } from '#ledger/sqlite/shipping/open-outgoing.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter, type LedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { change, tempLedgerPath } from './temp-ledger.ts';
import { trafficDay } from './traffic-day.ts';

export interface CollectorChain extends Pick<Outgoing, 'head'> {
  /** As many as are received at once, where nothing is said. */
  readonly rowsFrom: (seq: number, most?: number) => readonly string[];
  readonly path: string;
  readonly writer: LedgerWriter;
  /** Records a batch at an instant. */
  readonly record: (batch: ChangeBatch, recordedMs: number) => void;
}

/** A collector's own ledger, written in this process. */
export function collectorChain(collector: string, path = tempLedgerPath()): CollectorChain {
  const database = openStore(path, { nowMs: () => 0 });
  const writer = createLedgerWriter(database, { collector, run: 'run-1' });
  writer.recordCreation(500);
  const outgoing = openOutgoing(path, 'run-1');
  onTestFinished(() => {
    outgoing.close();
    database.close();
  });
  const record = (batch: ChangeBatch, recordedMs: number) =>
    writer.record([{ batch, firstSourceSeq: writer.nextSourceSeq(), recordedMs }]);
  const rowsFrom = (seq: number, rows = MOST_RECEIVED_ROWS) =>
    outgoing.rowsFrom(seq, { rows, characters: Number.POSITIVE_INFINITY });
  return { head: outgoing.head, rowsFrom, path, writer, record };
}

/** The record of a centre that receives, at `path`. */
export function openTempReceiving(path: string): Receiving {
  const receiving = openReceiving(path, { receiver: 'hub-1', nowMs: () => 600 });
  onTestFinished(() => receiving.close());
  return receiving;
}

/** A batch of all rows from a number on. */
export const batchOf = (chain: CollectorChain, collector: string, fromSeq = 1, receivedMs = 100_000) => ({
  ...{ collector, lines: chain.rowsFrom(fromSeq), receiver: 'hub-1', receivedMs },
});

/** Row 1 is the creation, 2 and 3 changes, 4 coverage, 5 a seal, 6 a revision, 7 a day of a line. */
export function districtChain(
  collector: string,
  device: 'device:a' | 'device:b' = 'device:a',
): CollectorChain {
  const chain = collectorChain(collector);
  const changes = [
    change(device, 'up', 1_000),
    change(device, 'down', 2_000, { evidence: { probes: 3, ports: ['a'] } }),
  ];
  chain.record({ changes, coverage: [{ fromMs: 0, toMs: 3_000, intervalMs: 10, closed: 'stop' }] }, 3_000);
  const revision = { kind: 'device' as const, id: 'a', fromMs: 0, body: { site: 's' } };
  chain.writer.recordRevisions([revision], { author: 'an', sourceHash: 'x', recordedMs: 3_500 });
  chain.writer.recordTraffic({ open: [], closed: [trafficDay([1], { linkId: `line-${collector}` })] }, 4_000);
  return chain;
}
