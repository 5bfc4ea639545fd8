import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '#simulator/city/random.ts';
import { loopbackAddressOf } from '../../../support/loopback-city.ts';
import { cutDevices } from '../cut-devices.ts';
import type { Cut } from '../truth.ts';
import type { ClusterFault } from './cluster-fault.ts';
import { openClusterWorld } from './cluster-world.ts';
import { createJudge, type PlayedFault } from './judge-fault.ts';
import { VISIBLE_MS } from './judge-outages.ts';
import type { ClusterFaultRow } from './result.ts';

export interface PlayOptions {
  readonly dir: string;
  readonly devices: number;
  readonly seed: number;
  readonly faults: readonly ClusterFault[];
  readonly onProgress: (step: string) => void;
  readonly onRow: (row: ClusterFaultRow) => void;
}

/** What a fault breaks is seen, and its end, before it is judged. */
const AFTERWARDS_MS = VISIBLE_MS + 10_000;

/** One fault after the other in one cluster, while devices are cut off and joined; each is judged before the next. */
export async function playClusterFaults(options: PlayOptions): Promise<void> {
  const { dir, devices, seed, faults, onProgress, onRow } = options;
  await using closing = new AsyncDisposableStack();
  const clocks = faults[0]?.clocks ?? {};
  const world = await openClusterWorld({ dir, devices, clocks, onProgress }, closing);
  const startMs = Date.now();
  const random = createRandom(seed, 'cluster-faults');
  const stop = new AbortController();
  const cuts: Cut[] = [];
  const cutting = cutDevices(world, {
    ...{ random: createRandom(seed, 'cuts'), visibleMs: VISIBLE_MS, cuts, addressOf: loopbackAddressOf },
    stop: stop.signal,
  });
  closing.defer(async () => {
    stop.abort();
    await cutting;
  });
  const judge = createJudge(world, cuts, startMs);
  for (const fault of faults) {
    onRow(await judge(await playOne(fault)));
  }

  async function playOne({ name, what, times = 1, lastsMs, begin }: ClusterFault): Promise<PlayedFault> {
    onProgress(`${name} …`);
    await delay(VISIBLE_MS / 2);
    const fromMs = Date.now();
    const notes: string[] = [];
    const problems: string[] = [];
    let target: string | undefined;
    for (let time = 1; time <= times; time++) {
      const begun = await begin(world, random);
      if (times === 1) target = begun.target;
      await delay(lastsMs);
      const mended = await begun.mend();
      notes.push(...(mended?.note === undefined ? [] : [mended.note]));
      problems.push(...(mended?.problems ?? []));
      if (times > 1) onProgress(`${name} ${time}/${times}`);
    }
    const mendedMs = Date.now();
    onProgress(`${name}: mended, until all is whole`);
    const wholeMs = await world.untilWhole().catch((error: Error) => {
      problems.push(`${error.message}: ${String(error.cause ?? '')}`);
      return Date.now() - mendedMs;
    });
    await delay(AFTERWARDS_MS);
    await world.untilWhole().catch(() => undefined);
    const note = notes.length > 0 ? notes.join('; ') : undefined;
    return { name, what, times, fromMs, mendedMs, wholeMs, target, note, problems };
  }
}
