import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { buildAlerting } from '#alerts/rules/build-alerting.ts';
import { GROUPS } from '#alerts/rules/rule.ts';
import { type Config, loadConfig } from '#config/load-config.ts';
import { INDICATORS } from '#core/domain/state.ts';
import { RETENTION, SERIES } from '#core/names/series.ts';
import { buildDashboards } from '#dashboards/build-dashboards.ts';
import type { PlacedDashboard } from '#grafana/content.ts';
import { type AskInflux, createAskInflux } from '#grafana/reading/ask-influx.ts';
import { startInfluxd } from '#simulator/influxd.ts';
import { writeSimulatedCity } from '#simulator/write-city.ts';
import { queryRows } from '../support/query-influx.ts';
import { buildFeeds, type Feed } from './dashboard-data.ts';
import {
  type BenchQuery,
  listQueries,
  listRuleQueries,
  QUERY_GROUPS,
  type QueryGroup,
  readsOf,
} from './dashboard-queries.ts';

const LIMIT_MS: Readonly<Record<QueryGroup, number>> = {
  'above a district': 300,
  'in a district': 1_000,
  'over months': 2_000,
  'of rules': 2_000,
};
const RUNS = 3;
const HEAVIEST = 4;

/**
 * Every query of every dashboard and rule of a made-up city on a real InfluxDB, against the engine itself in the same run: a bare
 * count of the same points. City and points stay in the folder of temporary files, since they take a while to make.
 */
export async function benchDashboards({ devices }: { readonly devices: number }): Promise<string> {
  const dir = join(tmpdir(), 'camwatch-bench-dashboards', String(devices));
  const city = await makeCity(join(dir, 'city'), devices);
  const dashboards = chooseDashboards(city);
  const { ruleGroups } = buildAlerting(city, { ...WORDING, maintenance: [] });
  const fixed = choosePlace(city);
  const influxd = await startInfluxd({ dataDir: join(dir, 'influxd'), startTimeoutMs: 120_000 });
  try {
    const store = await openStore(join(dir, 'written.json'));
    const { nowMs } = store;
    const list = async (ask: AskInflux) => [
      ...(await listQueries(dashboards, { ask, nowMs, fixed })),
      ...listRuleQueries(ruleGroups, nowMs),
    ];
    const readBackMs = howFarBack(await list(async () => ({ ok: true, series: [] })), nowMs);
    await createDatabase(influxd.url);
    await writeFeeds(influxd.url, buildFeeds({ city, nowMs, readBackMs, ...fixed }), {
      ...store,
      readBackMs,
    });
    await untilIdle(influxd.pid);

    const ask = createAskInflux({ url: influxd.url, database: 'camwatch', timeoutMs: 20_000 });
    const measured: Measured[] = [];
    for (const query of await list(ask)) {
      measured.push(await measure(ask, query));
      progress(`${measured.at(-1)?.tookMs.toFixed(0)} ms ${query.where}`);
    }
    return renderTable({ devices, dashboards: dashboards.length, points: store.points, measured });
  } finally {
    await influxd.stop();
  }
}

const WORDING = { language: 'en', dataSourceUid: 'camwatch-influx' } as const;

async function makeCity(outDir: string, devices: number): Promise<Config> {
  const signal = new AbortController().signal;
  const made = { devices, seed: 1, addressing: 'private', outDir, mayOverwrite: true, signal } as const;
  if (!existsSync(join(outDir, 'devices.csv'))) await writeSimulatedCity(made);
  return await loadConfig(outDir);
}

/** Those of the city, and of the agencies, which are all alike, that of the largest. */
function chooseDashboards(city: Config): readonly PlacedDashboard[] {
  const largest = mostFrequent([...city.inventory.devices.values()].map(({ agency }) => agency ?? ''));
  return buildDashboards(city, WORDING).dashboards.filter(
    ({ dashboard: { uid } }) => !uid.startsWith('camwatch-agency-') || uid === `camwatch-agency-${largest}`,
  );
}

/** The largest district, and a device there of which most is measured. */
function choosePlace({ inventory, settings }: Config) {
  const districtOf = (site: string) =>
    inventory.areas.get(inventory.sites.get(site)?.area ?? '')?.district ?? '';
  const devices = [...inventory.devices.values()];
  const district = mostFrequent(devices.map(({ site }) => districtOf(site)));
  const rungs = (profile: string) =>
    INDICATORS.filter((indicator) => settings.profiles[profile]?.[indicator] !== undefined).length;
  const [device] = devices
    .filter(({ site }) => districtOf(site) === district)
    .toSorted((a, b) => rungs(b.profile) - rungs(a.profile));
  return { district, device: device?.id ?? '' };
}

function mostFrequent(values: readonly string[]): string {
  const counts = Map.groupBy(values, (value) => value);
  return [...counts].reduce(
    (most, [value, all]) => (all.length > most.count ? { value, count: all.length } : most),
    { value: '', count: 0 },
  ).value;
}

function howFarBack(queries: readonly BenchQuery[], nowMs: number): ReadonlyMap<string, number> {
  const backMs = new Map<string, number>();
  for (const { text, range } of queries) {
    for (const { policy, measurement } of readsOf(text)) {
      const name = `${policy}.${measurement}`;
      backMs.set(name, Math.max(backMs.get(name) ?? 0, nowMs - range.fromMs));
    }
  }
  return backMs;
}

/** What was written before, with how far back, and how many points. */
interface Store {
  readonly path: string;
  readonly nowMs: number;
  readonly points: Map<string, { readonly backMs: number; readonly count: number }>;
}

async function openStore(path: string): Promise<Store> {
  if (!existsSync(path)) return { path, nowMs: Date.now(), points: new Map() };
  const { nowMs, points } = JSON.parse(await readFile(path, 'utf8'));
  return { path, nowMs, points: new Map(points) };
}

async function createDatabase(url: string): Promise<void> {
  await queryRows(url, 'CREATE DATABASE camwatch');
  const there = await queryRows(url, 'SHOW RETENTION POLICIES ON camwatch');
  for (const { name, days, shardDays } of Object.values(RETENTION)) {
    if (there.some((policy) => policy.name === name)) continue;
    const isDefault = name === RETENTION.raw.name ? ' DEFAULT' : '';
    const policy = `${name} ON camwatch DURATION ${days}d REPLICATION 1 SHARD DURATION ${shardDays}d`;
    await queryRows(url, `CREATE RETENTION POLICY ${policy}${isDefault}`);
  }
}

const BATCH_LINES = 10_000;
const AT_ONCE = 3;

async function writeFeeds(
  url: string,
  feeds: readonly Feed[],
  { path, nowMs, points, readBackMs }: Store & { readonly readBackMs: ReadonlyMap<string, number> },
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  for (const [name, own] of Map.groupBy(feeds, ({ policy, measurement }) => `${policy}.${measurement}`)) {
    const backMs = readBackMs.get(name) ?? 0;
    if ((points.get(name)?.backMs ?? 0) >= backMs) continue;
    const startedMs = performance.now();
    let count = 0;
    for (const { policy, lines } of own) {
      count += await writeLines(agent, `${url}/write?db=camwatch&rp=${policy}&precision=ms`, lines());
    }
    points.set(name, { backMs, count });
    await writeFile(path, JSON.stringify({ nowMs, points: [...points] }));
    progress(`${name}: ${count} points in ${((performance.now() - startedMs) / 1_000).toFixed(0)} s`);
  }
  agent.destroy();
}

async function writeLines(agent: Agent, url: string, lines: Iterable<string>): Promise<number> {
  const waiting = new Set<Promise<void>>();
  let count = 0;
  let batch: string[] = [];
  const send = async () => {
    if (waiting.size >= AT_ONCE) await Promise.race(waiting);
    count += batch.length;
    const sent = post(agent, url, batch.join('\n')).finally(() => waiting.delete(sent));
    waiting.add(sent);
    batch = [];
  };
  for (const line of lines) {
    batch.push(line);
    if (batch.length >= BATCH_LINES) await send();
  }
  if (batch.length > 0) await send();
  await Promise.all(waiting);
  return count;
}

/** Writes a batch; an InfluxDB that packs what it got may not take more for a moment. */
async function post(agent: Agent, url: string, body: string): Promise<void> {
  for (let left = 20; ; left--) {
    const sending = request(url, { method: 'POST', agent });
    sending.end(body);
    const [response] = await once(sending, 'response');
    let answer = '';
    for await (const part of response) answer += part;
    if (response.statusCode === 204) return;
    if (left === 0) throw new Error(`InfluxDB answered ${response.statusCode}: ${answer}`);
    await delay(3_000);
  }
}

/** What was written is packed by InfluxDB for a while, and queries wait for that. */
async function untilIdle(pid: number): Promise<void> {
  const ticks = async () => {
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  };
  progress('waiting until InfluxDB has packed what it got');
  for (let waited = 0; waited < 60; waited++) {
    const before = await ticks();
    await delay(5_000);
    // Of five seconds, in hundredths.
    if ((await ticks()) - before < 25) return;
  }
}

interface Measured extends BenchQuery {
  readonly tookMs: number;
  readonly bareMs: number | undefined;
  readonly points: number;
  readonly error?: string;
}

/** Too long for the median to matter. */
const LONG_MS = 5_000;

/** The median of three runs after a first one, of the query and of bare counts of all that it reads. */
async function measure(ask: AskInflux, query: BenchQuery): Promise<Measured> {
  const startedMs = performance.now();
  const first = await ask(query.text, new AbortController().signal);
  const firstMs = performance.now() - startedMs;
  if (!first.ok) return { ...query, tookMs: 0, bareMs: undefined, points: 0, error: first.detail };
  const tookMs = firstMs > LONG_MS ? firstMs : await median(ask, [query.text]);
  const bare = readsOf(query.text).map(
    ({ policy, measurement, conditions }) =>
      `SELECT count("${fieldOf(measurement)}") FROM "${policy}"."${measurement}" WHERE ${conditions}`,
  );
  if (bare.length === 0) return { ...query, tookMs, bareMs: undefined, points: 0 };
  let points = 0;
  for (const text of bare) {
    const answer = await ask(text, new AbortController().signal);
    if (answer.ok) points += Number(answer.series[0]?.values[0]?.[1] ?? 0);
  }
  return { ...query, tookMs, bareMs: await median(ask, bare), points };
}

async function median(ask: AskInflux, texts: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const startedMs = performance.now();
    for (const text of texts) await ask(text, new AbortController().signal);
    times.push(performance.now() - startedMs);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
}

const fieldOf = (measurement: string): string => {
  const series = Object.values(SERIES).find((one) => one.measurement === measurement);
  return Object.keys(series?.fields ?? {})[0] ?? 'up';
};

interface Outcome {
  readonly devices: number;
  readonly dashboards: number;
  readonly points: Store['points'];
  readonly measured: readonly Measured[];
}

function renderTable({ devices, dashboards, points: written, measured }: Outcome): string {
  const ms = (value: number | undefined) => (value === undefined ? '' : value.toFixed(value < 10 ? 1 : 0));
  const rowsOf = (group: QueryGroup) => {
    const own = measured.filter((one) => one.group === group).toSorted((a, b) => b.tookMs - a.tookMs);
    const middle = own[Math.floor(own.length / 2)];
    const late = own.filter(({ tookMs }) => tookMs > LIMIT_MS[group]).length;
    return [
      `| **${group}**: ${own.length} queries, ${late} over ${LIMIT_MS[group]} ms | | ${ms(middle?.tookMs)} (median) | | |`,
      ...own
        .slice(0, Math.max(HEAVIEST, late))
        .map(
          ({ where, points, tookMs, bareMs }) =>
            `| ${where.replaceAll('|', '/')} | ${points} | ${ms(tookMs)} | ${ms(bareMs)} | ${bareMs === undefined ? '' : (tookMs / bareMs).toFixed(1)} |`,
        ),
    ];
  };
  const failed = measured.filter(({ error }) => error !== undefined);
  return [
    `${devices} devices, ${dashboards} dashboards, ${measured.length} queries; points: ` +
      [...written].map(([name, { count }]) => `${name} ${count}`).join(', '),
    '',
    '| query | points read | ms | bare count, ms | ratio |',
    '|---|---|---|---|---|',
    ...QUERY_GROUPS.flatMap(rowsOf),
    ...Object.entries(GROUPS).map(([name, everyMs]) => {
      const own = measured.filter(({ rules }) => rules === name);
      const tookMs = own.reduce((sum, one) => sum + one.tookMs, 0);
      return `| all ${own.length} of \`${name}\`, every ${everyMs / 1_000} s | | ${ms(tookMs)} | | |`;
    }),
    ...failed.map(({ where, error }) => `| refused: ${where} | | ${error} | | |`),
  ].join('\n');
}

function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}
