import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadConfig } from '#config/load-config.ts';
import { createZone } from '#core/time/zone.ts';
import { writeHistory } from '#demo/history/write-history.ts';
import { MIGRATIONS } from '#ledger/sqlite/store/migrations.ts';
import { generateHistory } from '#simulator/history/generate-history.ts';
import { writeSimulatedCity } from '#simulator/write-city.ts';
import type { SlaMeasurement } from '../support/sla-bench-child.ts';

const SIZES = [1_000, 10_000, 100_000];
const SEED = 7;
const [FROM, MONTH, NEXT_MONTH, TO] = ['2025-01-01', '2025-10-01', '2025-11-01', '2026-01-01'];
/** As many as a large contract keeps. */
const CONTRACT_DEVICES = 5_000;

/**
 * What figures cost over a made-up year, at sizes in steps of ten up to `devices`, beside a bare SELECT of the same rows in
 * the same run. Each measurement is a process of its own. The ledgers stay in the temporary folder for the next time.
 */
export async function benchSla({ devices }: { readonly devices: number }): Promise<string> {
  const sizes = [...new Set([...SIZES.filter((size) => size < devices), devices])];
  const rows = [];
  for (const size of sizes) {
    const ledger = await provideLedger(size);
    for (const { name, work, bare: bareWork, from, to, most } of MEASURES) {
      const ours = await measure(work, ledger, from, to, most);
      const bare = await measure(bareWork, ledger, from, to, most);
      rows.push(renderRow(size, name, ours, bare));
    }
  }
  return [
    '| devices in the ledger | figure | devices | rows | wall | CPU | peak memory | bare SELECT, CPU | ratio | a device, CPU |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

const ALL = Number.POSITIVE_INFINITY;
const YEAR = { from: FROM, to: TO, most: ALL } as const;

/** In this order: the sums of days are made before they are asked. */
const MEASURES = [
  { name: 'the year of the city by agency and district', work: 'intervals', bare: 'select', ...YEAR },
  { name: 'the sums of days of the year made', work: 'rebuild', bare: 'select-all', ...YEAR },
  {
    name: 'the year by district from sums of days, process started and ended',
    work: 'query',
    bare: 'select-days',
    ...YEAR,
  },
  {
    name: 'the month of the contract of recorders issued',
    work: 'issue',
    bare: 'select',
    from: MONTH,
    to: NEXT_MONTH,
    most: CONTRACT_DEVICES,
  },
  {
    name: 'the same month settled with what its money hangs on, 200 claims pending, beside settling it',
    work: 'hangs-on',
    bare: 'settle',
    from: MONTH,
    to: NEXT_MONTH,
    most: CONTRACT_DEVICES,
  },
] as const;

function renderRow(size: number, name: string, ours: SlaMeasurement, bare: SlaMeasurement): string {
  const cells = [
    size.toLocaleString('en'),
    name,
    ours.devices.toLocaleString('en'),
    ours.rows.toLocaleString('en'),
    `${ours.wallS.toFixed(2)} s`,
    `${ours.cpuS.toFixed(2)} s`,
    `${Math.round(ours.peakMB)} MB`,
    `${bare.cpuS.toFixed(2)} s`,
    (ours.cpuS / bare.cpuS).toFixed(1),
    `${((ours.cpuS / ours.devices) * 1e6).toFixed(0)} µs`,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The ledger of so many devices: what an earlier run has left, unless the schema has changed since, else a new one. */
export async function provideLedger(devices: number): Promise<string> {
  const root = join(tmpdir(), 'camwatch-bench-sla');
  const dir = join(root, `${devices}-seed${SEED}-v${MIGRATIONS.length}`);
  const ledger = join(dir, 'ledger.sqlite');
  if (existsSync(dir)) return ledger;
  const draft = `${dir}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  const startedMs = performance.now();
  const before = process.cpuUsage();
  const changes = await buildLedger(devices, join(draft, 'city'), join(draft, 'ledger.sqlite'));
  const { user, system } = process.cpuUsage(before);
  const wallS = (performance.now() - startedMs) / 1_000;
  const sizeMB = (await stat(join(draft, 'ledger.sqlite'))).size / 1e6;
  await rename(draft, dir);
  process.stdout.write(
    `${dir}: ${devices} devices, ${changes} changes, ${sizeMB.toFixed(0)} MB, made in ${wallS.toFixed(0)} s, ${((user + system) / 1e6).toFixed(0)} CPU-s\n`,
  );
  return ledger;
}

async function buildLedger(devices: number, city: string, ledger: string): Promise<number> {
  const signal = new AbortController().signal;
  await writeSimulatedCity({
    devices,
    seed: SEED,
    addressing: 'private',
    outDir: city,
    mayOverwrite: false,
    signal,
  });
  const { inventory, settings, sourceHash } = await loadConfig(city);
  const { timeZone } = settings.city;
  const zone = createZone(timeZone);
  let changes = 0;
  await writeHistory({
    path: ledger,
    sourceHash,
    steps: generateHistory({
      inventory,
      profiles: settings.profiles,
      timeZone,
      seed: SEED,
      fromMs: zone.dayAt(Date.parse(`${FROM}T12:00Z`)).fromMs,
      toMs: zone.dayAt(Date.parse(`${TO}T12:00Z`)).fromMs,
    }),
    signal,
    onStep: (step) => {
      if (step.kind === 'batch') changes += step.batch.changes.length;
    },
  });
  return changes;
}

const run = promisify(execFile);

async function measure(
  work: string,
  ledger: string,
  from: string,
  to: string,
  most: number,
): Promise<SlaMeasurement> {
  const child = fileURLToPath(new URL('../support/sla-bench-child.ts', import.meta.url));
  // The city keeps one hour all year.
  const [fromMs, toMs] = [from, to].map((date) => Date.parse(`${date}T00:00+07:00`));
  const args = [
    '--disable-warning=ExperimentalWarning',
    child,
    work,
    ledger,
    String(fromMs),
    String(toMs),
    String(most),
  ];
  const { stdout } = await run(process.execPath, args);
  return JSON.parse(stdout);
}
