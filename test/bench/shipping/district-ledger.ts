import type { Change } from '#core/domain/state.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';

const BATCH_ROWS = 5_000;
const STEP_MS = 1_000;

export interface DistrictOptions {
  readonly collector: string;
  readonly devices: number;
  readonly changes: number;
  readonly firstMs: number;
}

/** Writes the ledger of a collector: its devices go down and come back in turns, so many changes in all. */
export function writeDistrict(path: string, options: DistrictOptions): void {
  const database = openStore(path, { nowMs: () => options.firstMs });
  const writer = createLedgerWriter(database, { collector: options.collector, run: 'run-1' });
  writer.recordCreation(options.firstMs);
  for (let from = 0; from < options.changes; from += BATCH_ROWS) {
    const count = Math.min(BATCH_ROWS, options.changes - from);
    const changes = Array.from({ length: count }, (_, index) => changeOf(options, from + index));
    const recordedMs = changes.at(-1)?.atMs ?? options.firstMs;
    writer.record([{ batch: { changes }, firstSourceSeq: from + 1, recordedMs }]);
  }
  database.close();
}

function changeOf({ collector, devices, firstMs }: DistrictOptions, index: number): Change {
  const isUp = Math.floor(index / devices) % 2 === 0;
  const atMs = firstMs + index * STEP_MS;
  return {
    entity: `device:${collector}-cam-${index % devices}`,
    indicator: 'reach',
    ...(isUp ? { state: 'up' } : { state: 'down', reason: 'timeout' }),
    ...{ afterMs: atMs - STEP_MS, atMs },
    evidence: { probes: 3, sent: 9 },
  };
}
