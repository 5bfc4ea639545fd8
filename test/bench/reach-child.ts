import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import pino from 'pino';
import { startCollector } from '#collector/create-collector.ts';
import { chooseReachEngine } from '#collector/probers/reach-engine.ts';
import { startProbing } from '#collector/thread/start-probing.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import { type OpenedConfig, openSharedConfig, shareConfig } from '#config/shared-config.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import { collectGarbage } from '#core/host/collect-garbage.ts';
import { finish } from '#core/host/in-slices.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { createClock } from '#core/time/clock.ts';
import { openLedger } from '#ledger/sqlite/writing/open-ledger.ts';
import { device, openInventoryOf } from '../support/inventory.ts';
import { UNHEARD_SINKS } from '../support/unheard-sinks.ts';
import { cpuSeconds } from './cpu.ts';

export interface WatchOptions {
  readonly addresses: readonly string[];
  readonly seconds: number;
  /** What is used until then is of the start. */
  readonly startMs: number;
}

/** CPU-s of this process and of what it started, and what was asked for it. */
interface Use {
  readonly own: number;
  readonly children: number;
  readonly wallSeconds: number;
  readonly probes: number;
}

export interface Watching {
  readonly all: Use;
  /** Without the start. */
  readonly later: Use;
  readonly shortfall: number;
  readonly rssBytes: number;
  readonly latenessMs: number;
  readonly outages: number;
}

async function watch({ addresses, seconds, startMs }: WatchOptions): Promise<Watching> {
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
  const startedMs = performance.now();
  const useNow = async (): Promise<Use> => {
    const counted = await metrics.camwatch_probes_total.get();
    return {
      ...(await cpuSeconds()),
      wallSeconds: (performance.now() - startedMs) / 1_000,
      probes: counted.values.reduce((sum, { value }) => sum + value, 0),
    };
  };
  const before = await useNow();
  const clock = createClock();
  const config = openConfig(folder, settings, inventoryFor(addresses), clock.nowMs());
  // Where `camwatch run` reads an inventory, that is done by a thread that ends.
  collectGarbage();
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
      ...UNHEARD_SINKS,
      metrics,
      logger,
    }),
  );
  let [rssBytes, latenessMs] = [0, 0];
  let started: Use | undefined;
  try {
    while (performance.now() - startedMs < seconds * 1_000) {
      await delay(500);
      if (performance.now() - startedMs >= startMs) started ??= await useNow();
      rssBytes = Math.max(rssBytes, process.memoryUsage.rss());
      latenessMs = Math.max(latenessMs, collector.health().latenessMs);
    }
    const after = await useNow();
    const { shortfall } = collector.health();
    return {
      all: between(before, after),
      later: between(started ?? before, after),
      ...{ shortfall, rssBytes, latenessMs, outages },
    };
  } finally {
    await collector.close();
    await ledger.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function openConfig(dir: string, settings: Settings, inventory: Inventory, nowMs: number): OpenedConfig {
  const read = { dir, settings, inventory, makers: [], findings: [], sourceHash: '', files: [] };
  return openSharedConfig(shareConfig(read, nowMs));
}

const between = (from: Use, to: Use): Use => ({
  own: to.own - from.own,
  children: to.children - from.children,
  wallSeconds: to.wallSeconds - from.wallSeconds,
  probes: to.probes - from.probes,
});

function inventoryFor(addresses: readonly string[]): Inventory {
  return openInventoryOf({
    devices: addresses.map((address, index) => device({ id: `cam-${index}`, address })),
  });
}

/** Entry of the process that watches. */
process.stdout.write(JSON.stringify(await watch((await json(process.stdin)) as WatchOptions)));
