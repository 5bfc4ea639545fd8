import { onTestFinished } from 'vitest';
import type { ChangeBatch } from '#core/domain/sinks.ts';
import type { Receiving, RowShipping } from '#ledger/record/receiving.ts';
import { openReceiving } from '#ledger/sqlite/receiving/open-receiving.ts';
import { openShipping } from '#ledger/sqlite/receiving/ship-rows.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter, type LedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { tempLedgerPath } from './temp-ledger.ts';

export interface CollectorChain extends RowShipping {
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
  const shipping = openShipping(path);
  onTestFinished(() => {
    shipping.close();
    database.close();
  });
  const record = (batch: ChangeBatch, recordedMs: number) =>
    writer.record([{ batch, firstSourceSeq: writer.nextSourceSeq(), recordedMs }]);
  return { ...shipping, path, writer, record };
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
