import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { addressOf, CANARY, devicesCsv } from './config-folder.ts';
import { INFLUX_FAULTS } from './influx-proxy.ts';
import { type Cut, type Disturbance, timed } from './truth.ts';
import { killFping, readyAgain, run, type World } from './world.ts';

/** From 0 up to 1. */
type Random = () => number;

interface Made {
  /** Nothing may be covered from so long after its beginning until it is over. */
  readonly uncoveredAfterMs?: number;
}

type Fault = (world: World, random: Random) => Promise<Made>;

const between = (random: Random, fromMs: number, toMs: number) => fromMs + random() * (toMs - fromMs);

/** A whole round of canaries, and what was sent before it. */
const ROUND_MS = 3_000;

const killAndStart: Fault = async (world, random) => {
  await world.end('SIGKILL');
  await delay(between(random, 500, 4_000));
  world.start();
  return { uncoveredAfterMs: 0 };
};

const stopAndStart: Fault = async (world) => {
  const code = await world.end('SIGTERM');
  if (code !== 0) throw new Error(`SIGTERM ended camwatch with ${code}`);
  world.start();
  return {};
};

/** Ended while it starts, by a signal that it heeds or by one that it cannot. */
const endWhileStarting =
  (signal: 'SIGTERM' | 'SIGKILL'): Fault =>
  async (world, random) => {
    await world.end('SIGKILL');
    world.start();
    await delay(between(random, 100, 4_000));
    await world.end(signal);
    world.start();
    return { uncoveredAfterMs: 0 };
  };

const termWhileStopping: Fault = async (world, random) => {
  const ended = world.end('SIGTERM');
  await delay(between(random, 10, 500));
  world.camwatch().kill('SIGTERM');
  await ended;
  world.start();
  return {};
};

const killInfluxd: Fault = async (world, random) => {
  await world.killInfluxd();
  await delay(between(random, 2_000, 8_000));
  await world.startInfluxd();
  return {};
};

const killPings: Fault = async (_world, random) => {
  const untilMs = performance.now() + between(random, 1_000, 5_000);
  while (performance.now() < untilMs) {
    await killFping();
    await delay(50);
  }
  return {};
};

const suspend: Fault = async (world, random) => {
  world.camwatch().kill('SIGSTOP');
  await delay(between(random, 35_000, 60_000));
  world.camwatch().kill('SIGCONT');
  return { uncoveredAfterMs: ROUND_MS };
};

const cutCanaries: Fault = async ({ routes }, random) => {
  await routes.block([CANARY]);
  await delay(between(random, 5_000, 15_000));
  await routes.unblock([CANARY]);
  return { uncoveredAfterMs: ROUND_MS };
};

const cutNetwork: Fault = async (_world, random) => {
  await run('ip', ['link', 'set', 'lo', 'down']);
  await delay(between(random, 5_000, 15_000));
  await run('ip', ['link', 'set', 'lo', 'up']);
  return { uncoveredAfterMs: ROUND_MS };
};

const fillDisk: Fault = async (world, random) => {
  await world.fillDisk();
  await delay(between(random, 3_000, 12_000));
  await world.freeDisk();
  return {};
};

const shiftClock =
  (offset: string): Fault =>
  async (world, random) => {
    await world.setClock(offset);
    await delay(between(random, 8_000, 15_000));
    await world.setClock('+0');
    return { uncoveredAfterMs: ROUND_MS + 2_000 };
  };

const failInflux: Fault = async ({ proxy }, random) => {
  proxy.set(INFLUX_FAULTS[Math.floor(random() * INFLUX_FAULTS.length)]);
  await delay(between(random, 4_000, 15_000));
  proxy.set(undefined);
  return {};
};

const reloadStorm: Fault = async ({ dir, devices, camwatch }, random) => {
  for (let round = 0; round < 10; round++) {
    await writeFile(join(dir, 'devices.csv'), devicesCsv(devices, `Camera ${Math.floor(random() * 100)}`));
    camwatch().kill('SIGHUP');
    await delay(between(random, 0, 400));
  }
  return {};
};

const halfAnInventory: Fault = async ({ dir, devices, camwatch }) => {
  const whole = devicesCsv(devices);
  await writeFile(join(dir, 'devices.csv'), whole.slice(0, whole.length / 2));
  camwatch().kill('SIGHUP');
  await delay(3_000);
  await writeFile(join(dir, 'devices.csv'), whole);
  camwatch().kill('SIGHUP');
  return {};
};

const FAULTS: Readonly<Record<string, Fault>> = {
  'kill -9': killAndStart,
  'SIGTERM and start': stopAndStart,
  'SIGTERM while starting': endWhileStarting('SIGTERM'),
  'kill -9 while starting': endWhileStarting('SIGKILL'),
  'SIGTERM while stopping': termWhileStopping,
  'kill -9 of influxd': killInfluxd,
  'kill -9 of fping': killPings,
  SIGSTOP: suspend,
  'canaries cut': cutCanaries,
  'network cut': cutNetwork,
  'disk full': fillDisk,
  'clock two hours ahead': shiftClock('+2h'),
  'clock two hours behind': shiftClock('-2h'),
  'InfluxDB fails': failInflux,
  'reload storm': reloadStorm,
  'inventory half written': halfAnInventory,
};

export interface PlayedScript {
  readonly cuts: readonly Cut[];
  readonly disturbances: readonly Disturbance[];
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
}

const MOST_UNREADY_MS = 90_000;

/** One fault after the other, in an order of chance, each when camwatch is well again; devices are cut and joined all the time. */
export async function playFaults(
  world: World,
  {
    minutes,
    random,
    visibleMs,
    tell,
  }: { minutes: number; random: Random; visibleMs: number; tell: (line: string) => void },
): Promise<PlayedScript> {
  const untilMs = performance.now() + minutes * 60_000;
  const stop = new AbortController();
  const cuts: Cut[] = [];
  const cutting = cutDevices(world, { random, visibleMs, cuts, stop: stop.signal });
  const disturbances: Disturbance[] = [];
  const counts: Record<string, number> = {};
  const problems: string[] = [];
  while (performance.now() < untilMs) {
    for (const [kind, fault] of shuffle(Object.entries(FAULTS), random)) {
      await delay(between(random, visibleMs, 1.5 * visibleMs));
      if (performance.now() >= untilMs) break;
      tell(kind);
      counts[kind] = (counts[kind] ?? 0) + 1;
      const fromMs = Date.now();
      const made = await fault(world, random).catch((error: unknown): Made => {
        problems.push(`${kind}: ${error}`);
        return {};
      });
      const endMs = Date.now();
      if (!(await readyAgain(world, MOST_UNREADY_MS))) problems.push(`${kind}: not ready again after 90 s`);
      disturbances.push({ kind, fromMs, toMs: Date.now() });
      if (made.uncoveredAfterMs !== undefined) disturbances.push({ kind, fromMs, toMs: endMs, ...made });
    }
  }
  stop.abort();
  await cutting;
  return { cuts, disturbances, counts, problems };
}

interface CutOptions {
  readonly random: Random;
  readonly visibleMs: number;
  readonly cuts: Cut[];
  readonly stop: AbortSignal;
}

const MOST_CUT = 0.1;
const EVERY_MS = 1_000;

async function cutDevices(
  { routes, devices }: World,
  { random, visibleMs, cuts, stop }: CutOptions,
): Promise<void> {
  const isCut = new Set<number>();
  const joining: Promise<void>[] = [];
  const cutSome = async (indexes: readonly number[], lastsMs: number) => {
    const addresses = indexes.map(addressOf);
    const from = await timed(() => routes.block(addresses));
    const those = indexes.map((index): Cut => ({ entity: `device:cam-${index}`, from }));
    cuts.push(...those);
    await delay(lastsMs, undefined, { signal: stop }).catch(() => undefined);
    const to = await timed(() => routes.unblock(addresses));
    for (const cut of those) cut.to = to;
    // What came back a moment ago is cut again later: one change at a time is told apart.
    await delay(visibleMs, undefined, { signal: stop }).catch(() => undefined);
    for (const index of indexes) isCut.delete(index);
  };
  while (!stop.aborted) {
    const wanted = 1 + Math.floor((random() ** 4 * devices) / 20);
    const free = Array.from({ length: wanted }, () => Math.floor(random() * devices)).filter(
      (index) => !isCut.has(index),
    );
    const indexes = [...new Set(free)];
    if (indexes.length > 0 && isCut.size + indexes.length <= devices * MOST_CUT) {
      for (const index of indexes) isCut.add(index);
      joining.push(cutSome(indexes, between(random, visibleMs / 2, visibleMs * 4)));
    }
    await delay(EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
  await Promise.all(joining);
}

function shuffle<Value>(values: readonly Value[], random: Random): readonly Value[] {
  return values
    .map((value) => ({ value, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ value }) => value);
}
