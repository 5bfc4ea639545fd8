import { isIP } from 'node:net';
import type { Logger } from 'pino';
import { isWatchedAt } from '../core/inventory.ts';
import type { Metrics } from '../core/metrics.ts';
import type { ProbeOutcome, Reading } from '../core/probing.ts';
import { createDueHeap, type DueHeap } from './due-heap.ts';
import type { Prober, Target } from './prober.ts';
import type { AddressResolver } from './resolve-address.ts';
import { runProbes } from './run-probes.ts';
import { nextDueMs, type Watch, watchKey } from './watch-list.ts';

/** An engine with its share of the schedule. */
export interface Engine {
  readonly prober: Prober;
  /** Port for devices and checks that name none. */
  readonly fallbackPort: number | undefined;
}

/** Sends the probes that are due, the oldest first, and hands on what comes back. */
export interface Dispatcher {
  readonly tick: () => void;
  /** Repeats a check soon, within a budget: a blind collector must not probe the whole city again at once. */
  readonly recheck: (reading: Reading, atMs: number) => void;
  /** Probes all checks of a device at the next tick; `false` where it has none. */
  readonly checkNow: (deviceId: string) => boolean;
  /** Takes over a new list; probes under way end as they are. */
  readonly replace: (watches: readonly Watch[]) => void;
  /** Plans everything anew: due times of another clock may be hours away. */
  readonly clockStep: () => void;
  readonly latenessMs: () => number;
  readonly shortfall: () => number;
  /** Probes sent since the start. */
  readonly sent: () => number;
  /** Settles when nothing is under way any more; call after `stop` was aborted. */
  readonly idle: () => Promise<void>;
}

export interface DispatcherOptions {
  readonly engines: Readonly<Record<'icmp' | 'tcp', Engine>>;
  readonly resolve: AddressResolver;
  readonly nowMs: () => number;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly onReadings: (readings: readonly Reading[]) => void;
  readonly stop: AbortSignal;
  /** Least time between two batches of one engine: a slice of the fleet gathers meanwhile. */
  readonly sliceMs?: number;
}

/** Half of a batch's 3 s: two lanes then take turns. */
const SLICE_MS = 1_500;

interface Lane {
  readonly name: 'icmp' | 'tcp';
  readonly engine: Engine;
  /** Schedule of the entries that this engine probes. */
  heap: DueHeap;
  underWay: number;
  lastStartMs: number;
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { engines, nowMs, metrics, logger, stop, sliceMs = SLICE_MS } = options;
  const lanes: readonly Lane[] = (['icmp', 'tcp'] as const).map((name) => ({
    name,
    engine: engines[name],
    heap: createDueHeap(0),
    underWay: 0,
    lastStartMs: Number.NEGATIVE_INFINITY,
  }));
  let watches: readonly Watch[] = [];
  let entryByKey: ReadonlyMap<string, number> = new Map();
  let entriesByDevice: ReadonlyMap<string, readonly number[]> = new Map();
  let latenessMs = 0;
  let shortfall = 0;
  let sent = 0;
  let budget = createRecheckBudget([], nowMs);
  const underWay = new Set<Promise<void>>();

  const laneOf = ({ check }: Watch) => (check.prober === 'icmp' ? lanes[0] : lanes[1]);

  const takeDue = (lane: Lane, atMs: number, count: number): number[] => {
    const entries: number[] = [];
    while (entries.length < count) {
      const due = lane.heap.popDue(atMs);
      if (due === undefined) break;
      const watch = watches[due.entry];
      if (watch === undefined) continue;
      const missed = Math.floor((atMs - due.dueMs) / watch.check.intervalMs);
      if (missed > 0) {
        shortfall += missed;
        metrics.camwatch_schedule_shortfall_total.inc(missed);
      }
      if (isWatchedAt(watch.device, atMs)) entries.push(due.entry);
      else lane.heap.set(due.entry, nextDueMs(watch, atMs));
    }
    return entries;
  };

  const launch = async (lane: Lane, entries: readonly number[]) => {
    const { heap } = lane;
    const batch = entries.flatMap((entry) => watches[entry] ?? []);
    sent += batch.length;
    metrics.camwatch_probes_in_flight.labels(lane.name).inc(batch.length);
    const endTimer = metrics.camwatch_probe_duration_seconds.startTimer({ prober: lane.name });
    try {
      const { outcomes, sentMs } = await probeAll(lane.engine, batch, options);
      endTimer();
      options.onReadings(toReadings(batch, outcomes, sentMs));
      for (const outcome of outcomes) {
        metrics.camwatch_probes_total.labels(lane.name, outcome.ok ? 'ok' : outcome.reason).inc();
      }
    } finally {
      metrics.camwatch_probes_in_flight.labels(lane.name).dec(batch.length);
      const doneMs = nowMs();
      // A list that was replaced meanwhile has a heap of its own.
      for (const [index, entry] of entries.entries()) {
        const watch = batch[index];
        if (watch && heap.dueMs(entry) === undefined) heap.set(entry, nextDueMs(watch, doneMs));
      }
    }
  };

  const start = (lane: Lane, atMs: number) => {
    const { prober } = lane.engine;
    const width = prober.mode === 'batch' ? prober.lanes : prober.concurrency;
    const size = prober.mode === 'batch' ? prober.maxBatch : 1;
    if (prober.mode === 'batch' && atMs - lane.lastStartMs < sliceMs) return;
    while (lane.underWay < width) {
      const entries = takeDue(lane, atMs, size);
      if (entries.length === 0) return;
      lane.lastStartMs = atMs;
      lane.underWay++;
      const work = launch(lane, entries)
        .catch((error: unknown) => {
          if (!stop.aborted) logger.error({ err: error, prober: lane.name }, 'a batch of probes was lost');
        })
        .finally(() => {
          lane.underWay--;
          underWay.delete(work);
        });
      underWay.add(work);
      if (prober.mode === 'batch') return;
    }
  };

  const plan = () => {
    budget = createRecheckBudget(watches, nowMs);
    const atMs = nowMs();
    for (const lane of lanes) {
      lane.heap = createDueHeap(watches.length);
      lane.lastStartMs = Number.NEGATIVE_INFINITY;
    }
    for (const [entry, watch] of watches.entries()) laneOf(watch)?.heap.set(entry, nextDueMs(watch, atMs));
  };

  return {
    tick: () => {
      if (stop.aborted) return;
      const atMs = nowMs();
      latenessMs = lanes.reduce((worst, { heap }) => Math.max(worst, atMs - (heap.nextDueMs() ?? atMs)), 0);
      metrics.camwatch_schedule_lateness_seconds.set(latenessMs / 1_000);
      metrics.camwatch_schedule_ticks_total.inc();
      for (const lane of lanes) start(lane, atMs);
    },
    recheck: ({ deviceId, indicator }, atMs) => {
      const entry = entryByKey.get(`${deviceId} ${indicator}`);
      const watch = entry === undefined ? undefined : watches[entry];
      if (entry === undefined || watch === undefined) return;
      const heap = laneOf(watch)?.heap;
      const plannedMs = heap?.dueMs(entry) ?? nextDueMs(watch, nowMs());
      if (heap === undefined || atMs >= plannedMs || !budget()) return;
      heap.set(entry, atMs);
    },
    checkNow: (deviceId) => {
      const entries = entriesByDevice.get(deviceId) ?? [];
      for (const entry of entries) {
        const watch = watches[entry];
        const heap = watch && laneOf(watch)?.heap;
        // An entry that is out of the heap is being probed at this moment.
        if (heap?.dueMs(entry) !== undefined) heap.set(entry, nowMs());
      }
      return entries.length > 0;
    },
    replace: (next) => {
      watches = next;
      entryByKey = new Map(next.map((watch, entry) => [watchKey(watch), entry]));
      entriesByDevice = Map.groupBy(next.keys(), (entry) => next[entry]?.device.id ?? '');
      plan();
    },
    clockStep: plan,
    latenessMs: () => latenessMs,
    shortfall: () => shortfall,
    sent: () => sent,
    idle: async () => {
      await Promise.all(underWay);
    },
  };
}

/** Names are resolved first, side by side; a name that does not resolve is an outcome, not a failure of the batch. */
async function probeAll(
  { prober, fallbackPort }: Engine,
  batch: readonly Watch[],
  { resolve, nowMs, stop }: DispatcherOptions,
): Promise<{ readonly outcomes: readonly ProbeOutcome[]; readonly sentMs: number }> {
  const outcomes: ProbeOutcome[] = new Array(batch.length);
  const addresses = batch.map(({ address }) => address);
  const names = batch.keys().filter((index) => isIP(addresses[index] ?? '') === 0);
  const resolveAt = async (index: number) => {
    try {
      addresses[index] = await resolve(addresses[index] ?? '');
    } catch (error) {
      outcomes[index] = unresolved(error);
    }
  };
  await Promise.all(names.map(resolveAt));
  const indexes = [...batch.keys()].filter((index) => outcomes[index] === undefined);
  const targets = indexes.flatMap((index): Target[] => {
    const watch = batch[index];
    if (watch === undefined) return [];
    const { port = fallbackPort, check } = watch;
    const address = addresses[index] ?? watch.address;
    return [{ address, timeoutMs: check.timeoutMs, ...(port !== undefined && { port }) }];
  });
  const sentMs = nowMs();
  const probed = await runProbes(prober, targets, stop);
  for (const [place, index] of indexes.entries()) {
    const outcome = probed[place];
    if (outcome) outcomes[index] = outcome;
  }
  return { outcomes, sentMs };
}

/** That no name server answers says nothing about the device; that there is no such name does. */
function unresolved(error: unknown): ProbeOutcome {
  const isOurs = error instanceof Error && 'code' in error && error.code === 'EAI_AGAIN';
  return { ok: false, reason: isOurs ? 'internal' : 'dns', detail: String(error) };
}

function toReadings(batch: readonly Watch[], outcomes: readonly ProbeOutcome[], atMs: number): Reading[] {
  return batch.flatMap(({ device, check }, index) => {
    const outcome = outcomes[index];
    return outcome ? { deviceId: device.id, indicator: check.indicator, atMs, outcome } : [];
  });
}

/** Rechecks may double the load at most: a token bucket with the fleet's own rate of probes, and a second's worth saved. */
function createRecheckBudget(watches: readonly Watch[], nowMs: () => number): () => boolean {
  const perSecond = Math.max(
    20,
    watches.reduce((sum, { check }) => sum + 1_000 / check.intervalMs, 0),
  );
  let tokens = perSecond;
  let filledMs = nowMs();
  return () => {
    const atMs = nowMs();
    tokens = Math.min(perSecond, tokens + ((atMs - filledMs) * perSecond) / 1_000);
    filledMs = atMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
