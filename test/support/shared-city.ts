import { onTestFinished } from 'vitest';
import { createTurnKeeper } from '#availability/turns/place-turns.ts';
import type { Device } from '#core/domain/inventory.ts';
import type { Revision } from '#core/domain/revision.ts';
import type { ChangeBatch } from '#core/domain/sinks.ts';
import { watcherOf } from '#core/leases/rendezvous.ts';
import type { Lease } from '#ledger/record/leases.ts';
import type { LedgerReader } from '#ledger/record/ledger-reader.ts';
import type { OpenCoverage } from '#ledger/record/receiving.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { appendLeases } from '#ledger/sqlite/writing/append-lease.ts';
import { collectorChain, openTempReceiving } from './collector-chain.ts';
import { device } from './inventory.ts';
import { deviceRevision, writeLedger } from './settlement-ledger.ts';
import { openTempReader } from './temp-ledger.ts';

/** The interval of the checks of the city. */
export const EVERY_MS = 60_000;

/** A site that goes to one of these collectors, and while that is gone to the one after it. */
export const siteOf = (collectors: readonly string[], owner: string): string =>
  Array.from({ length: 1_000 }, (_, index) => `site-${index}`).find(
    (id) => watcherOf(id, collectors) === owner,
  ) ?? '';

export interface SharedCity {
  readonly path: string;
  readonly reader: LedgerReader;
  /** The centre grants the zone to these from an instant on. */
  readonly grant: (epoch: number, fromMs: number, collectors: readonly string[]) => void;
  readonly collector: (id: string) => CityCollector;
  /** Lets one turn follow another; says how many rows that took. */
  readonly place: (nowMs: number) => number;
}

export interface CityCollector {
  /** Writes into its own chain that it obeys a lease. */
  readonly obey: (epoch: number, fromMs: number, collectors: readonly string[]) => void;
  readonly record: (batch: ChangeBatch, recordedMs: number) => void;
  /** Hands all it has on record to the centre, and how far it covers what has not ended. */
  readonly ship: (receivedMs: number, open?: { readonly fromMs: number; readonly toMs: number }) => void;
}

const leaseOf = (epoch: number, fromMs: number, collectors: readonly string[]): Lease => ({
  ...{ zone: 'default', epoch, fromMs, collectors, reason: 'test' },
});

/** The record of a centre, and collectors that watch its devices once a minute. */
export function createSharedCity(
  devices: readonly Pick<Device, 'id' | 'site'>[],
  more: readonly Revision[] = [],
): SharedCity {
  const revisions: readonly Revision[] = [
    { kind: 'profile', id: 'camera', fromMs: 0, body: { checks: { reach: { intervalMs: EVERY_MS } } } },
    ...devices.map((one) => deviceRevision(0, device(one))),
    ...more,
  ];
  const path = writeLedger([{ recordedMs: 1, revisions }]);
  const receiving = openTempReceiving(path);
  const reader = openTempReader(path);
  let clockMs = 0;
  const writer = recordStore(path).openTurns({ nowMs: () => clockMs });
  onTestFinished(() => writer.close());
  const keeper = createTurnKeeper({ reader, writer });
  return {
    path,
    reader,
    grant: (epoch, fromMs, collectors) => {
      const word = { author: 'centre', recordedMs: fromMs, epochs: 'rise' as const };
      appendLeases(path, [leaseOf(epoch, fromMs, collectors)], word);
    },
    collector: (id) => {
      const chain = collectorChain(id);
      return {
        obey: (epoch, fromMs, collectors) => {
          const word = { author: id, recordedMs: fromMs, epochs: 'any' as const };
          appendLeases(chain.path, [leaseOf(epoch, fromMs, collectors)], word);
        },
        record: chain.record,
        ship: (receivedMs, open) => {
          const from = receiving.headOf(id).seq + 1;
          const lines = chain.rowsFrom(from);
          const covered = open && { coveredMs: open.toMs };
          if (lines.length > 0)
            receiving.receive({ collector: id, lines, receiver: 'hub', receivedMs, ...covered });
          const coverage: OpenCoverage[] = open ? [{ run: 'run-1', intervalMs: EVERY_MS, ...open }] : [];
          receiving.noteWork({ collector: id, asOfSeq: receiving.headOf(id).seq, coverage, ...covered });
        },
      };
    },
    place: (nowMs) => {
      clockMs = nowMs;
      let rows = 0;
      for (;;) {
        const { said, waiting } = keeper.place();
        rows += said;
        if (waiting === 0) return rows;
      }
    },
  };
}
