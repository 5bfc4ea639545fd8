import { setTimeout as delay } from 'node:timers/promises';
import { queryRows } from '../../support/query-influx.ts';
import { spreadOf } from './figures.ts';
import type { Observation } from './observe.ts';
import { sumOf } from './prometheus.ts';
import type { ReplayResult } from './result.ts';
import type { World } from './world.ts';

const MOST_REPLAY_MS = 45 * 60_000;
/** The present is looked at for so long in any case: a dozen counts of the fleet. */
const LEAST_REPLAY_MS = 60_000;
/** What is on its way anyway. */
const DRAINED_BYTES = 200_000;

/** Stops InfluxDB for so many minutes, and watches how the present gets there while what waited is written. */
export async function replay(world: World, observed: Observation, minutes: number): Promise<ReplayResult> {
  await world.stopInfluxd();
  await delay(minutes * 60_000);
  const { bytes: queuedBytes } = queuedOf(observed);
  const url = await world.startInfluxd();
  const startedMs = Date.now();
  const behind: number[] = [];
  let newestMs = startedMs;
  let drainedSeconds: number | undefined;
  const isOver = () => drainedSeconds !== undefined && Date.now() > startedMs + LEAST_REPLAY_MS;
  while (!isOver() && Date.now() < startedMs + MOST_REPLAY_MS) {
    await delay(250);
    const atMs = await newestCount(url);
    if (atMs > newestMs) behind.push((Date.now() - atMs) / 1_000);
    newestMs = Math.max(newestMs, atMs);
    const { bytes, seenMs } = queuedOf(observed);
    if (seenMs > startedMs && bytes < DRAINED_BYTES) drainedSeconds ??= (seenMs - startedMs) / 1_000;
  }
  return { minutes, queuedBytes, drainedSeconds, behind: spreadOf(behind) };
}

function queuedOf({ scrapes }: Observation) {
  const { samples, atMs } = scrapes.at(-1) ?? { samples: [], atMs: 0 };
  return { bytes: sumOf(samples, 'camwatch_influx_queue_bytes'), seenMs: atMs };
}

/** Of the counts of the whole fleet: few series, and one of the first things of each round. */
async function newestCount(url: string): Promise<number> {
  const [row] = await queryRows(url, 'SELECT last("up") FROM "raw"."fleet_city"');
  return Number(row?.time ?? 0);
}
