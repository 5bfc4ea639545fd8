import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '#simulator/city/random.ts';
import { between } from './between.ts';
import { type Cut, timed } from './truth.ts';
import type { World } from './world.ts';

interface CutOptions {
  readonly random: Random;
  readonly visibleMs: number;
  readonly cuts: Cut[];
  readonly addressOf: (index: number) => string;
  readonly stop: AbortSignal;
}

const MOST_CUT = 0.1;
const EVERY_MS = 1_000;

/** Cuts devices off and joins them again, a few or a fortieth of them at a time, until it is stopped. */
export async function cutDevices(
  { routes, devices }: Pick<World, 'routes' | 'devices'>,
  { random, visibleMs, cuts, addressOf, stop }: CutOptions,
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
    const wanted = 1 + Math.floor((random.next() ** 4 * devices) / 40);
    const free = Array.from({ length: wanted }, () => Math.floor(random.next() * devices)).filter(
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
