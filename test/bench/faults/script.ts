import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '#simulator/city/random.ts';
import { between } from './between.ts';
import { addressOf } from './config-folder.ts';
import { cutDevices } from './cut-devices.ts';
import { type Fault, KILLS, OTHERS } from './known-faults.ts';
import type { Cut, Disturbance, Truth } from './truth.ts';
import { readyAgain, type World } from './world.ts';

export interface PlayedScript extends Truth {
  /** Each that was made, and how long camwatch took to be ready again. */
  readonly played: readonly (Disturbance & { readonly readyAfterMs: number })[];
  readonly problems: readonly string[];
}

export interface PlayOptions {
  readonly minutes: number;
  readonly random: Random;
  readonly visibleMs: number;
  readonly tell: (line: string) => void;
  /** Called after every fault, while devices are cut and joined. */
  readonly look: (soFar: PlayedScript) => Promise<void>;
}

const KILLS_PER_HOUR = 50;
const MINUTES_PER_ROUND = 30;
const MOST_UNREADY_MS = 180_000;

/** One fault after the other, in an order of chance, each when camwatch is well again; devices are cut and joined all the time. */
export async function playFaults(world: World, options: PlayOptions): Promise<PlayedScript> {
  const { random, visibleMs, tell, look } = options;
  const stop = new AbortController();
  const cuts: Cut[] = [];
  const cutting = cutDevices(world, { random, visibleMs, cuts, addressOf, stop: stop.signal });
  const soFar = { cuts, disturbances: [], uncovered: world.off, played: [], problems: [] };
  const pace = paceOf(options);
  for (const [done, fault] of pace.deck.entries()) {
    await delay(pace.gapMs(done));
    if (pace.leftMs() <= 0) break;
    await playOne(world, fault, { random, tell, soFar });
    await look(soFar);
  }
  stop.abort();
  await cutting;
  return soFar;
}

/** Every kind, and of the kills so many an hour, spread over the time that there is. */
function paceOf({ minutes, random, visibleMs }: PlayOptions) {
  const startedMs = performance.now();
  const kills = Math.round((KILLS_PER_HOUR * minutes) / 60);
  const rounds = Math.ceil(minutes / MINUTES_PER_ROUND);
  const deck: readonly Fault[] = random.shuffle([
    ...Array.from({ length: kills }, (_, index) => KILLS[index % KILLS.length] ?? []).flat(),
    ...Array.from({ length: rounds }, () => OTHERS).flat(),
  ]);
  let gapsMs = 0;
  const leftMs = () => startedMs + minutes * 60_000 - performance.now();
  return {
    deck,
    leftMs,
    gapMs: (done: number) => {
      const each = done === 0 ? FIRST_GUESS_MS : (performance.now() - startedMs - gapsMs) / done;
      const meanMs = leftMs() / (deck.length - done) - each;
      const gapMs = between(random, 0, 2 * Math.max(meanMs, visibleMs / 4));
      gapsMs += gapMs;
      return gapMs;
    },
  };
}

/** A fault and what camwatch needs to be ready again. */
const FIRST_GUESS_MS = 15_000;

interface SoFar extends PlayedScript {
  readonly disturbances: Disturbance[];
  readonly uncovered: Disturbance[];
  readonly played: (Disturbance & { readonly readyAfterMs: number })[];
  readonly problems: string[];
}

async function playOne(
  world: World,
  { kind, make, isSeenThrough }: Fault,
  { random, tell, soFar }: Pick<PlayOptions, 'random' | 'tell'> & { readonly soFar: SoFar },
): Promise<void> {
  const { problems, disturbances, uncovered, played } = soFar;
  tell(`${kind} …`);
  const fromMs = Date.now();
  const unseen = await make(world, random).catch(
    (error: unknown) => void problems.push(`${kind}, ${new Date(fromMs).toISOString()}: ${error}`),
  );
  const endMs = Date.now();
  if (!(await readyAgain(world, MOST_UNREADY_MS)))
    problems.push(`${kind}, ${new Date(fromMs).toISOString()}: not ready again after ${MOST_UNREADY_MS} ms`);
  const disturbance = { kind, fromMs, toMs: Date.now() };
  if (!isSeenThrough) disturbances.push(disturbance);
  if (unseen) uncovered.push({ kind, fromMs: unseen[0], toMs: unseen[1] });
  played.push({ ...disturbance, readyAfterMs: disturbance.toMs - endMs });
  tell(`${kind}: took ${endMs - fromMs} ms, ready again after ${disturbance.toMs - endMs} ms`);
}
