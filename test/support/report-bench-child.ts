// One measurement of the report's benchmark in a process of its own, so that its memory and its CPU are its own alone.
import { DatabaseSync } from 'node:sqlite';
import { readInventory } from '#availability/inventory/read-inventory.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { createMeasuredBuilder } from '#reports/figures/build-measured.ts';
import { WRITTEN_FORMAT } from '#reports/figures/document/figures-format.ts';
import { buildWindow } from '#reports/figures/figures-window.ts';

export interface ReportMeasurement {
  /** Changes that were read, or figures of the measured sections in thousands of characters. */
  readonly rows: number;
  readonly wallS: number;
  readonly cpuS: number;
  readonly peakMB: number;
}

const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const [FROM, TO, RECORDED_BEFORE] = ['2025-01-01', '2025-11-16', '2025-11-20T00:00:00+07:00'];

const WORKS: Readonly<Record<string, (path: string) => number>> = { select: selectBare, figures: measure };

const [name = '', path = ''] = process.argv.slice(2);
const work = WORKS[name];
if (!work) throw new Error(`expected one of ${Object.keys(WORKS).join(', ')}, got "${name}"`);
const rows = work(path);
const { user, system } = process.cpuUsage();
// From the start of the process: loading the program counts.
const measurement: ReportMeasurement = {
  rows,
  wallS: performance.now() / 1_000,
  cpuS: (user + system) / 1e6,
  peakMB: process.resourceUsage().maxRSS / 1_000,
};
process.stdout.write(JSON.stringify(measurement));

/** Every change that figures are made from, read and thrown away. */
function selectBare(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const statement = database.prepare(
    'SELECT entity, indicator, at_ms, after_ms, state, reason FROM change WHERE at_ms < ? AND recorded_ms < ?',
  );
  let count = 0;
  for (const _row of statement.iterate(Date.parse(`${TO}T00:00:00+07:00`), Date.parse(RECORDED_BEFORE)))
    count++;
  database.close();
  return count;
}

/** All measured sections of a year, with the inventory that they need. */
function measure(file: string): number {
  const reader = openLedgerReader(file);
  try {
    const recordedBeforeMs = Date.parse(RECORDED_BEFORE);
    const figures = createMeasuredBuilder(file)({
      format: WRITTEN_FORMAT,
      reader,
      recordedBeforeMs,
      timeZone: TIME_ZONE,
      scope: { kind: 'city' },
      window: buildWindow({
        year: 2025,
        fromDate: FROM,
        toDate: TO,
        timeZone: TIME_ZONE,
        recordedBeforeMs,
        scope: 'city',
      }),
      given: { minimumCoveragePpm: 500_000, mostListed: 20, secretSites: 'leave-out' },
      inventory: readInventory(reader, { recordedBeforeMs }),
      onProgress: () => undefined,
    });
    return Math.round(JSON.stringify(figures).length / 1_000);
  } finally {
    reader.close();
  }
}
