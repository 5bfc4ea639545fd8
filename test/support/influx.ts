import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createMeasurementWriter, type MeasurementWriter } from '#collector/influx/create-influx.ts';
import { Settings } from '#config/settings-schema.ts';
import type { Inventory } from '#core/inventory.ts';
import { createMetrics } from '#core/metrics.ts';
import type { Reading } from '#core/probing.ts';
import { createSecret } from '#core/secret.ts';
import { type Influxd, type InfluxdOptions, startInfluxd } from '#simulator/influxd.ts';
import { smallCity } from './small-city.ts';

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

/** Rows of an InfluxQL query, each by its column names; tags of a GROUP BY included. */
export async function queryRows(
  url: string,
  query: string,
  { database = 'camwatch', authorization }: { database?: string; authorization?: string } = {},
): Promise<readonly Record<string, string | number | null>[]> {
  const response = await fetch(`${url}/query?${new URLSearchParams({ db: database, epoch: 'ms' })}`, {
    method: 'POST',
    body: new URLSearchParams({ q: query }),
    ...(authorization !== undefined && { headers: { authorization } }),
  });
  const answer = (await response.json()) as {
    error?: string;
    results?: {
      error?: string;
      series?: { tags?: object; columns: string[]; values: (string | number | null)[][] }[];
    }[];
  };
  const [result] = answer.results ?? [];
  const error = answer.error ?? result?.error;
  if (error !== undefined) throw new Error(`${query}: ${error}`);
  return (result?.series ?? []).flatMap(({ tags, columns, values }) =>
    values.map((row) => ({
      ...tags,
      ...Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null])),
    })),
  );
}

/** How many points a measurement of a policy has, by one field of it. */
export async function countPoints(
  url: string,
  measurement: string,
  field: string,
  policy = 'raw',
): Promise<number> {
  const [row] = await queryRows(url, `SELECT count("${field}") FROM "${policy}"."${measurement}"`);
  return Number(row?.count ?? 0);
}

export interface TestWriterOptions {
  readonly dir: string;
  readonly password?: string;
  readonly inventory?: Inventory;
  readonly influx?: Record<string, unknown>;
  readonly log?: (entry: Record<string, unknown>) => void;
  readonly nowMs?: () => number;
}

/** A measurement writer of the small city; what it logs goes to `log`. */
export function createTestWriter(
  url: string,
  { dir, password, inventory = smallCity(), influx = {}, log = () => undefined, ...rest }: TestWriterOptions,
): MeasurementWriter & { metrics: ReturnType<typeof createMetrics> } {
  const metrics = createMetrics();
  const settings = Settings.parse({
    city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
    profiles: { camera: { reach: { prober: 'icmp' } } },
    influx: { url, queue: 'queue', ...influx },
  });
  const writer = createMeasurementWriter({
    settings: settings.influx,
    dir,
    ...(password !== undefined && { password: createSecret(password) }),
    inventory: () => inventory,
    timeZone: settings.city.timeZone,
    metrics,
    logger: pino({ level: 'debug' }, { write: (line) => log(JSON.parse(line)) }),
    ...rest,
  });
  return { ...writer, metrics };
}

/** `count` answered pings of one camera, a second apart. */
export function readingsOf(deviceId: string, count: number, firstAtMs: number): readonly Reading[] {
  return Array.from({ length: count }, (_, index) => ({
    deviceId,
    indicator: 'reach' as const,
    atMs: firstAtMs + index * 1_000,
    outcome: { ok: true as const, measurements: { rttMinMs: 1, rttAvgMs: 2, rttMaxMs: 3, lossRatio: 0 } },
  }));
}
