import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findProgram } from '#collector/probers/reach-engine.ts';
import { minutes } from '#core/time/units.ts';
import { createRoutes, type Routes } from '#simulator/faults/routes.ts';
import { type Influxd, startInfluxd } from '#simulator/influxd.ts';
import { fakedEnvironment } from '#test/support/faketime.ts';
import { writeFolder } from './config-folder.ts';
import { type InfluxProxy, startInfluxProxy } from './influx-proxy.ts';
import { type KeptCamwatch, keepCamwatch } from './keep-camwatch.ts';
import { startWires } from './wires.ts';

export const run = promisify(execFile);
const PAGE = 'http://127.0.0.1:18080';

export interface World extends KeptCamwatch {
  readonly dir: string;
  readonly devices: number;
  readonly routes: Routes;
  readonly proxy: InfluxProxy;
  readonly isReady: () => Promise<boolean>;
  readonly metrics: () => Promise<string>;
  readonly setClock: (offset: string) => Promise<void>;
  readonly killInfluxd: () => Promise<void>;
  readonly stopInfluxd: () => Promise<void>;
  readonly startInfluxd: () => Promise<void>;
  readonly influxUrl: () => string;
  readonly fillDisk: () => Promise<void>;
  readonly freeDisk: () => Promise<void>;
}

/** In namespaces of its own: nothing else listens, nothing leads out, and the data lie on a small file system. */
export async function openWorld(folder: string, devices: number, intervalMs: number): Promise<World> {
  await run('ip', ['link', 'set', 'lo', 'up']);
  await startWires();
  const dir = join(folder, 'city');
  const data = join(dir, 'data');
  await mkdir(data, { recursive: true });
  await run('mount', ['-t', 'tmpfs', '-o', `size=${512 + Math.ceil(devices / 20)}m`, 'tmpfs', data]);
  // One that was killed reads its log first, which takes a busy machine half a minute.
  const influx = { dataDir: join(folder, 'influxdb'), port: 8_086, startTimeoutMs: minutes(3) };
  let influxd: Influxd = await startInfluxd(influx);
  const proxy = await startInfluxProxy(influxd.url);
  await writeFolder(dir, { devices, intervalMs, influxUrl: proxy.url });
  const clock = join(folder, 'clock');
  const setClock = (offset: string) => writeWhole(clock, `${offset}\n`);
  await setClock('+0');
  const env = fakedEnvironment(clock);
  const kept = keepCamwatch({ dir, env, logPath: join(folder, 'camwatch.log') });
  const filler = join(data, 'filler');
  const ip = await findProgram('ip', process.env.PATH ?? '');
  return {
    ...kept,
    ...{ dir, devices, proxy, setClock },
    routes: createRoutes(ip ?? 'ip'),
    isReady: async () =>
      (await fetch(`${PAGE}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined))
        ?.status === 200,
    metrics: async () => await (await fetch(`${PAGE}/metrics`)).text(),
    killInfluxd: () => influxd.kill(),
    stopInfluxd: () => influxd.stop(),
    startInfluxd: async () => {
      influxd = await startInfluxd(influx);
    },
    influxUrl: () => influxd.url,
    fillDisk: async () =>
      void (await run('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k']).catch(() => undefined)),
    freeDisk: () => rm(filler, { force: true }),
  };
}

/** Never half: it is read while it is written. */
async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

/** Kills every fping that runs now. @returns how many. */
export async function killFping(): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  let killed = 0;
  for (const pid of pids) {
    const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
    if (name.trim() !== 'fping') continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
      killed++;
    } catch {
      // It ended meanwhile.
    }
  }
  return killed;
}

export async function readyAgain(world: World, mostMs: number): Promise<boolean> {
  const untilMs = performance.now() + mostMs;
  while (performance.now() < untilMs) {
    if (await world.isReady()) return true;
    await delay(200);
  }
  return false;
}
