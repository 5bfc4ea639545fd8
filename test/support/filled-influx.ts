import { RETENTION } from '#core/names/series.ts';
import type { SyntheticPoints } from '#demo/preview/synthetic-points.ts';
import { type AskInflux, createAskInflux } from '#grafana/reading/ask-influx.ts';
import { startTestInfluxd } from './influx.ts';

/** A real InfluxDB that holds the points, ended with the test. */
export async function startFilledInflux(
  points: readonly SyntheticPoints[],
): Promise<{ url: string; ask: AskInflux }> {
  const { url } = await startTestInfluxd();
  const ask = createAskInflux({ url, database: 'camwatch' });
  await ask('CREATE DATABASE camwatch', new AbortController().signal);
  for (const { name, days } of Object.values(RETENTION)) {
    // In one shard: a few points on each of many days would be files of an index for each day.
    const query = `CREATE RETENTION POLICY "${name}" ON camwatch DURATION ${days}d REPLICATION 1 SHARD DURATION ${days}d`;
    await ask(query, new AbortController().signal);
  }
  for (const { policy, lines } of points) {
    const address = `${url}/write?db=camwatch&rp=${policy}&precision=ms`;
    const response = await fetch(address, { method: 'POST', body: lines.join('\n') });
    if (!response.ok) throw new Error(`${policy}: ${response.status} ${await response.text()}`);
  }
  return { url, ask };
}
