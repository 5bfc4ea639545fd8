import pino from 'pino';
import { onTestFinished } from 'vitest';
import type { CoveredTo } from '#collector/coverage-account.ts';
import { type CollectorOptions, startCollector } from '#collector/create-collector.ts';
import type { ReachEngine } from '#collector/probers/reach-engine.ts';
import type { SingleProber } from '#collector/probing/prober.ts';
import type { Watched } from '#collector/watching/watched-now.ts';
import { Settings } from '#config/settings/settings-schema.ts';
import type { DeviceFacts } from '#core/domain/device-facts.ts';
import type { FindingObservation } from '#core/domain/findings.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import type { Reading } from '#core/domain/probing.ts';
import type { ChangeBatch, TrafficUpdate } from '#core/domain/sinks.ts';
import type { Change } from '#core/domain/state.ts';
import type { TrafficSample } from '#core/domain/traffic.ts';
import { finish } from '#core/host/in-slices.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { createClock } from '#core/time/clock.ts';
import { asAllProtocols } from './engines.ts';
import { type ProbeHereOptions, probeHere } from './probe-here.ts';

export const CANARY = '192.0.2.254';

/** Settings as a file would give them, sped up: probes every 100 ms, canaries every 50 ms. */
export function fastSettings(): Settings {
  const settings = Settings.parse({
    city: { name: 'Hà Nội', name_en: 'Hanoi', time_zone: 'Asia/Ho_Chi_Minh', area_list: '2025-07-01' },
    collector: { canaries: [{ address: CANARY }] },
    profiles: { camera: { reach: { prober: 'icmp' } } },
  });
  const { reach } = settings.profiles.camera ?? {};
  if (!reach) throw new Error('no check');
  return {
    ...settings,
    collector: { ...settings.collector, canaryIntervalMs: 50 },
    profiles: { camera: { reach: { ...reach, intervalMs: 100, timeoutMs: 50, recheckMs: 50 } } },
  };
}

/** Coverage on record that ends at an instant, whatever the interval. */
export const coveredTo = (toMs: number): CoveredTo => ({ latestMs: toMs, ofInterval: () => toMs });

/** What a test sets beside: of the collector, and of what probes for it. */
export type MoreOfWorld = Partial<Omit<CollectorOptions, 'engine' | 'probing'> & ProbeHereOptions>;

/** A collector over a world in memory: `dead` holds the addresses that do not answer. */
export function watchWorld(inventory: Inventory, more: MoreOfWorld = {}) {
  const dead = new Set<string>();
  const prober: SingleProber = {
    mode: 'single',
    concurrency: 1_000,
    probe: async ({ address }) => {
      if (dead.has(address)) throw Object.assign(new Error('silent'), { code: 'ETIMEDOUT' });
      return { measurements: { rttAvgMs: 1, lossRatio: 0 } };
    },
  };
  let isDeaf = false;
  const canaryProber: SingleProber = {
    ...prober,
    probe: (target, signal) => (isDeaf ? new Promise(() => {}) : prober.probe(target, signal)),
  };
  const engine: ReachEngine = {
    name: 'fping',
    notes: [],
    prober,
    canaryProber,
    fallbackPort: undefined,
  };
  const batches: ChangeBatch[] = [];
  const written: Reading[] = [];
  const told: Change[] = [];
  const traffic: TrafficSample[] = [];
  const days: TrafficUpdate[] = [];
  const findings: FindingObservation[] = [];
  const facts: DeviceFacts[] = [];
  const watched: Watched = { settings: fastSettings(), inventory };
  const clock = createClock();
  const common = { engine, metrics: createMetrics(), logger: pino({ level: 'silent' }), ...more };
  const collector = finish(
    startCollector({
      watched,
      run: 'run-1',
      clock,
      probing: probeHere({
        ...{ probers: asAllProtocols(prober), credentialsOf: async () => undefined, nowMs: clock.nowMs },
        ...common,
      }),
      recorded: [],
      coveredTo: coveredTo(0),
      changes: {
        record: async (batch) => {
          batches.push(batch);
          told.push(...batch.changes);
        },
      },
      readings: { write: (readings) => void written.push(...readings) },
      traffic: { write: (samples) => void traffic.push(...samples) },
      trafficDays: { write: (update) => void days.push(update) },
      findings: {
        note: (observations) => void findings.push(...observations),
        learn: (learnt) => void facts.push(...learnt),
      },
      recordedFacts: [],
      recordedFindings: [],
      defaultLogins: () => [],
      ...common,
    }),
  );
  onTestFinished(() => collector.close());
  return {
    collector,
    dead,
    /** Canaries that are sent meanwhile never settle, whatever their signal says. */
    setDeaf: (deaf: boolean) => {
      isDeaf = deaf;
    },
    written,
    told,
    traffic,
    days,
    findings,
    facts,
    batches,
    watched,
    changes: () => batches.flatMap((batch) => batch.changes),
    coverage: () => batches.flatMap((batch) => batch.coverage ?? []),
  };
}
