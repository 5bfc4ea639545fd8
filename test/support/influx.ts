import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Influxd, type InfluxdOptions, startInfluxd } from '#simulator/influxd.ts';

/** A folder of the test's own, removed when it ends. */
export async function temporaryDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-influx-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** A real influxd on a free port, ended with the test. */
export async function startTestInfluxd(options: Partial<InfluxdOptions> = {}): Promise<Influxd> {
  const influxd = await startInfluxd({ dataDir: options.dataDir ?? (await temporaryDir()), ...options });
  onTestFinished(influxd.kill);
  return influxd;
}
