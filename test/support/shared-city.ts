import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createTurnKeeper, type TurnKeeperOptions } from '#availability/turns/place-turns.ts';
import type { Device } from '#core/domain/inventory.ts';
import type { Revision } from '#core/domain/revision.ts';
import type { ChangeBatch } from '#core/domain/sinks.ts';
import { watcherOf } from '#core/leases/rendezvous.ts';
import type { Lease } from '#ledger/record/leases.ts';
import type { LedgerReader } from '#ledger/record/ledger-reader.ts';
import { MOST_RECEIVED_ROWS, type OpenCoverage } from '#ledger/record/receiving.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { appendLeases } from '#ledger/sqlite/writing/append-lease.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { device, openSite } from './inventory.ts';
import { deviceRevision, writeLedger } from './settlement-ledger.ts';
import { tempFolder } from './temp-ledger.ts';

const MOST = { rows: MOST_RECEIVED_ROWS, characters: Number.POSITIVE_INFINITY };

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
  readonly close: () => void;
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

export interface SharedDevice extends Pick<Device, 'id' | 'site'> {
  /** Of its site; one where absent. */
  readonly watchers?: number;
}

const siteRevision = (id: string, watchers: number): Revision => ({
  ...{ kind: 'site', id, fromMs: 0, body: { ...openSite(id), watchers } },
});

/** The record of a centre, and collectors that watch its devices once a minute; closed when the test is finished. */
export function createSharedCity(
  devices: readonly SharedDevice[],
  options: Partial<SharedCityOptions> = {},
): SharedCity {
  const city = openSharedCity(devices, { folder: tempFolder(), ...options });
  onTestFinished(city.close);
  return city;
}

export interface SharedCityOptions {
  readonly folder: string;
  readonly everyMs?: number;
  readonly more?: readonly Revision[];
  readonly answerAgeMs?: TurnKeeperOptions['answerAgeMs'];
}

export function openSharedCity(
  devices: readonly SharedDevice[],
  { folder, everyMs = EVERY_MS, more = [], answerAgeMs = () => 0 }: SharedCityOptions,
): SharedCity {
  const revisions: readonly Revision[] = [
    { kind: 'profile', id: 'camera', fromMs: 0, body: { checks: { reach: { intervalMs: everyMs } } } },
    ...devices.flatMap(({ watchers, ...one }) => [
      deviceRevision(0, device(one)),
      ...(watchers === undefined ? [] : [siteRevision(one.site, watchers)]),
    ]),
    ...more,
  ];
  const path = writeLedger([{ recordedMs: 1, revisions }], join(folder, 'centre.sqlite'));
  const store = recordStore(path);
  let clockMs = 0;
  const opened = new DisposableStack();
  const receiving = opened.use(store.openReceiving({ receiver: 'hub', nowMs: () => clockMs }));
  const reader = opened.use(store.openReader());
  const writer = opened.use(store.openTurns({ nowMs: () => clockMs }));
  const keeper = createTurnKeeper({ reader, writer, answerAgeMs, steadyMs: () => clockMs });
  return {
    path,
    reader,
    close: () => opened.dispose(),
    grant: (epoch, fromMs, collectors) => {
      const word = { author: 'centre', recordedMs: fromMs, epochs: 'rise' as const };
      appendLeases(path, [leaseOf(epoch, fromMs, collectors)], word);
    },
    collector: (id) => {
      const own = join(folder, `${id}.sqlite`);
      const database = openStore(own, { nowMs: () => 0 });
      const rows = createLedgerWriter(database, { collector: id, run: 'run-1' });
      rows.recordCreation(1);
      opened.defer(() => database.close());
      const outgoing = opened.use(recordStore(own).openOutgoing('run-1'));
      return {
        obey: (epoch, fromMs, collectors) => {
          const word = { author: id, recordedMs: fromMs, epochs: 'any' as const };
          appendLeases(own, [leaseOf(epoch, fromMs, collectors)], word);
        },
        record: (batch, recordedMs) =>
          rows.record([{ batch, firstSourceSeq: rows.nextSourceSeq(), recordedMs }]),
        ship: (receivedMs, open) => {
          const lines = outgoing.rowsFrom(receiving.headOf(id).seq + 1, MOST);
          const covered = open && { coveredMs: open.toMs };
          if (lines.length > 0)
            receiving.receive({ collector: id, lines, receiver: 'hub', receivedMs, ...covered });
          const coverage: OpenCoverage[] = open ? [{ run: 'run-1', intervalMs: everyMs, ...open }] : [];
          receiving.noteWork({ collector: id, asOfSeq: receiving.headOf(id).seq, coverage, ...covered });
        },
      };
    },
    place: (nowMs) => {
      clockMs = nowMs;
      let count = 0;
      for (;;) {
        const { said, waiting } = keeper.place();
        count += said;
        if (waiting === 0) return count;
      }
    },
  };
}
