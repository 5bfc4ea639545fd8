import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '#config/load-config.ts';
import { writeSimulatedCity } from '#simulator/write-city.ts';

const RUNS = 3;

/**
 * Loading and cross-checking a made-up city of `devices`, against bare reading in the same run: the same files
 * decoded and split into fields, with nothing understood. The median of three runs.
 */
export async function benchCheck({ devices }: { readonly devices: number }): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-bench-'));
  try {
    await writeSimulatedCity({
      devices,
      seed: 1,
      addressing: 'private',
      outDir: join(dir, 'city'),
      mayOverwrite: false,
      signal: new AbortController().signal,
    });
    const runs = [];
    for (let run = 0; run < RUNS; run++) runs.push(await measure(join(dir, 'city')));
    const { loadMs, cpuS, lagMs, rows, fieldCount, bareMs } =
      runs.toSorted((a, b) => a.loadMs - b.loadMs)[1] ?? fail();
    const table: readonly (readonly [string, string])[] = [
      ['devices / rows / fields of all CSV files', `${devices} / ${rows} / ${fieldCount}`],
      ['loaded and cross-checked', `${(loadMs / 1_000).toFixed(1)} s, ${cpuS.toFixed(1)} CPU-s`],
      ['longest hold of the event loop', `${lagMs.toFixed(0)} ms`],
      ['bare reading and splitting', `${(bareMs / 1_000).toFixed(1)} s`],
      ['ratio to bare reading', (loadMs / bareMs).toFixed(1)],
    ];
    return ['| check | |', '|---|---|', ...table.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function measure(dir: string) {
  let rows = 0;
  let lagMs = 0;
  let lastMs = performance.now();
  const watch = setInterval(() => {
    const nowMs = performance.now();
    lagMs = Math.max(lagMs, nowMs - lastMs);
    lastMs = nowMs;
  }, 1);
  const startedMs = performance.now();
  const cpuBefore = process.cpuUsage();
  try {
    await loadConfig(dir, {
      onProgress: (doneRows) => {
        rows = doneRows;
      },
    });
  } finally {
    clearInterval(watch);
  }
  const loadMs = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(cpuBefore);

  const bareStartedMs = performance.now();
  const fieldCount = await splitAll(dir);
  return {
    loadMs,
    cpuS: (user + system) / 1e6,
    lagMs,
    rows,
    fieldCount,
    bareMs: performance.now() - bareStartedMs,
  };
}

async function splitAll(dir: string): Promise<number> {
  let fieldCount = 0;
  for (const name of ['sites.csv', 'devices.csv', 'links.csv', 'handovers.csv']) {
    const text = await readFile(join(dir, name), 'utf8');
    for (const line of text.normalize('NFC').split('\n')) fieldCount += line.split(',').length;
  }
  return fieldCount;
}

function fail(): never {
  throw new Error('no run');
}
