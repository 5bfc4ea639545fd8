import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Change, deviceEntity } from '#core/domain/state.ts';
import { days, minutes } from '#core/time/units.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { appendLeases } from '#ledger/sqlite/writing/append-lease.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import type { ClusterFault } from './cluster-fault.ts';
import { FAR_DEVICES, FAR_ZONE, INTERVAL_MS, ledgerOf } from './cluster-world.ts';

const EVERY_MS = minutes(5);
const CHANGES_A_TURN = 10;

/** What a collector recorded in five days without the centre: its devices go down and come back by turns. */
function writeFiveDays(id: string, folder: string, firstDevice: number): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'ledger.sqlite');
  const nowMs = Date.now();
  const startMs = nowMs - days(5);
  const database = openStore(path, { nowMs: () => startMs });
  try {
    const writer = createLedgerWriter(database, { collector: id, run: 'five-days' });
    writer.recordCreation(startMs);
    const lease = { zone: FAR_ZONE, epoch: 1, fromMs: startMs, collectors: [id], reason: `joined: ${id}` };
    appendLeases(path, [lease], { author: id, recordedMs: startMs, epochs: 'any' });
    const states: boolean[] = Array.from({ length: FAR_DEVICES }, () => false);
    for (let [atMs, turn] = [startMs + EVERY_MS, 0]; atMs < nowMs - EVERY_MS; atMs += EVERY_MS, turn++) {
      const changes = Array.from({ length: CHANGES_A_TURN }, (_, index): Change => {
        const place = (turn * CHANGES_A_TURN + index) % FAR_DEVICES;
        const isUp = states[place] !== true;
        states[place] = isUp;
        return {
          ...{ entity: deviceEntity(`cam-${firstDevice + place}`), indicator: 'reach', atMs },
          ...{ afterMs: atMs - INTERVAL_MS, evidence: {} },
          ...(isUp ? { state: 'up' } : { state: 'down', reason: 'timeout' }),
        };
      });
      const batch = { changes, coverage: [{ fromMs: startMs, toMs: atMs, intervalMs: INTERVAL_MS }] };
      writer.record([{ batch, firstSourceSeq: writer.nextSourceSeq(), recordedMs: atMs }]);
    }
  } finally {
    database.close();
  }
}

export const FIVE_DAYS: ClusterFault = {
  name: 'five-days',
  what: 'a collector with five days of its ledger, recorded without the centre',
  lastsMs: 0,
  begin: async (world) => {
    const fromMs = Date.now();
    let rows = 0;
    const id = await world.addCollector(FAR_ZONE, (name, folder) => {
      writeFiveDays(name, folder, world.devices);
      using outgoing = ledgerOf(folder).openOutgoing('bench');
      rows = outgoing.head().seq;
    });
    return {
      mend: async () => {
        const startedMs = Date.now();
        await world.untilWhole();
        return {
          note: `${rows} rows of ${id}, started after ${startedMs - fromMs} ms, all at the centre ${Date.now() - startedMs} ms later`,
        };
      },
    };
  },
};
