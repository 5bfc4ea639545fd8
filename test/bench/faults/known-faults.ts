import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '#simulator/city/random.ts';
import { between } from './between.ts';
import { CANARY, devicesCsv } from './config-folder.ts';
import { INFLUX_FAULTS } from './influx-proxy.ts';
import type { Interval } from './intervals.ts';
import { killFping, run, type World } from './world.ts';

/** Makes it and ends it. @returns when nothing may be covered, besides when camwatch did not run. */
type Make = (world: World, random: Random) => Promise<Interval | undefined>;

export interface Fault {
  readonly kind: string;
  readonly make: Make;
  /** What happens to devices meanwhile has to be seen all the same. */
  readonly isSeenThrough?: true;
}

/** A whole round of canaries, and what was sent before it. */
const ROUND_MS = 3_000;

/** Does it, waits for so long, and takes it back. @returns when nothing may be covered. */
async function forAWhile(
  [begin, end]: readonly [() => unknown, () => unknown],
  lastsMs: number,
  unseenAfterMs = ROUND_MS,
): Promise<Interval> {
  const fromMs = Date.now();
  await begin();
  await delay(lastsMs);
  const toMs = Date.now();
  await end();
  return [fromMs + unseenAfterMs, toMs];
}

const killAndStart: Make = async (world, random) => {
  await world.end('SIGKILL');
  await delay(between(random, 500, 4_000));
  world.start();
};

const stopAndStart: Make = async (world) => {
  const code = await world.end('SIGTERM');
  world.start();
  if (code !== 0) throw new Error(`SIGTERM ended camwatch with ${code}`);
};

/** Ended while it starts, by a signal that it heeds or by one that it cannot. */
const endWhileStarting =
  (signal: 'SIGTERM' | 'SIGKILL'): Make =>
  async (world, random) => {
    await world.end('SIGKILL');
    world.start();
    await delay(between(random, 100, 4_000));
    const code = await world.end(signal);
    world.start();
    // Before its first line runs nothing heeds a signal yet.
    if (code !== 0 && code !== null) throw new Error(`${signal} ended camwatch with ${code}`);
  };

const termWhileStopping: Make = async (world, random) => {
  const ended = world.end('SIGTERM');
  await delay(between(random, 10, 500));
  world.camwatch().kill('SIGTERM');
  await ended;
  world.start();
};

const killInfluxd: Make = async (world, random) => {
  await world.killInfluxd();
  await delay(between(random, 2_000, 8_000));
  await world.startInfluxd();
};

const stopInfluxd: Make = async (world, random) => {
  await world.stopInfluxd();
  await delay(between(random, 20_000, 60_000));
  await world.startInfluxd();
};

const killPings: Make = async (_world, random) => {
  const untilMs = performance.now() + between(random, 1_000, 5_000);
  while (performance.now() < untilMs) {
    await killFping();
    await delay(50);
  }
};

const suspend =
  (fromMs: number, toMs: number): Make =>
  async ({ camwatch }, random) => {
    const signal = (name: NodeJS.Signals) => () => camwatch().kill(name);
    const unseen = await forAWhile([signal('SIGSTOP'), signal('SIGCONT')], between(random, fromMs, toMs));
    return toMs > SUSPENDED_MS ? unseen : undefined;
  };

/** What held it up for less may be covered: what was late is known to be. */
const SUSPENDED_MS = 30_000;

const cutCanaries: Make = ({ routes }, random) =>
  forAWhile([() => routes.block([CANARY]), () => routes.unblock([CANARY])], between(random, 5_000, 15_000));

const cutNetwork: Make = (_world, random) => {
  const set = (state: 'down' | 'up') => () => run('ip', ['link', 'set', 'lo', state]);
  return forAWhile([set('down'), set('up')], between(random, 5_000, 15_000));
};

const fillDisk: Make = async (world, random) => {
  await forAWhile([world.fillDisk, world.freeDisk], between(random, 3_000, 12_000));
};

const shiftClock =
  (offset: string): Make =>
  ({ setClock }, random) =>
    forAWhile(
      [() => setClock(offset), () => setClock('+0')],
      between(random, 8_000, 15_000),
      ROUND_MS + 4_000,
    );

const failInflux: Make = async ({ proxy }, random) => {
  const fault = random.pick(INFLUX_FAULTS);
  await forAWhile([() => proxy.set(fault), () => proxy.set(undefined)], between(random, 4_000, 15_000));
};

const reloadStorm: Make = async ({ dir, devices, camwatch }, random) => {
  for (let round = 0; round < 10; round++) {
    await writeFile(join(dir, 'devices.csv'), devicesCsv(devices, `Camera ${random.integer(0, 99)}`));
    camwatch().kill('SIGHUP');
    await delay(between(random, 0, 400));
  }
};

const halfAnInventory: Make = async ({ dir, devices, camwatch }) => {
  const whole = devicesCsv(devices);
  await writeFile(join(dir, 'devices.csv'), whole.slice(0, whole.length / 2));
  camwatch().kill('SIGHUP');
  await delay(3_000);
  await writeFile(join(dir, 'devices.csv'), whole);
  camwatch().kill('SIGHUP');
};

/** The kills that a run has many of. */
export const KILLS: readonly Fault[] = [
  { kind: 'kill -9', make: killAndStart },
  { kind: 'kill -9 of influxd', make: killInfluxd, isSeenThrough: true },
  { kind: 'kill -9 of fping', make: killPings },
];

export const OTHERS: readonly Fault[] = [
  { kind: 'SIGTERM and start', make: stopAndStart },
  { kind: 'SIGTERM while starting', make: endWhileStarting('SIGTERM') },
  { kind: 'kill -9 while starting', make: endWhileStarting('SIGKILL') },
  { kind: 'SIGTERM while stopping', make: termWhileStopping },
  { kind: 'SIGSTOP for a minute', make: suspend(35_000, 60_000) },
  { kind: 'SIGSTOP for seconds', make: suspend(2_000, 12_000) },
  { kind: 'canaries cut', make: cutCanaries },
  { kind: 'network cut', make: cutNetwork },
  { kind: 'disk full', make: fillDisk, isSeenThrough: true },
  { kind: 'clock two hours ahead', make: shiftClock('+2h') },
  { kind: 'clock two hours behind', make: shiftClock('-2h') },
  { kind: 'InfluxDB stopped', make: stopInfluxd, isSeenThrough: true },
  { kind: 'InfluxDB fails', make: failInflux, isSeenThrough: true },
  { kind: 'reload storm', make: reloadStorm, isSeenThrough: true },
  { kind: 'inventory half written', make: halfAnInventory, isSeenThrough: true },
];
