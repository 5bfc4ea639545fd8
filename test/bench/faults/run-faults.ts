import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { createRandom } from '#simulator/city/random.ts';
import { countPoints, queryRows } from '../../support/query-influx.ts';
import { compare } from './compare.ts';
import type { FaultsResult } from './result.ts';
import { type PlayedScript, playFaults } from './script.ts';
import { openWorld, ROOT, readyAgain, run, type World } from './world.ts';

interface RunFaultsOptions {
  readonly devices: number;
  readonly minutes: number;
  readonly seed: number;
  readonly folder: string;
}

const SETTLE_MS = 60_000;

/** One run from start to comparison, in the namespaces that it was started in. */
export async function runFaults({ devices, minutes, seed, folder }: RunFaultsOptions): Promise<void> {
  const intervalMs = devices > 5_000 ? 30_000 : 5_000;
  // Confirmation takes three probes of three pings each, and the machine has other things to do.
  const visibleMs = intervalMs + 20_000;
  const world = await openWorld(folder, devices, intervalMs);
  const startedMs = Date.now();
  world.start();
  if (!(await readyAgain(world, 120_000))) throw new Error('camwatch did not start');
  const tell = (line: string) =>
    void process.stderr.write(`bench: ${Math.round((Date.now() - startedMs) / 1_000)} s: ${line}\n`);
  const played = await playFaults(world, {
    minutes,
    random: createRandom(seed, 'faults').next,
    visibleMs,
    tell,
  });
  tell('all faults are over; until it has seen that');
  await delay(visibleMs + 5_000);
  const influx = await influxFollows(world);
  const code = await world.end('SIGTERM');
  const problems = [...played.problems, ...influx.problems];
  if (code !== 0) problems.push(`SIGTERM ended camwatch with ${code}`);
  const result = await compareRecord(world, { played, startedMs, visibleMs, problems, folder });
  const points = {
    acknowledged: world.proxy.acknowledged(),
    stored: await countPoints(world.influxUrl(), 'reach', 'loss_ratio'),
  };
  if (points.stored < points.acknowledged) result.problems.push('InfluxDB lacks points that it acknowledged');
  await writeFile(join(folder, 'result.json'), JSON.stringify({ ...result, points }));
  await world.killInfluxd();
}

function recordOf({ dir }: World) {
  const reader = openLedgerReader(join(dir, 'data/ledger.sqlite'));
  try {
    const changes = [...reader.changes({ corrected: 'include' })].sort((one, other) => one.atMs - other.atMs);
    const segments = [...reader.coverage({ fromMs: 0, toMs: Number.MAX_SAFE_INTEGER })];
    return { changes, coverage: segments.map(({ fromMs, toMs }) => [fromMs, toMs] as const) };
  } finally {
    reader.close();
  }
}

/** Every change of the ledger is an event of InfluxDB, once, a while after the last. */
async function influxFollows(world: World): Promise<{ readonly problems: readonly string[] }> {
  const untilMs = performance.now() + SETTLE_MS;
  let lacking = Number.POSITIVE_INFINITY;
  while (performance.now() < untilMs && lacking > 0) {
    const rows = await queryRows(world.influxUrl(), 'SELECT "state" FROM "long"."event" GROUP BY "entity"');
    const written = new Set(rows.map(({ time, entity, state }) => `${time} ${entity} ${state}`));
    lacking = recordOf(world).changes.filter(
      ({ atMs, entity, state }) => !written.has(`${atMs} ${entity} ${state}`),
    ).length;
    await delay(1_000);
  }
  return { problems: lacking > 0 ? [`InfluxDB lacks ${lacking} events of the record`] : [] };
}

interface CompareRecordOptions {
  readonly played: PlayedScript;
  readonly startedMs: number;
  readonly visibleMs: number;
  readonly problems: string[];
  readonly folder: string;
}

async function compareRecord(world: World, options: CompareRecordOptions) {
  const { played, startedMs, visibleMs, problems, folder } = options;
  const { changes, coverage } = recordOf(world);
  // The ledger lies in memory, and ends with the namespace.
  await writeFile(join(folder, 'record.json'), JSON.stringify({ changes, coverage, ...played }));
  const ofDevices = changes.filter(({ entity }) => entity.startsWith('device:'));
  const comparison = compare({ truth: played, changes: ofDevices, coverage, visibleMs });
  const outside = changes.filter(
    ({ atMs, recordedMs }) => Math.min(atMs, recordedMs) < startedMs || recordedMs > Date.now(),
  );
  if (outside.length > 0) problems.push(`${outside.length} changes are dated outside of the run`);
  const verify = await run(join(ROOT, 'camwatch'), [
    'ledger',
    'verify',
    '--full',
    '--config',
    world.dir,
  ]).then(
    () => 'passes',
    (error: unknown) => {
      problems.push(`ledger verify: ${error}`);
      return 'failed';
    },
  );
  const coveredMs = coverage.reduce((sum, [fromMs, toMs]) => sum + toMs - fromMs, 0);
  return {
    faults: played.counts,
    cuts: played.cuts.length,
    ...comparison,
    coveredShare: coveredMs / (Date.now() - startedMs),
    changes: changes.length,
    verify,
    problems: [...problems, ...comparison.problems],
    errors: await errorsIn(join(folder, 'camwatch.log')),
  } satisfies Omit<FaultsResult, 'points'>;
}

async function errorsIn(path: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for await (const line of createInterface(createReadStream(path))) {
    const [, message] = /"level":[56]0.*"msg":"([^"]+)"/.exec(line) ?? [];
    if (message !== undefined) counts[message] = (counts[message] ?? 0) + 1;
  }
  return counts;
}
