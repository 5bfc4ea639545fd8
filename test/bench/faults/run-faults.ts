import { createReadStream } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '#simulator/city/random.ts';
import { type Comparison, compare } from './compare.ts';
import { union } from './intervals.ts';
import { ROOT } from './keep-camwatch.ts';
import { influxFollows, pointsOf, recordOf, waitingBytes } from './record.ts';
import type { FaultsOptions, FaultsResult } from './result.ts';
import { type PlayedScript, playFaults } from './script.ts';
import { judgeWires } from './wires.ts';
import { openWorld, readyAgain, run, type World } from './world.ts';

export interface RunFaultsOptions extends FaultsOptions {
  readonly folder: string;
  /** Where the result goes. */
  readonly out: string;
}

interface Run {
  readonly world: World;
  readonly folder: string;
  readonly startedMs: number;
  readonly visibleMs: number;
  readonly tell: (line: string) => void;
}

/** One run from start to comparison, in the namespaces that it was started in. */
export async function runFaults({ devices, minutes, seed, folder, out }: RunFaultsOptions): Promise<void> {
  const load = [loadavg()[0] ?? 0];
  const intervalMs = devices > 5_000 ? 20_000 : 5_000;
  // Confirmation takes three probes of three pings each, and the machine has other things to do.
  const visibleMs = intervalMs + 25_000;
  const world = await openWorld(folder, devices, intervalMs);
  const startedMs = Date.now();
  const tell = (line: string) =>
    void process.stderr.write(`bench: ${Math.round((Date.now() - startedMs) / 1_000)} s: ${line}\n`);
  const one: Run = { world, folder, startedMs, visibleMs, tell };
  world.start();
  if (!(await readyAgain(world, 180_000))) throw new Error('camwatch did not start');
  tell('ready');
  const random = createRandom(seed, 'faults');
  const played = await playFaults(world, { minutes, random, visibleMs, tell, look: lookOf(one, minutes) });
  tell('all faults are over; until it has seen that');
  await delay(visibleMs + 5_000);
  const result = await judge(one, played);
  const { stdout: commit } = await run('git', ['-C', ROOT, 'rev-parse', '--short', 'HEAD']);
  load.push(loadavg()[0] ?? 0);
  await mkdir(dirname(out), { recursive: true });
  const whole = { takenAt: new Date().toISOString(), commit: commit.trim(), load, ...result };
  await writeFile(out, `${JSON.stringify(whole satisfies FaultsResult, undefined, 1)}\n`);
}

const LOOKS = 12;
/** What is younger is still on its way to the record. */
const SETTLED_MS = 30_000;

/** Says every so often how it stands, so that a difference is known when it comes up. */
function lookOf({ world, visibleMs, startedMs, tell }: Run, minutes: number) {
  const everyMs = (minutes * 60_000) / LOOKS;
  let lookedMs = Date.now();
  let told = 0;
  return async (soFar: PlayedScript) => {
    if (Date.now() - lookedMs < everyMs) return;
    lookedMs = Date.now();
    const { changes, coverage } = recordOf(world);
    const settled = coverage.map(([from, to]) => [from, Math.min(to, lookedMs - SETTLED_MS)] as const);
    const known = ofDevices(changes).filter(({ recordedMs }) => recordedMs < lookedMs - SETTLED_MS / 2);
    const comparison = compare({ truth: soFar, changes: known, coverage: settled, visibleMs });
    const problems = [...soFar.problems, ...world.surprises, ...comparison.problems];
    tell(describe(soFar, comparison, { startedMs, coverage, problems }));
    for (const problem of problems.slice(told, told + MOST_TOLD)) tell(`  ${problem}`);
    told = problems.length;
  };
}

const MOST_TOLD = 10;

function describe(
  { cuts, played }: PlayedScript,
  { outages, visible, delaysMs }: Comparison,
  so: Pick<Run, 'startedMs'> & {
    readonly coverage: readonly (readonly [number, number])[];
    readonly problems: readonly unknown[];
  },
): string {
  const share = (coveredMs(so.coverage) / (Date.now() - so.startedMs)) * 100;
  const delays = spread(delaysMs).map((ms) => (ms / 1_000).toFixed(1));
  return `so far ${played.length} faults, ${cuts.length} cuts, ${visible} visible, seen after ${delays.join(' / ')} s, ${outages} outages on record, ${share.toFixed(1)} % covered, ${so.problems.length} differences`;
}

/** Half of them, 99 of 100, all. */
const spread = (sorted: readonly number[]): readonly [number, number, number] => [
  sorted[Math.floor(sorted.length / 2)] ?? 0,
  sorted[Math.floor(sorted.length * 0.99)] ?? 0,
  sorted.at(-1) ?? 0,
];

const coveredMs = (coverage: readonly (readonly [number, number])[]) =>
  union(coverage).reduce((sum, [fromMs, toMs]) => sum + toMs - fromMs, 0);

/** Of devices that are cut off and joined. */
const ofDevices = <Change extends { readonly entity: string }>(changes: readonly Change[]) =>
  changes.filter(({ entity }) => entity.startsWith('device:cam-'));

type Judged = Omit<FaultsResult, 'takenAt' | 'commit' | 'load'>;

async function judge(one: Run, played: PlayedScript): Promise<Judged> {
  const { world, visibleMs, folder, startedMs, tell } = one;
  const endedMs = Date.now();
  const events = await influxFollows(world);
  const leftBytes = await waitingBytes(world).catch(() => Number.NaN);
  tell(`${leftBytes} bytes of points wait for InfluxDB`);
  const code = await world.end('SIGTERM');
  tell('camwatch is stopped; comparing');
  const { changes, coverage } = recordOf(world);
  const comparison = compare({ truth: played, changes: ofDevices(changes), coverage, visibleMs });
  const points = await pointsOf(world.influxUrl(), world.proxy.acknowledged);
  const verify = await verifyOf(world);
  const problems = [
    ...[...played.problems, ...world.surprises, ...events, ...comparison.problems],
    ...judgeWires(changes),
    ...datedOutside(changes, startedMs),
    ...(code === 0 ? [] : [`SIGTERM ended camwatch with ${code}`]),
    ...(points.lacking.length === 0
      ? []
      : [`InfluxDB lacks points that it acknowledged: ${points.lacking[0]}`]),
    ...(verify === 'passes' ? [] : [`ledger verify: ${verify}`]),
  ];
  await keepRecord(one, { changes, coverage, ...played });
  await world.killInfluxd();
  return {
    faults: countsOf(played),
    slowestReadyMs: Math.max(0, ...played.played.map(({ readyAfterMs }) => readyAfterMs)),
    cuts: played.cuts.length,
    outages: comparison.outages,
    visible: comparison.visible,
    delayMs: spread(comparison.delaysMs),
    coveredShare: coveredMs(coverage) / (endedMs - startedMs),
    changes: changes.length,
    ...{ points, verify, problems },
    errors: await errorsIn(join(folder, 'camwatch.log')),
  };
}

/** The ledger lies in memory, and ends with the namespace. */
async function keepRecord({ world, folder }: Run, record: object): Promise<void> {
  await writeFile(join(folder, 'record.json'), JSON.stringify(record));
  await cp(join(world.dir, 'data'), join(folder, 'data'), { recursive: true });
}

function datedOutside(
  changes: readonly { readonly atMs: number; readonly recordedMs: number }[],
  startedMs: number,
): readonly string[] {
  const outside = changes.filter(
    ({ atMs, recordedMs }) => Math.min(atMs, recordedMs) < startedMs || recordedMs > Date.now(),
  );
  return outside.length > 0 ? [`${outside.length} changes are dated outside of the run`] : [];
}

const verifyOf = async ({ dir }: World): Promise<string> =>
  await run(join(ROOT, 'camwatch'), ['ledger', 'verify', '--full', '--config', dir]).then(
    () => 'passes',
    (error: unknown) => String(error),
  );

function countsOf({ played }: PlayedScript): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of played) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

async function errorsIn(path: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for await (const line of createInterface(createReadStream(path))) {
    const [, message] = /"level":[56]0.*"msg":"([^"]+)"/.exec(line) ?? [];
    if (message !== undefined) counts[message] = (counts[message] ?? 0) + 1;
  }
  return counts;
}
