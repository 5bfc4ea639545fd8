import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../collector/probers/reach-engine.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import { RETENTION } from '../../core/names/series.ts';
import { type AskInflux, createAskInflux } from '../../grafana/reading/ask-influx.ts';
import { InfluxdError, startInfluxd } from '../../simulator/influxd.ts';
import { rowsOf, synthesizePoints } from './synthetic-points.ts';

const DATABASE = 'camwatch';
/** Lines of one write: a few megabytes. */
const LINES_A_WRITE = 20_000;

/**
 * Hands `work` an InfluxDB of its own that holds points of every series for everything in the inventory, and takes it
 * away afterwards. @throws INFLUXD where influxd is not installed or does not start.
 */
export async function withSyntheticInflux<Value>(
  { inventory, nowMs, searchPath }: { inventory: Inventory; nowMs: number; searchPath: string },
  stop: AbortSignal,
  work: (ask: AskInflux) => Promise<Value>,
): Promise<Value> {
  const program = await findProgram('influxd', searchPath);
  if (program === undefined)
    throw new InfluxdError(
      'influxd is not installed: the queries need an InfluxDB to run on; install it, or name one with --influx',
    );
  const dataDir = await mkdtemp(join(tmpdir(), 'camwatch-check-'));
  try {
    const influxd = await startInfluxd({ dataDir, program });
    try {
      const ask = createAskInflux({ url: influxd.url, database: DATABASE });
      await createDatabase(ask, stop);
      for (const { policy, lines } of synthesizePoints(rowsOf(inventory), nowMs)) {
        for (let place = 0; place < lines.length; place += LINES_A_WRITE)
          await write(influxd.url, policy, lines.slice(place, place + LINES_A_WRITE), stop);
      }
      return await work(ask);
    } finally {
      await influxd.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function createDatabase(ask: AskInflux, stop: AbortSignal): Promise<void> {
  // In one shard: a few points on each of many days would be files of an index for each day.
  const policies = Object.values(RETENTION).map(
    ({ name, days }) =>
      `CREATE RETENTION POLICY "${name}" ON "${DATABASE}" DURATION ${days}d REPLICATION 1 SHARD DURATION ${days}d`,
  );
  for (const query of [`CREATE DATABASE "${DATABASE}"`, ...policies]) {
    const answer = await ask(query, stop);
    if (!answer.ok) throw new InfluxdError(`${query}: ${answer.detail}`);
  }
}

async function write(
  url: string,
  policy: string,
  lines: readonly string[],
  stop: AbortSignal,
): Promise<void> {
  const address = `${url}/write?db=${DATABASE}&rp=${policy}&precision=ms`;
  const response = await fetch(address, { method: 'POST', body: lines.join('\n'), signal: stop });
  if (!response.ok)
    throw new InfluxdError(`made-up points of ${policy}: ${response.status} ${await response.text()}`);
  await response.body?.cancel();
}
