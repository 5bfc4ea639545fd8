import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { queryRows } from '../../support/query-influx.ts';
import type { Acknowledged } from './influx-proxy.ts';
import type { World } from './world.ts';

export function recordOf({ dir }: Pick<World, 'dir'>) {
  const reader = openLedgerReader(join(dir, 'data/ledger.sqlite'));
  try {
    const changes = [...reader.changes({ corrected: 'include' })].sort((one, other) => one.atMs - other.atMs);
    const segments = [...reader.coverage({ fromMs: 0, toMs: Number.MAX_SAFE_INTEGER })];
    return { changes, coverage: segments.map(({ fromMs, toMs }) => [fromMs, toMs] as const) };
  } finally {
    reader.close();
  }
}

const SETTLE_MS = 240_000;

/** Every change of the ledger is an event of InfluxDB, once, a while after the last. */
export async function influxFollows(world: World): Promise<readonly string[]> {
  const untilMs = performance.now() + SETTLE_MS;
  let lacking: readonly string[] = [];
  do {
    const rows = await queryRows(world.influxUrl(), 'SELECT "state" FROM "long"."event" GROUP BY "entity"');
    const written = new Set(rows.map(({ time, entity, state }) => `${time} ${entity} ${state}`));
    lacking = recordOf(world)
      .changes.map(({ atMs, entity, state }) => `${atMs} ${entity} ${state}`)
      .filter((event) => !written.has(event));
    if (lacking.length === 0) return [];
    await delay(1_000);
  } while (performance.now() < untilMs);
  return [`InfluxDB lacks ${lacking.length} events of the record: ${lacking.slice(0, 5).join(', ')}`];
}

const DRAIN_MS = 180_000;

/** Bytes of points that wait for InfluxDB, once they are delivered or have had their time. */
export async function waitingBytes({ metrics }: Pick<World, 'metrics'>): Promise<number> {
  const untilMs = performance.now() + DRAIN_MS;
  for (;;) {
    const [, bytes = 'NaN'] = /^camwatch_influx_queue_bytes(?:\{.*\})? (\d+)/m.exec(await metrics()) ?? [];
    if (Number(bytes) === 0 || performance.now() > untilMs) return Number(bytes);
    await delay(1_000);
  }
}

const WINDOW_MS = 120_000;

/** How many points were acknowledged, and those of them that are not there, in windows of time. */
export async function pointsOf(url: string, acknowledged: Acknowledged) {
  const windows = Map.groupBy(timesOf(acknowledged), ({ atMs }) => Math.floor(atMs / WINDOW_MS));
  const lacking: string[] = [];
  let count = 0;
  for (const [number, points] of windows) {
    const told = new Set(points.map(({ device, atMs }) => `${device} ${atMs}`));
    count += told.size;
    for (const point of await storedPoints(url, number * WINDOW_MS)) told.delete(point);
    lacking.push(...told);
  }
  return { acknowledged: count, lacking };
}

const timesOf = (acknowledged: Acknowledged) =>
  acknowledged.entries().flatMap(([device, times]) => times.map((atMs) => ({ device, atMs })));

async function storedPoints(url: string, fromMs: number): Promise<readonly string[]> {
  const within = `time >= ${fromMs}ms AND time < ${fromMs + WINDOW_MS}ms`;
  const rows = await queryRows(url, `SELECT "probes" FROM "raw"."reach" WHERE ${within} GROUP BY "device"`);
  return rows.map(({ device, time }) => `${device} ${time}`);
}
