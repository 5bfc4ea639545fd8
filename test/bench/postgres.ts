import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { settleContract } from '#contracts/settle/settle-contract.ts';
import { readHistory } from '#ledger/history/history.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { device } from '../support/inventory.ts';
import { startPostgres } from '../support/postgres.ts';
import { at, camerasWith, down, inventory, MONTH, TIME_ZONE, watched } from '../support/settled-city.ts';
import type { Recorded } from '../support/settlement-ledger.ts';

const OUTAGES_OF_DEVICE = 10;
const ROUNDS = 3;
const BATCH_ROWS = 5_000;

/** A month of a contract written to both engines and settled from them, by turns; the figures must be the same. */
export async function benchPostgres({ devices }: { readonly devices: number }): Promise<string> {
  const postgres = await startPostgres({ fsync: 'on' });
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-bench-'));
  try {
    const places = [join(folder, 'ledger.sqlite'), await postgres.newPlace()];
    const recorded = makeMonth(devices);
    const rows = recorded.reduce((sum, { changes = [] }) => sum + changes.length, 0);
    const written = places.map((place) => timed(() => write(place, recorded)).ms);
    // What PostgreSQL does by itself within a minute, and `ledger migrate` at once.
    await postgres.query(places[1] ?? '', 'ANALYZE');
    const settled = places.map((): number[] => []);
    for (let round = 0; round < ROUNDS; round++) {
      const found = places.map((place, index) => {
        const { ms, value } = timed(() => settle(place));
        settled[index]?.push(ms);
        return value;
      });
      // Each chain has salts, and so hashes, of its own.
      if (!isDeepStrictEqual(found[0]?.parts, found[1]?.parts))
        throw new Error('expected the same figures from both');
    }
    const [file = 0, database = 0] = settled.map((times) => Math.min(...times));
    const [inFile = 1, inDatabase = 1] = written;
    const perSecond = (ms: number) => Math.round((rows / ms) * 1_000).toLocaleString('en');
    return [
      '| devices, changes | | SQLite | PostgreSQL | |',
      '|---|---|---|---|---|',
      `| ${devices.toLocaleString('en')}, ${rows.toLocaleString('en')} | written, rows/s | ${perSecond(inFile)} | ${perSecond(inDatabase)} | ${(inDatabase / inFile).toFixed(2)} × |`,
      `| | a month settled (best of ${ROUNDS}) | ${(file / 1_000).toFixed(2)} s | ${(database / 1_000).toFixed(2)} s | ${(database / file).toFixed(2)} × |`,
    ].join('\n');
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const MINUTE_MS = 60_000;

function makeMonth(count: number): readonly Recorded[] {
  const devices = Array.from({ length: count }, (_, index) =>
    device({ id: `cam-${index}`, contracts: ['cameras'] }),
  );
  const names = devices.map(({ id }) => `device:${id}` as const);
  const firstMs = at('11-01T00:00');
  const outages = Array.from({ length: OUTAGES_OF_DEVICE }, (_, outage) =>
    names.map((name, index) => {
      const fromMs = firstMs + (outage * 3 * 24 * 60 + (index % 4_000)) * MINUTE_MS;
      return down(name, fromMs, fromMs + (5 + (index % 50)) * MINUTE_MS);
    }),
  );
  return [
    inventory({ devices, contracts: [camerasWith({ period: 'month' })] }),
    watched(names),
    ...outages.flat(),
  ];
}

function write(place: string, recorded: readonly Recorded[]): void {
  const database = openStore(place, { nowMs: () => 0 });
  const writer = createLedgerWriter(database, { collector: 'collector-1', run: 'run-1' });
  const changes = recorded.flatMap((row) => row.changes ?? []);
  for (const row of recorded)
    if ('revisions' in row)
      writer.recordRevisions(row.revisions, {
        author: 'bench',
        sourceHash: 'hash',
        recordedMs: row.recordedMs,
      });
  const coverage = recorded.flatMap((row) => ('coverage' in row ? (row.coverage ?? []) : []));
  for (let from = 0; from < changes.length; from += BATCH_ROWS) {
    const batch = { changes: changes.slice(from, from + BATCH_ROWS), ...(from === 0 && { coverage }) };
    writer.record([{ batch, firstSourceSeq: from + 1, recordedMs: at('12-01T00:00') }]);
  }
  database.close();
}

function settle(place: string) {
  const reader = openLedgerReader(place);
  try {
    return reader.snapshot(() => {
      const history = readHistory(reader, { contractId: 'cameras' });
      return settleContract(reader, history, {
        ...{ contractId: 'cameras', period: MONTH, asOfMs: at('12-05T00:00'), timeZone: TIME_ZONE },
        ...{ claims: [], maintenance: [] },
      });
    });
  } finally {
    reader.close();
  }
}

function timed<Value>(work: () => Value): { readonly ms: number; readonly value: Value } {
  const startMs = performance.now();
  const value = work();
  return { ms: performance.now() - startMs, value };
}
