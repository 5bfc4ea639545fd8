import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RETENTION } from '#core/names/series.ts';
import type { SyntheticPoints } from '#demo/preview/synthetic-points.ts';
import { type AskInflux, createAskInflux } from '#grafana/reading/ask-influx.ts';
import { startInfluxd } from '#simulator/influxd.ts';
import { startTestInfluxd } from './influx.ts';

/** A real InfluxDB that holds the points, ended with the test. */
export async function startFilledInflux(
  points: readonly SyntheticPoints[],
): Promise<{ url: string; ask: AskInflux }> {
  const { url } = await startTestInfluxd();
  return { url, ask: await fill(url, points) };
}

export interface LastingInflux extends AsyncDisposable {
  readonly url: string;
  readonly ask: AskInflux;
}

/** The same for all tests of a file, which ends it. */
export async function startLastingInflux(points: readonly SyntheticPoints[]): Promise<LastingInflux> {
  const dataDir = await mkdtemp(join(tmpdir(), 'camwatch-influx-'));
  const influxd = await startInfluxd({ dataDir });
  return {
    url: influxd.url,
    ask: await fill(influxd.url, points),
    [Symbol.asyncDispose]: async () => {
      await influxd.kill();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** InfluxDB takes a request of some megabytes. */
const LINES_A_WRITE = 20_000;

async function fill(url: string, points: readonly SyntheticPoints[]): Promise<AskInflux> {
  const ask = createAskInflux({ url, database: 'camwatch' });
  await ask('CREATE DATABASE camwatch', new AbortController().signal);
  for (const { name, days } of Object.values(RETENTION)) {
    // In one shard: a few points on each of many days would be files of an index for each day.
    const query = `CREATE RETENTION POLICY "${name}" ON camwatch DURATION ${days}d REPLICATION 1 SHARD DURATION ${days}d`;
    await ask(query, new AbortController().signal);
  }
  for (const { policy, lines } of points) {
    const address = `${url}/write?db=camwatch&rp=${policy}&precision=ms`;
    for (let place = 0; place < lines.length; place += LINES_A_WRITE) {
      const body = lines.slice(place, place + LINES_A_WRITE).join('\n');
      const response = await fetch(address, { method: 'POST', body });
      if (!response.ok) throw new Error(`${policy}: ${response.status} ${await response.text()}`);
    }
  }
  return ask;
}
