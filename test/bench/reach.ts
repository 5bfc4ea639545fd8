import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { startCollector } from '#collector/create-collector.ts';
import { createFpingProber } from '#collector/probers/fping.ts';
import { chooseReachEngine, findProgram } from '#collector/probers/reach-engine.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import { startProbing } from '#collector/thread/start-probing.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import { openSharedConfig, shareConfig } from '#config/shared-config.ts';
import type { Device, Inventory } from '#core/domain/inventory.ts';
import { finish } from '#core/host/in-slices.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { createClock } from '#core/time/clock.ts';
import { openLedger } from '#ledger/sqlite/writing/open-ledger.ts';
import { device, openInventoryOf } from '../support/inventory.ts';
import { cpuSeconds } from './cpu.ts';

export interface ReachBenchOptions {
  readonly devices: number;
  readonly seconds: number;
}

const INTERVAL_MS = 60_000;

/**
 * The whole path from scheduler to ledger over `devices` loopback addresses, each probed by ICMP every 60 s, against the
 * same echo requests sent by bare fping (batches of 10,000, two lanes) in the same run.
 */
export async function benchReach({ devices, seconds }: ReachBenchOptions): Promise<string> {
  const addresses = Array.from({ length: devices }, (_, index) => loopbackAddress(index));
  progress(`bare fping over ${devices} addresses`);
  const bare = await measureBareFping(addresses);
  progress(`camwatch over ${devices} devices for ${seconds} s`);
  const ours = await measureCollector(addresses, seconds);

  const perRound = (cpu: number) => (cpu / ours.probes) * devices;
  const rows: readonly (readonly [string, string])[] = [
    ['devices × echo requests', `${devices} × 3, every ${INTERVAL_MS / 1_000} s, for ${seconds} s`],
    ['bare fping, one round', `${bare.cpu.toFixed(1)} CPU-s, ${bare.wallSeconds.toFixed(0)} s`],
    ['camwatch, one round (engine included)', `${perRound(ours.own + ours.children).toFixed(1)} CPU-s`],
    ['  of that in fping', `${perRound(ours.children).toFixed(1)} CPU-s`],
    ['ratio to bare fping', (perRound(ours.own + ours.children) / bare.cpu).toFixed(2)],
    ['CPU of one core, mean', `${(((ours.own + ours.children) / ours.wallSeconds) * 100).toFixed(0)} %`],
    ['memory (RSS), highest', `${(ours.rssBytes / 1e6).toFixed(0)} MB`],
    ['lateness, highest', `${ours.latenessMs.toFixed(0)} ms`],
    ['probes sent / skipped', `${ours.probes} / ${ours.shortfall}`],
    ['outages recorded (none is true)', String(ours.outages)],
  ];
  return ['| reach | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

/** 127.1.0.1 and on, without the first and last address of a block of 256. */
function loopbackAddress(index: number): string {
  return `127.${1 + Math.floor(index / 64_516)}.${Math.floor(index / 254) % 254}.${1 + (index % 254)}`;
}

async function measureBareFping(addresses: readonly string[]) {
  const program = await findProgram('fping', process.env.PATH ?? '');
  if (program === undefined) throw new Error('fping is missing: run sh deploy/setup.sh --with fping');
  const prober = createFpingProber({ program, count: 3, lanes: 2 });
  const chunks = Array.from({ length: Math.ceil(addresses.length / 10_000) }, (_, index) =>
    addresses.slice(index * 10_000, (index + 1) * 10_000),
  ).values();
  const before = await cpuSeconds();
  const startedMs = performance.now();
  const lane = async () => {
    for (const chunk of chunks) {
      const targets = chunk.map((address) => ({ address, timeoutMs: 1_000 }));
      await runProbes(prober, targets, new AbortController().signal);
    }
  };
  await Promise.all([lane(), lane()]);
  const after = await cpuSeconds();
  return { cpu: after.children - before.children, wallSeconds: (performance.now() - startedMs) / 1_000 };
}

async function measureCollector(addresses: readonly string[], seconds: number) {
  const folder = await mkdtemp(join(tmpdir(), 'camwatch-bench-'));
  const logger = pino({ level: 'warn' }, pino.destination(2));
  const ledger = await openLedger({
    path: join(folder, 'ledger.sqlite'),
    collector: 'bench',
    run: 'bench',
    logger,
  });
  const settings = Settings.parse({
    city: { name: 'bench', name_en: 'bench', time_zone: 'UTC', area_list: '2025-07-01' },
    collector: { canaries: [{ address: '127.0.0.1' }] },
    profiles: { camera: { reach: { prober: 'icmp', interval: '60s' } } },
  });
  const metrics = createMetrics();
  let outages = 0;
  const stopping = new AbortController();
  const engine = await chooseReachEngine(
    { ...settings.collector, icmp: 'fping' },
    process.env.PATH ?? '',
    stopping.signal,
  );
  const before = await cpuSeconds();
  const startedMs = performance.now();
  const clock = createClock();
  const config = openSharedConfig(
    shareConfig(
      {
        ...{ dir: folder, settings, inventory: inventoryFor(addresses), makers: [] },
        ...{ findings: [], sourceHash: '', files: [] },
      },
      clock.nowMs(),
    ),
  );
  const { name, program, fallbackPort } = engine;
  const probing = startProbing({
    ...{ config: config.shared, clock: clock.shared, env: process.env, metrics, logger, recordedFacts: [] },
    reach: { name, fallbackPort, ...(program !== undefined && { program }) },
  });
  const collector = finish(
    startCollector({
      watched: config,
      run: 'bench',
      ...{ engine, clock, probing: probing.start },
      recorded: [],
      coveredTo: { latestMs: 0, ofInterval: () => 0 },
      changes: {
        record: async (batch) => {
          outages += batch.changes.filter(({ state }) => state === 'down').length;
          await ledger.record(batch);
        },
      },
      readings: { write: () => undefined },
      traffic: { write: () => undefined },
      trafficDays: { write: () => undefined },
      findings: { note: () => undefined, learn: () => undefined },
      recordedFacts: [],
      recordedFindings: [],
      defaultLogins: () => [],
      metrics,
      logger,
    }),
  );
  let [rssBytes, latenessMs] = [0, 0];
  try {
    while (performance.now() - startedMs < seconds * 1_000) {
      await delay(500);
      rssBytes = Math.max(rssBytes, process.memoryUsage.rss());
      latenessMs = Math.max(latenessMs, collector.health().latenessMs);
    }
    const after = await cpuSeconds();
    const counted = await metrics.camwatch_probes_total.get();
    return {
      own: after.own - before.own,
      children: after.children - before.children,
      wallSeconds: (performance.now() - startedMs) / 1_000,
      probes: counted.values.reduce((sum, { value }) => sum + value, 0),
      shortfall: collector.health().shortfall,
      rssBytes,
      latenessMs,
      outages,
    };
  } finally {
    await collector.close();
    await ledger.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function inventoryFor(addresses: readonly string[]): Inventory {
  const devices: readonly Device[] = addresses.map((address, index) =>
    device({ id: `cam-${index}`, address }),
  );
  return openInventoryOf({ devices });
}

const progress = (text: string) => process.stderr.write(`bench: ${text} …\n`);
