import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isWithin, upperHalf } from './cut-blocks.ts';
import { slopeOf, spreadOf } from './figures.ts';
import { openLedgerFile } from './ledger.ts';
import { provideCity } from './make-city.ts';
import { echoRequests, get, type Observation, observe } from './observe.ts';
import { lookAtPages } from './people.ts';
import type { Usage } from './processes.ts';
import { type Sample, sumOf } from './prometheus.ts';
import { replay } from './replay.ts';
import type { CityResult, Phase } from './result.ts';
import { storm } from './storm.ts';
import { type Camwatch, openWorld, type World } from './world.ts';

export interface RunCityOptions {
  readonly devices: number;
  readonly minutes: number;
  readonly phases: readonly Phase[];
  /** How long InfluxDB does not run in the phase `replay`. */
  readonly stoppedMinutes: number;
  /** Where the result goes. */
  readonly out: string;
  readonly keep: boolean;
}

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, '../../..');

/** One run from start to stop, in the namespace that it was started in. */
export async function runCity(options: RunCityOptions): Promise<void> {
  progress(`a city of ${options.devices} devices`);
  const city = await provideCity(options.devices);
  const folder = await mkdtemp(join(tmpdir(), 'camwatch-bench-run-'));
  const world = await openWorld(city, folder);
  try {
    const result = await measure(world, options);
    await mkdir(resolve(options.out, '..'), { recursive: true });
    await writeFile(options.out, `${JSON.stringify(result, undefined, 1)}\n`);
  } finally {
    await world.close();
    if (!options.keep) await rm(folder, { recursive: true, force: true });
  }
}

async function measure(world: World, options: RunCityOptions): Promise<CityResult> {
  const { devices, minutes, phases } = options;
  const [loadBefore = 0] = loadavg();
  const fleet = await readFleet(world);
  const echoesBefore = await echoRequests();
  const camwatch = world.startCamwatch();
  void camwatch.ended.then((code) => progress(`camwatch ended with ${code}`));
  const processes = { camwatch: camwatch.pid, influxd: world.influxd.pid, ...world.servers };
  const observed = observe(processes, pagesOf(fleet));
  const start = await watchStart(world, camwatch, fleet, echoesBefore);
  progress(`up: ${JSON.stringify(start)}`);
  const steadyFromMs = Date.now();
  await delay(minutes * 60_000);
  const steady = summarise(observed, steadyFromMs, Date.now());
  const influx = await influxFigures(world, observed, steadyFromMs);
  const people = phases.includes('people') ? await lookAtPages(peoplesPages(fleet), observed) : undefined;
  if (people) progress(`people: ${JSON.stringify(people.all)}, ${people.refused} refused`);
  const storms = phases.includes('storm') ? await stormBothWays(world, fleet) : undefined;
  const reload = phases.includes('reload') ? await reloadOnce(world, observed) : undefined;
  const replayed = phases.includes('replay')
    ? await replay(world, observed, options.stoppedMinutes)
    : undefined;
  const memory = memoryOf(observed, camwatch, steadyFromMs);
  await observed.stop();
  const stop = phases.includes('stop') ? await stopAndVerify(world, camwatch) : await justStop(camwatch);
  const [loadAfter = 0] = loadavg();
  const { stdout: commit } = await run('git', ['-C', ROOT, 'rev-parse', '--short', 'HEAD']);
  return {
    takenAt: new Date().toISOString(),
    commit: commit.trim(),
    ...{ devices, minutes },
    load: [loadBefore, loadAfter],
    start,
    memory,
    ...steady,
    influx,
    ...(people && { people }),
    ...(storms && { storm: storms }),
    ...(reload && { reload }),
    ...(replayed && { replay: replayed }),
    ...(stop && { stop }),
  };
}

interface Fleet {
  /** Entity and address of each device that is asked by ICMP. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly camera: string;
  readonly link: string;
}

async function readFleet({ configDir }: World): Promise<Fleet> {
  const [header = '', ...lines] = (await readFile(join(configDir, 'devices.csv'), 'utf8')).split('\n');
  const columns = header.split(',');
  const place = (name: string) => columns.indexOf(name);
  const rows = lines.map(splitCsv).filter((row) => row.length === columns.length);
  const [id, address, kind] = [place('id'), place('address'), place('kind')];
  const links = (await readFile(join(configDir, 'links.csv'), 'utf8')).split('\n');
  return {
    addresses: new Map(
      rows.flatMap((row) => (row[address] ? [[`device:${row[id]}`, row[address]] as const] : [])),
    ),
    camera: rows.find((row) => row[kind] === 'camera')?.[id] ?? '',
    link: links[1]?.split(',')[0] ?? '',
  };
}

/** Enough for files that we wrote ourselves. */
const splitCsv = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );

const pagesOf = ({ camera, link }: Fleet): Readonly<Record<string, string>> => ({
  '/': '/',
  '/?district=…': '/?district=ba-dinh',
  '/devices': '/devices',
  '/devices?state=down': '/devices?state=down',
  '/devices/:id': `/devices/${camera}`,
  '/links': '/links',
  '/links/:id': `/links/${link}`,
  '/findings': '/findings',
  '/blind-spots': '/blind-spots',
  '/search?q=…': '/search?q=cau+giay+12',
  '/api/v1/search?q=…': '/api/v1/search?q=camera',
  '/api/v1/summary': '/api/v1/summary',
  '/api/v1/devices': '/api/v1/devices',
  '/api/v1/devices?state=down': '/api/v1/devices?state=down',
  '/api/v1/devices/:id': `/api/v1/devices/${camera}`,
  '/api/v1/outages': '/api/v1/outages',
  '/api/v1/findings': '/api/v1/findings',
  '/api/v1/blind-spots': '/api/v1/blind-spots',
  '/api/v1/links': '/api/v1/links',
  '/api/v1/links/:id': `/api/v1/links/${link}`,
  '/api/v1/incidents': '/api/v1/incidents',
  '/healthz': '/healthz',
  '/readyz': '/readyz',
});

/** Those that people look at. */
const peoplesPages = (fleet: Fleet): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ ...pagesOf(fleet), '/incidents': '/incidents' }).filter(
      ([route]) => !/^\/(api\/v1\/(?!search)|healthz|readyz)/.test(route),
    ),
  );

const MOST_START_MS = 240_000;
const NEARLY_ALL = 0.97;

/** Until nearly all devices are up on record: a share of each city is paused, planned or gone. */
async function watchStart(world: World, camwatch: Camwatch, fleet: Fleet, echoesBefore: number) {
  const since = () => (Date.now() - camwatch.startedMs) / 1_000;
  let firstPollSeconds: number | undefined;
  let pageSeconds: number | undefined;
  let allUpSeconds: number | undefined;
  let firstCoverageSeconds: number | undefined;
  const wanted = fleet.addresses.size * NEARLY_ALL;
  const isOver = () => allUpSeconds !== undefined && firstCoverageSeconds !== undefined;
  for (let round = 0; since() * 1_000 < MOST_START_MS && !isOver(); round++) {
    // Canaries alone are fewer.
    if (firstPollSeconds === undefined && (await echoRequests()) - echoesBefore > ECHOES_OF_CANARIES)
      firstPollSeconds = since();
    if (pageSeconds === undefined && (await get('/healthz')).status === 200) pageSeconds = since();
    if (pageSeconds !== undefined && round % 4 === 0) {
      if (allUpSeconds === undefined && countUp(world) >= wanted) allUpSeconds = since();
      if (firstCoverageSeconds === undefined && hasCoverage(world)) firstCoverageSeconds = since();
    }
    await delay(250);
  }
  return {
    firstPollSeconds,
    pageSeconds,
    allUpSeconds,
    firstCoverageSeconds,
  };
}

const ECHOES_OF_CANARIES = 50;
const countUp = (world: World) => withLedger(world, (ledger) => ledger.countUp());
const hasCoverage = (world: World) => withLedger(world, (ledger) => ledger.hasCoverage());

function withLedger<Value>(
  { ledgerPath }: World,
  work: (ledger: ReturnType<typeof openLedgerFile>) => Value,
): Value {
  const ledger = openLedgerFile(ledgerPath);
  try {
    return work(ledger);
  } finally {
    ledger.close();
  }
}

function summarise({ ticks, requests, scrapes }: Observation, fromMs: number, toMs: number) {
  const within = ticks.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
  const [first, last] = [within[0], within.at(-1)];
  const seconds = first && last ? (last.atMs - first.atMs) / 1_000 : 1;
  const used = (name: string, pick: 'cpuSeconds' | 'mainCpuSeconds') =>
    (((last?.usage[name]?.[pick] ?? 0) - (first?.usage[name]?.[pick] ?? 0)) / seconds) * 100;
  const names = Object.keys(first?.usage ?? {});
  const seen = scrapes.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
  const [before, after] = [seen[0]?.samples ?? [], seen.at(-1)?.samples ?? []];
  const requested = requests.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
  const asked = Map.groupBy(requested, ({ route }) => route);
  return {
    cpuPercent: Object.fromEntries(names.map((name) => [name, used(name, 'cpuSeconds')])),
    mainThreadPercent: used('camwatch', 'mainCpuSeconds'),
    loopDelay: loopDelays(seen.map(({ samples }) => samples)),
    latenessSeconds: Math.max(0, ...seen.map(({ samples }) => sumOf(samples, LATENESS))),
    shortfall: sumOf(after, SHORTFALL) - sumOf(before, SHORTFALL),
    outcomes: outcomesBetween(before, after),
    unanswered: requested.filter(({ status }) => status !== 200).length,
    pages: Object.fromEntries(
      asked.entries().flatMap(([route, all]) => {
        const spread = spreadOf(all.map(({ ms }) => ms));
        return spread ? [[route, spread]] : [];
      }),
    ),
  };
}

const LATENESS = 'camwatch_schedule_lateness_seconds';
const SHORTFALL = 'camwatch_schedule_shortfall_total';

/** The worst that each thread told of. */
function loopDelays(scrapes: readonly (readonly Sample[])[]): CityResult['loopDelay'] {
  const all = scrapes.flat();
  const threads = new Set(
    all.filter(({ name }) => name === `${DELAY}_max_seconds`).map(({ labels }) => labels.thread ?? ''),
  );
  const most = (name: string, thread: string) =>
    Math.max(
      0,
      ...all.filter((one) => one.name === name && one.labels.thread === thread).map(({ value }) => value),
    );
  return Object.fromEntries(
    [...threads].map((thread) => [
      thread,
      {
        p99Seconds: most(`${DELAY}_p99_seconds`, thread),
        maxSeconds: most(`${DELAY}_max_seconds`, thread),
      },
    ]),
  );
}

const DELAY = 'camwatch_event_loop_delay';

function outcomesBetween(before: readonly Sample[], after: readonly Sample[]): CityResult['outcomes'] {
  const outcomes: Record<string, Record<string, number>> = {};
  for (const { name, labels, value } of after) {
    if (name !== 'camwatch_probes_total') continue;
    const count = value - sumOf(before, name, labels);
    if (count > 0) {
      outcomes[labels.prober ?? ''] ??= {};
      Object.assign(outcomes[labels.prober ?? ''] ?? {}, { [labels.outcome ?? '']: count });
    }
  }
  return outcomes;
}

const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10;

function memoryOf(
  { ticks }: Observation,
  { startedMs }: Camwatch,
  steadyFromMs: number,
): CityResult['memory'] {
  const curve = ticks.map(
    ({ atMs, usage }) =>
      [Math.round((atMs - startedMs) / 1_000), megabytes(usage.camwatch?.rssBytes ?? 0)] as const,
  );
  const steady = curve.filter(([second]) => second * 1_000 >= steadyFromMs - startedMs);
  const slope = slopeOf(steady);
  return {
    peakMb: Math.max(0, ...curve.map(([, mb]) => mb)),
    warmMb: steady[0]?.[1] ?? 0,
    endMb: steady.at(-1)?.[1] ?? 0,
    slopeMbPerHour: slope === undefined ? undefined : Math.round(slope * 3_600),
    curve,
  };
}

async function influxFigures(
  { influxd, folder }: World,
  { ticks, scrapes }: Observation,
  fromMs: number,
): Promise<CityResult['influx']> {
  const seen = scrapes.filter(({ atMs }) => atMs >= fromMs);
  const [first, last] = [seen[0], seen.at(-1)];
  const between = (name: string, labels = {}) =>
    sumOf(last?.samples ?? [], name, labels) - sumOf(first?.samples ?? [], name, labels);
  const seconds = first && last ? Math.max(1, (last.atMs - first.atMs) / 1_000) : 1;
  const peakOf = (bytesOf: (usage: Usage) => number) =>
    megabytes(Math.max(0, ...ticks.map(({ usage }) => (usage.influxd ? bytesOf(usage.influxd) : 0))));
  return {
    pointsPerSecond: between('camwatch_influx_points_total', { fate: 'written' }) / seconds,
    secondsAMinute: (between('camwatch_influx_write_seconds_sum') / seconds) * 60,
    requestsAMinute: (between('camwatch_influx_write_seconds_count') / seconds) * 60,
    queuedBytes: sumOf(last?.samples ?? [], 'camwatch_influx_queue_bytes'),
    series: await countSeries(influxd.url),
    peakRssMb: peakOf(({ rssBytes }) => rssBytes),
    peakOwnMb: peakOf(({ ownBytes }) => ownBytes),
    peakMappedMb: peakOf(({ rssBytes, ownBytes }) => rssBytes - ownBytes),
    diskMb: megabytes(await sizeOf(join(folder, 'influxdb'))),
  };
}

async function countSeries(url: string): Promise<number | undefined> {
  const query = new URLSearchParams({ db: 'camwatch', q: 'SHOW SERIES EXACT CARDINALITY' });
  const answer = await fetch(`${url}/query?${query}`).then((response) => response.json());
  const series: readonly { readonly values: readonly (readonly number[])[] }[] =
    (answer as { results?: { series?: [] }[] }).results?.[0]?.series ?? [];
  return series.reduce((sum, { values }) => sum + (values[0]?.[0] ?? 0), 0);
}

async function sizeOf(dir: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const found = await stat(join(entry.parentPath, entry.name)).catch(() => undefined);
    bytes += (found?.blocks ?? 0) * 512;
  }
  return bytes;
}

const STORM_SECONDS = 300;
/** A loss is dated when its first echo request was waited for; the poll before was sent long before. */
const MOST_TIMEOUT_MS = 1_500;

async function stormBothWays(world: World, { addresses }: Fleet) {
  const blocks = upperHalf([...addresses.values()]);
  const lost = addresses.entries().filter(([, address]) => isWithin(address, blocks));
  const wereUp = new Set(
    withLedger(world, (ledger) => ledger.reachSince('up', 0)).map(({ entity }) => entity),
  );
  const expected = new Set(lost.map(([entity]) => entity).filter((entity) => wereUp.has(entity)));
  const common = { ledgerPath: world.ledgerPath, expected, mostSeconds: STORM_SECONDS };
  progress(`${expected.size} devices are cut off`);
  const polls = await world.watchPolls();
  const cut = await storm({
    ...common,
    to: 'down',
    act: () => world.cut(blocks),
    confirmedMs: ({ entity, atMs, probes }) =>
      polls
        .sentMs(addresses.get(entity) ?? '')
        .filter((sentMs) => sentMs >= atMs - MOST_TIMEOUT_MS)
        .at(probes - 1),
  });
  polls.close();
  progress(
    `${cut.recorded} of ${cut.expected} on record, the last after ${cut.allSeconds} s; they come back`,
  );
  const back = await storm({
    ...common,
    to: 'up',
    act: () => world.join(blocks),
    // One answer is enough.
    confirmedMs: ({ atMs }) => atMs,
  });
  return { cut, back };
}

/** A device more, and one that is called otherwise. */
async function reloadOnce(world: World, observed: Observation) {
  await untilInTime(observed);
  progress('a changed inventory');
  const path = join(world.configDir, 'devices.csv');
  const text = await readFile(path, 'utf8');
  const [header = '', first = ''] = text.split('\n');
  const columns = header.split(',');
  const copy = splitCsv(first);
  copy[columns.indexOf('id')] = 'bench-one-more';
  // Nobody else has it: what is not valid would not be taken.
  copy[columns.indexOf('address')] = '127.250.0.9';
  copy[columns.indexOf('serial')] = 'BENCH1';
  const fromMs = Date.now();
  await appendFile(path, `${copy.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')}\n`);
  const reloads = () => sumOf(observed.scrapes.at(-1)?.samples ?? [], RELOADS, { result: 'taken' });
  const before = reloads();
  const lateBeforeSeconds = latenessOf(observed);
  let takenSeconds: number | undefined;
  while (takenSeconds === undefined && Date.now() - fromMs < MOST_RELOAD_MS) {
    await delay(500);
    if (reloads() > before) takenSeconds = (Date.now() - fromMs) / 1_000;
  }
  await delay(15_000);
  const behind = observed.scrapes.filter(({ atMs }) => atMs >= fromMs).map(({ samples }) => samples);
  return {
    takenSeconds,
    stallSeconds: loopDelays(behind).main?.maxSeconds ?? 0,
    lateBeforeSeconds,
    lateSeconds: Math.max(0, ...behind.map((samples) => sumOf(samples, LATENESS))),
  };
}

const latenessOf = ({ scrapes }: Observation) => sumOf(scrapes.at(-1)?.samples ?? [], LATENESS);

/** What a storm left behind is not late by the reload: it is waited for, as long as it may take. */
async function untilInTime(observed: Observation): Promise<void> {
  const untilMs = Date.now() + MOST_BACKLOG_MS;
  while (latenessOf(observed) > IN_TIME_SECONDS && Date.now() < untilMs) await delay(1_000);
}

const IN_TIME_SECONDS = 1.5;
const MOST_BACKLOG_MS = 120_000;

const RELOADS = 'camwatch_inventory_reloads_total';
const MOST_RELOAD_MS = 120_000;

async function stopAndVerify(world: World, camwatch: Camwatch) {
  progress('stops');
  const { seconds, code } = await justStop(camwatch);
  const verified = await run(join(ROOT, 'camwatch'), [
    ...['ledger', 'verify', '--full', '--config', world.configDir],
  ]).then(
    ({ stdout }) => stdout,
    (error: { readonly stdout?: string; readonly stderr?: string }) => `${error.stdout}${error.stderr}`,
  );
  return { seconds, code, verify: verified.split('\n')[0]?.replace(/^\S+: /, '') ?? '' };
}

const MOST_STOP_MS = 60_000;

async function justStop({ child, ended }: Camwatch) {
  const startedMs = Date.now();
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), MOST_STOP_MS);
  const code = await ended;
  clearTimeout(late);
  return { seconds: (Date.now() - startedMs) / 1_000, code, verify: '' };
}

const progress = (text: string) => process.stderr.write(`bench: ${text} …\n`);
