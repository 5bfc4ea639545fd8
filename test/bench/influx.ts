import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InfluxDB } from 'influx';
import { pino } from 'pino';
import { createMeasurementWriter } from '#collector/influx/create-influx.ts';
import { createDevicePlaces } from '#collector/influx/lines/device-places.ts';
import { createFleetCounter } from '#collector/influx/lines/fleet-counts.ts';
import { createFleetLines } from '#collector/influx/lines/fleet-lines.ts';
import { createLineBuffer } from '#collector/influx/lines/line-buffer.ts';
import { createReadingLines } from '#collector/influx/lines/reading-lines.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import type { Area, Device, Inventory, Site } from '#core/domain/inventory.ts';
import type { Reading } from '#core/domain/probing.ts';
import type { LiveStatus } from '#core/domain/sinks.ts';
import { createMetrics, type Metrics } from '#core/names/metrics.ts';
import { SERIES } from '#core/names/series.ts';
import { startInfluxd } from '#simulator/influxd.ts';
import { openDeviceTags } from '#test/support/device-tags.ts';
import { liveOf } from '#test/support/live-of.ts';
import { samplePseudonym } from '#test/support/sample-pseudonym.ts';
import { queryRows } from '../support/query-influx.ts';

export interface BenchInfluxOptions {
  readonly devices?: number;
  /** Readings of every device, a minute apart. */
  readonly rounds?: number;
}

/**
 * The bulk path against the `influx` package, in the same run: the same readings of the same devices, once through the
 * writer (lines, gzip, disk queue, two requests at a time) and once through `writePoints` in batches of 5,000.
 */
export async function benchInflux({
  devices = 20_000,
  rounds = 10,
}: BenchInfluxOptions = {}): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-bench-'));
  const influxd = await startInfluxd({ dataDir: join(dir, 'influxd') });
  try {
    const inventory = city(devices);
    const startMs = Date.now() - rounds * 60_000;
    const all = Array.from({ length: rounds }, (_, round) => readings(inventory, startMs + round * 60_000));
    // A first round for each warms up the compiler and makes the series in InfluxDB.
    await writeOurs(influxd.url, dir, inventory, all.slice(0, 1));
    await writeTheirs(influxd.url, inventory, all.slice(0, 1));
    const ours = await measure(devices * rounds, () => writeOurs(influxd.url, dir, inventory, all));
    const lines = await measure(devices * rounds, () => renderOurs(inventory, all));
    const theirs = await measure(devices * rounds, () => writeTheirs(influxd.url, inventory, all));
    const written = await countPoints(influxd.url, 'ours');
    const counting = measureCounting(city(100_000));
    return [
      `${devices * rounds} points of ${devices} devices; in InfluxDB afterwards: ${written}`,
      '| path | points/s | CPU-s per 100,000 points |',
      '|---|---|---|',
      `| camwatch | ${ours.pointsPerSecond} | ${ours.cpuSeconds.toFixed(3)} |`,
      `| camwatch, lines alone | ${lines.pointsPerSecond} | ${lines.cpuSeconds.toFixed(3)} |`,
      `| influx package | ${theirs.pointsPerSecond} | ${theirs.cpuSeconds.toFixed(3)} |`,
      `| ratio | ${(ours.pointsPerSecond / theirs.pointsPerSecond).toFixed(1)} | ${(theirs.cpuSeconds / ours.cpuSeconds).toFixed(1)} |`,
      '',
      `counts of 100,000 devices with two indicators: ${counting.countMs.toFixed(0)} ms, ${counting.rows} lines in ${counting.renderMs.toFixed(0)} ms`,
    ].join('\n');
  } finally {
    await influxd.kill();
    await rm(dir, { recursive: true, force: true });
  }
}

async function measure(points: number, work: () => Promise<void>) {
  const startedMs = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return {
    pointsPerSecond: Math.round(points / ((performance.now() - startedMs) / 1_000)),
    cpuSeconds: ((user + system) / 1e6) * (100_000 / points),
  };
}

async function writeOurs(
  url: string,
  dir: string,
  inventory: Inventory,
  rounds: readonly (readonly Reading[])[],
): Promise<void> {
  const settings = Settings.parse({
    city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
    profiles: { camera: { reach: { prober: 'icmp' } } },
    influx: { url, database: 'ours', queue: join(dir, 'queue'), resolution: 'every-reading' },
  });
  const metrics = createMetrics();
  const writer = createMeasurementWriter({
    settings: settings.influx,
    dir,
    inventory: () => inventory,
    pseudonymOf: samplePseudonym,
    timeZone: 'Asia/Ho_Chi_Minh',
    metrics,
    logger: pino({ level: 'silent' }),
  });
  for (const round of rounds) {
    writer.write(round);
    // As in life, the event loop turns between two releases of readings.
    while (writer.health().queuedPoints > 100_000) await new Promise(setImmediate);
    await new Promise(setImmediate);
  }
  while ((await writtenPoints(metrics)) < inventory.devices.size * rounds.length) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await writer.close();
}

/** What of it is making lines, without packing, disk and network. */
async function renderOurs(inventory: Inventory, rounds: readonly (readonly Reading[])[]): Promise<void> {
  const lines = createReadingLines(
    createDevicePlaces(() => inventory),
    samplePseudonym,
  );
  for (const round of rounds) {
    const buffer = createLineBuffer();
    for (const reading of round) buffer.add(lines.render(reading) ?? '');
  }
}

async function writtenPoints(metrics: Metrics): Promise<number> {
  const { values } = await metrics.camwatch_influx_points_total.get();
  return values.find(({ labels }) => labels.fate === 'written')?.value ?? 0;
}

async function writeTheirs(
  url: string,
  inventory: Inventory,
  rounds: readonly (readonly Reading[])[],
): Promise<void> {
  const { hostname, port } = new URL(url);
  const client = new InfluxDB({ host: hostname, port: Number(port), database: 'theirs' });
  await client.createDatabase('theirs');
  for (const round of rounds) {
    const points = round.map(({ deviceId, atMs, outcome }) => {
      const device = inventory.devices.get(deviceId);
      const { rttMinMs = 0, rttAvgMs = 0, rttMaxMs = 0, lossRatio = 0 } = outcome.measurements ?? {};
      return {
        measurement: SERIES.reach.measurement,
        tags: device
          ? Object.fromEntries(
              Object.entries(openDeviceTags(inventory, device)).map(([name, value]) => [
                name,
                value ?? 'none',
              ]),
            )
          : {},
        fields: {
          up: 1,
          probes: 1,
          rtt_min_ms: rttMinMs,
          rtt_avg_ms: rttAvgMs,
          rtt_max_ms: rttMaxMs,
          loss_ratio: lossRatio,
        },
        timestamp: atMs,
      };
    });
    for (let from = 0; from < points.length; from += 10_000) {
      const halves = [points.slice(from, from + 5_000), points.slice(from + 5_000, from + 10_000)];
      await Promise.all(
        halves
          .filter(({ length }) => length > 0)
          .map((half) => client.writePoints(half, { precision: 'ms' })),
      );
    }
  }
}

async function countPoints(url: string, database: string): Promise<number> {
  const [row] = await queryRows(url, 'SELECT count(up) FROM raw.reach', { database });
  return Number(row?.count);
}

function measureCounting(inventory: Inventory) {
  const statuses = [...inventory.devices.keys()].flatMap((id): LiveStatus[] =>
    (['reach', 'service'] as const).map((indicator) => ({
      entity: `device:${id}`,
      indicator,
      state: 'up',
      sinceMs: 0,
      afterMs: 0,
    })),
  );
  const nowMs = Date.now();
  const columns = liveOf(inventory, statuses, nowMs).columns();
  const countFleet = createFleetCounter();
  let [countMs, renderMs, rows] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
  for (let run = 0; run < 5; run++) {
    const startedMs = performance.now();
    const counts = countFleet(columns);
    const countedMs = performance.now();
    rows = createFleetLines(() => inventory)(counts, nowMs).length;
    countMs = Math.min(countMs, countedMs - startedMs);
    renderMs = Math.min(renderMs, performance.now() - countedMs);
  }
  return { countMs, renderMs, rows };
}

function readings({ devices }: Inventory, atMs: number): readonly Reading[] {
  return [...devices.keys()].map((deviceId, index) => ({
    deviceId,
    indicator: 'reach',
    atMs: atMs + (index % 60_000),
    outcome: {
      ok: true,
      measurements: {
        rttMinMs: 1 + (index % 7) / 3,
        rttAvgMs: 2 + (index % 11) / 7,
        rttMaxMs: 5.125,
        lossRatio: 0,
      },
    },
  }));
}

/** Owners, programmes and places mixed as in a city: 126 areas in 30 former districts. */
function city(count: number): Inventory {
  const areas = Array.from(
    { length: 126 },
    (_, index): Area => ({
      id: `xa-${index}`,
      code: String(index),
      listVersion: '2025-07-01',
      name: `Xã ${index}`,
      nameEn: `Commune ${index}`,
      kind: 'xa',
      district: `huyen-${index % 30}`,
      longitude: 105.8,
      latitude: 21,
      successors: [],
    }),
  );
  const sites = areas.map(
    ({ id }): Site => ({
      id: `site-${id}`,
      name: id,
      area: id,
      kind: 'junction',
      purpose: 'traffic',
      secrecy: 'public',
    }),
  );
  const devices = Array.from(
    { length: count },
    (_, index): Device => ({
      id: `cam-${String(index).padStart(6, '0')}`,
      name: `Camera ${index}`,
      kind: index % 10 === 0 ? 'nvr' : 'camera',
      site: `site-xa-${index % 126}`,
      agency: `co-quan-${(index % 126) % 3 === 0 ? 'ca-tp' : index % 126}`,
      contractor: `nha-thau-${index % 5}`,
      programme: `ii-${2 + (index % 5)}`,
      contracts: [],
      lifecycle: [
        { stage: 'accepted', atMs: 0 },
        { stage: 'in-service', atMs: 1 },
      ],
      upstreams: [],
      profile: 'camera',
      interfaces: [],
    }),
  );
  const byId = <Member extends { readonly id: string }>(members: readonly Member[]) =>
    new Map(members.map((member) => [member.id, member]));
  return {
    agencies: new Map(),
    contractors: new Map(),
    contracts: new Map(),
    calendars: new Map(),
    programmes: new Map(),
    districts: new Map(),
    areas: byId(areas),
    contacts: new Map(),
    sites: byId(sites),
    devices: byId(devices),
    links: new Map(),
    handovers: [],
  };
}
