import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { startCollector } from '#collector/create-collector.ts';
import { createProtocolProbers } from '#collector/create-probers.ts';
import { chooseReachEngine } from '#collector/probers/reach-engine.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import type { ChangeBatch } from '#core/domain/sinks.ts';
import type { Change } from '#core/domain/state.ts';
import { finish } from '#core/host/in-slices.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { createClock } from '#core/time/clock.ts';
import { openLedger } from '#ledger/sqlite/writing/open-ledger.ts';
import { type CutEdge, type CutOptions, cableName, cameraAddress } from './cut-lines.ts';
import { device, inventoryOf } from './inventory.ts';
import { probeHere } from './probe-here.ts';
import { UNHEARD_SINKS } from './unheard-sinks.ts';

/** Runs in the namespace of the collector: watches, cuts, joins, and prints what came on record. */
const [there = '', json = ''] = process.argv.slice(2);
const { cameras, cuts, intervalMs, timeoutMs }: CutOptions = JSON.parse(json);
const LONGEST_WAIT_MS = 120_000;

const folder = await mkdtemp(join(tmpdir(), 'camwatch-cuts-'));
const logger = pino({ level: 'warn' }, pino.destination(2));
const clock = createClock();
const settings = Settings.parse({
  city: { name: 'cuts', name_en: 'cuts', time_zone: 'UTC', area_list: '2025-07-01' },
  collector: { canaries: [{ address: '127.0.0.1' }] },
  profiles: {
    camera: {
      reach: {
        prober: 'icmp',
        interval: `${intervalMs}ms`,
        timeout: `${timeoutMs}ms`,
        recheck: '1s',
        degraded_loss: '100%',
      },
    },
  },
});
const watched = {
  settings: { ...settings, collector: { ...settings.collector, canaryIntervalMs: 500 } },
  inventory: inventoryOf({
    devices: Array.from({ length: cameras }, (_, index) =>
      device({ id: cableName(index), address: cameraAddress(index) }),
    ),
  }),
};
const ledger = await openLedger({
  path: join(folder, 'ledger.sqlite'),
  collector: 'cuts',
  run: 'cuts',
  logger,
});
const recorded = new Map<string, Change>();
const waiting = new Map<string, () => void>();
const record = async (batch: ChangeBatch) => {
  await ledger.record(batch);
  for (const change of batch.changes) {
    recorded.set(change.entity, change);
    waiting.get(`${change.entity} ${change.state}`)?.();
  }
};
const engine = await chooseReachEngine(
  { ...settings.collector, icmp: 'fping' },
  process.env.PATH ?? '',
  new AbortController().signal,
);
const metrics = createMetrics();
const collector = finish(
  startCollector({
    watched,
    run: 'cuts',
    engine,
    probing: probeHere({
      ...{ engine, nowMs: clock.nowMs, metrics, logger },
      probers: createProtocolProbers({ settings: settings.collector, makers: [], nowMs: clock.nowMs }),
      credentialsOf: async () => undefined,
    }),
    clock,
    recorded: [],
    coveredTo: { latestMs: 0, ofInterval: () => 0 },
    changes: { record },
    ...UNHEARD_SINKS,
    metrics,
    logger,
  }),
);
try {
  const edges = await Promise.all(
    Array.from({ length: cameras }, (_, index) => cutAndJoin(cableName(index))),
  );
  process.stdout.write(JSON.stringify(edges.flat()));
} finally {
  await collector.close();
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
}

async function cutAndJoin(camera: string): Promise<readonly CutEdge[]> {
  const edges: CutEdge[] = [];
  await until(camera, 'up');
  for (let cut = 0; cut < cuts; cut++) {
    for (const state of ['down', 'up'] as const) {
      // At any instant of a round, that of a probe under way included.
      await delay(intervalMs * (1 + Math.random()));
      edges.push(await change(camera, state));
    }
  }
  return edges;
}

/** Sets the far end of the cable, and waits until that is on record. */
async function change(camera: string, state: 'down' | 'up'): Promise<CutEdge> {
  const fromMs = clock.nowMs();
  const command = spawn('ip', ['-n', there, 'link', 'set', camera, state], { stdio: 'inherit' });
  const [code] = await once(command, 'exit');
  const toMs = clock.nowMs();
  if (code !== 0) throw new Error(`ip ended with ${code}`);
  const { afterMs, atMs } = await until(camera, state);
  return { camera, state, fromMs, toMs, afterMs, atMs };
}

async function until(camera: string, state: string): Promise<Change> {
  const entity = `device:${camera}` as const;
  const known = recorded.get(entity);
  if (known?.state !== state) {
    const came = new Promise<void>((resolve) => waiting.set(`${entity} ${state}`, resolve));
    const isLate = await Promise.race([came, delay(LONGEST_WAIT_MS, true, { ref: false })]);
    if (isLate) throw new Error(`${camera} did not come ${state} on record within ${LONGEST_WAIT_MS} ms`);
  }
  const change = recorded.get(entity);
  if (change === undefined) throw new Error(`nothing is on record of ${camera}`);
  return change;
}
