import type { Logger } from 'pino';
import { type Device, isWatchedAt } from '../../core/domain/inventory.ts';
import type { ProberName } from '../../core/domain/probers.ts';
import type { ProbeOutcome, Reading } from '../../core/domain/probing.ts';
import type { Indicator } from '../../core/domain/state.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { createLineCaps } from '../judge/line-caps.ts';
import { createBudget } from '../probing/budget.ts';
import type { AddressResolver } from '../probing/resolve-address.ts';
import { OWN_FAULT } from '../probing/run-probes.ts';
import { createDueHeap, type DueHeap } from './due-heap.ts';
import { type CredentialsOf, type Engine, probeBatch, type Task, toReadings } from './probe-batch.ts';
import { createProbePlan } from './probe-plan.ts';
import { isScheduled, nextDueMs, type ScheduledWatch, type Watch, watchKey } from './watch-list.ts';

/** Everything that can be sent. */
export type Engines = Readonly<Record<Exclude<ProberName, 'channel'>, Engine>>;

/** Sends the probes that are due, the oldest first, and hands on what comes back. */
export interface Dispatcher {
  readonly tick: () => void;
  /** Repeats a check soon, within a budget: a blind collector must not probe the whole city again at once. */
  readonly recheck: (reading: Reading, atMs: number) => void;
  /** Asks a check at the next tick that is not being asked, so many a second: all devices of a street may need it at once. */
  readonly askNow: (deviceId: string, indicator: Indicator) => void;
  /** Probes all checks of a device at the next tick, thoroughly; `false` where it has none. */
  readonly checkNow: (deviceId: string) => boolean;
  /** Asks at the next tick what hangs on something that came back, within the budget of rechecks, and not what is being asked. */
  readonly askAfterReturn: (deviceId: string, indicator: Indicator) => void;
  /** Takes over a new list, and what of it was due since an instant; probes under way end as they are. */
  readonly replace: (watches: readonly Watch[], sinceMs?: number) => void;
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
  readonly engines: Engines;
  readonly resolve: AddressResolver;
  readonly credentialsOf: CredentialsOf;
  /** Streams played at once over one link or from one recorder. */
  readonly streamsPerLine: number;
  readonly nowMs: () => number;
  readonly metrics: Metrics;
  /** Whether probes of a device may be counted: a number tells how many devices are withheld. */
  readonly isCounted?: (device: Pick<Device, 'id'>) => boolean;
  readonly logger: Logger;
  readonly onReadings: (readings: readonly Reading[]) => void;
  readonly stop: AbortSignal;
  /** Least time between two batches of one engine: a slice of the fleet gathers meanwhile. */
  readonly sliceMs?: number;
}

/** Enough for all that fails by itself. What falls together, such as a line, is asked in its turn as well. */
const ASKED_PER_SECOND = 20;
/** Half of a batch's 3 s: two lanes then take turns. */
const SLICE_MS = 1_500;
const MOST_FAULTS_TOLD = 100;

interface Lane {
  readonly name: string;
  readonly engine: Engine;
  /** Schedule of the entries that this engine probes. */
  heap: DueHeap;
  /** Due, and held up by a line that is full, with the time at which they were due: the oldest first. */
  heldUp: Map<number, number>;
  underWay: number;
  lastStartMs: number;
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { nowMs, metrics, logger, stop, sliceMs = SLICE_MS, isCounted = () => true } = options;
  const lanes = new Map(
    Object.entries(options.engines).map(([name, engine]) => [name, createLane(name, engine)]),
  );
  const allLanes: readonly Lane[] = [...lanes.values()];
  const caps = createLineCaps(options.streamsPerLine);
  let watches: readonly ScheduledWatch[] = [];
  let entryByKey: ReadonlyMap<string, number> = new Map();
  let entriesByDevice: ReadonlyMap<string, readonly number[]> = new Map();
  let plan = createProbePlan(0, nowMs);
  let latenessMs = 0;
  let shortfall = 0;
  let sent = 0;
  let spend = createBudget(recheckRate([]), nowMs);
  const mayAsk = createBudget(ASKED_PER_SECOND, nowMs);
  const underWay = new Set<Promise<void>>();
  const faultsTold = new Set<string>();

  const laneOf = ({ check }: ScheduledWatch): Lane => {
    const lane = lanes.get(check.prober);
    if (lane === undefined) throw new RangeError(`no engine asks by ${check.prober}`);
    return lane;
  };

  const takeDue = (lane: Lane, atMs: number, count: number): number[] => {
    const entries: number[] = [];
    for (const [entry, dueMs] of lane.heldUp) {
      if (entries.length >= count) return entries;
      if (takePlace(lane, entry, dueMs, atMs)) entries.push(entry);
    }
    while (entries.length < count) {
      const due = lane.heap.popDue(atMs);
      if (due === undefined) break;
      if (takePlace(lane, due.entry, due.dueMs, atMs)) entries.push(due.entry);
    }
    return entries;
  };

  /** Whether the entry goes now. What its lines have no place for waits for the next tick, before all that is due later. */
  const takePlace = (lane: Lane, entry: number, dueMs: number, atMs: number): boolean => {
    const watch = watches[entry];
    if (watch === undefined) return false;
    const isWatched = isWatchedAt(watch.device, atMs);
    if (isWatched && !caps.take(watch.lines)) {
      lane.heldUp.set(entry, dueMs);
      return false;
    }
    lane.heldUp.delete(entry);
    const missed = Math.floor((atMs - dueMs) / watch.check.intervalMs);
    if (missed > 0 && isCounted(watch.device)) {
      shortfall += missed;
      metrics.camwatch_schedule_shortfall_total.inc(missed);
    }
    if (!isWatched) lane.heap.set(entry, nextDueMs(watch, atMs));
    return isWatched;
  };

  const launch = async (lane: Lane, entries: readonly number[], atMs: number) => {
    // A list that is replaced meanwhile has a heap and a plan of its own.
    const { heap } = lane;
    const ownPlan = plan;
    const tasks = entries.flatMap((entry): Task[] => {
      const watch = watches[entry];
      return watch ? [{ watch, depth: ownPlan.depthOf(entry, watch, atMs) }] : [];
    });
    const counted = tasks.map(({ watch }) => isCounted(watch.device));
    const count = counted.filter(Boolean).length;
    sent += count;
    metrics.camwatch_probes_in_flight.labels(lane.name).inc(count);
    const endTimer = metrics.camwatch_probe_duration_seconds.startTimer({ prober: lane.name });
    let outcomes: readonly ProbeOutcome[] = [];
    try {
      const probed = await probeBatch(lane.engine, tasks, options);
      if (count > 0) endTimer();
      ({ outcomes } = probed);
      options.onReadings(toReadings(tasks, probed));
      for (const [index, outcome] of outcomes.entries()) {
        if (!outcome.ok && outcome.detail.startsWith(OWN_FAULT)) tellFault(lane.name, outcome.detail);
        if (counted[index])
          metrics.camwatch_probes_total.labels(lane.name, outcome.ok ? 'ok' : outcome.reason).inc();
      }
    } finally {
      metrics.camwatch_probes_in_flight.labels(lane.name).dec(count);
      const doneMs = nowMs();
      for (const [index, { watch, depth }] of tasks.entries()) {
        const entry = entries[index] ?? 0;
        caps.give(watch.lines);
        const dueMs = ownPlan.plan(entry, watch, outcomes[index], depth, doneMs);
        if (heap.dueMs(entry) === undefined) heap.set(entry, dueMs);
      }
    }
  };

  /** Once each: what one device brought about, a thousand will. */
  const tellFault = (prober: string, detail: string) => {
    const fault = `${prober} ${detail}`;
    if (faultsTold.has(fault) || faultsTold.size >= MOST_FAULTS_TOLD) return;
    faultsTold.add(fault);
    logger.error({ prober, detail }, 'a probe failed by a fault of ours: it says nothing of its device');
  };

  const start = (lane: Lane, atMs: number) => {
    const { prober } = lane.engine;
    if (prober.mode === 'single') {
      const entries = takeDue(lane, atMs, prober.concurrency - lane.underWay);
      for (const entry of entries) begin(lane, [entry], atMs);
      return;
    }
    if (atMs - lane.lastStartMs < sliceMs || lane.underWay >= prober.lanes) return;
    const entries = takeDue(lane, atMs, prober.maxBatch);
    if (entries.length > 0) begin(lane, entries, atMs);
  };

  const begin = (lane: Lane, entries: readonly number[], atMs: number) => {
    lane.lastStartMs = atMs;
    lane.underWay++;
    const work = launch(lane, entries, atMs)
      .catch((error: unknown) => {
        if (!stop.aborted) logger.error({ err: error, prober: lane.name }, 'a batch of probes was lost');
      })
      .finally(() => {
        lane.underWay--;
        underWay.delete(work);
      });
    underWay.add(work);
  };

  const planAnew = (sinceMs = nowMs()) => {
    spend = createBudget(recheckRate(watches), nowMs);
    plan = createProbePlan(watches.length, nowMs);
    for (const lane of allLanes) {
      lane.heap = createDueHeap(watches.length);
      lane.heldUp = new Map();
      lane.lastStartMs = Number.NEGATIVE_INFINITY;
    }
    for (const [entry, watch] of watches.entries()) laneOf(watch).heap.set(entry, nextDueMs(watch, sinceMs));
  };

  /** An entry that is out of the heap is being probed at this moment. */
  const bringForward = (deviceId: string, indicator: Indicator, take: () => boolean) => {
    const entry = entryByKey.get(`${deviceId} ${indicator}`);
    const watch = entry === undefined ? undefined : watches[entry];
    if (entry === undefined || watch === undefined) return;
    const { heap } = laneOf(watch);
    const plannedMs = heap.dueMs(entry);
    if (plannedMs !== undefined && plannedMs > nowMs() && take()) heap.set(entry, nowMs());
  };

  return {
    tick: () => {
      if (stop.aborted) return;
      const atMs = nowMs();
      latenessMs = allLanes.reduce((worst, lane) => Math.max(worst, atMs - (oldestDueMs(lane) ?? atMs)), 0);
      metrics.camwatch_schedule_lateness_seconds.set(latenessMs / 1_000);
      metrics.camwatch_schedule_ticks_total.inc();
      for (const lane of allLanes) start(lane, atMs);
    },
    recheck: ({ deviceId, indicator }, atMs) => {
      const entry = entryByKey.get(`${deviceId} ${indicator}`);
      const watch = entry === undefined ? undefined : watches[entry];
      if (entry === undefined || watch === undefined) return;
      const { heap, heldUp } = laneOf(watch);
      if (heldUp.has(entry)) return;
      const plannedMs = heap.dueMs(entry) ?? nextDueMs(watch, nowMs());
      if (atMs >= plannedMs || !spend()) return;
      heap.set(entry, atMs);
    },
    askNow: (deviceId, indicator) => bringForward(deviceId, indicator, mayAsk),
    askAfterReturn: (deviceId, indicator) => bringForward(deviceId, indicator, spend),
    checkNow: (deviceId) => {
      const entries = entriesByDevice.get(deviceId) ?? [];
      for (const entry of entries) {
        const watch = watches[entry];
        plan.wantDetails(entry);
        const heap = watch && laneOf(watch).heap;
        // An entry that is out of the heap is being probed at this moment.
        if (heap?.dueMs(entry) !== undefined) heap.set(entry, nowMs());
      }
      return entries.length > 0;
    },
    replace: (next, sinceMs) => {
      watches = next.filter(isScheduled);
      entryByKey = new Map(watches.map((watch, entry) => [watchKey(watch), entry]));
      entriesByDevice = Map.groupBy(watches.keys(), (entry) => watches[entry]?.device.id ?? '');
      planAnew(sinceMs);
    },
    clockStep: () => planAnew(),
    latenessMs: () => latenessMs,
    shortfall: () => shortfall,
    sent: () => sent,
    idle: async () => {
      await Promise.all(underWay);
    },
  };
}

const oldestDueMs = ({ heap, heldUp }: Lane) => heldUp.values().next().value ?? heap.nextDueMs();

function createLane(name: string, engine: Engine): Lane {
  return {
    name,
    engine,
    heap: createDueHeap(0),
    heldUp: new Map(),
    underWay: 0,
    lastStartMs: Number.NEGATIVE_INFINITY,
  };
}

/** Rechecks may double the load at most: the fleet's own rate of probes. */
function recheckRate(watches: readonly ScheduledWatch[]): number {
  return Math.max(
    20,
    watches.reduce((sum, { check }) => sum + 1_000 / check.intervalMs, 0),
  );
}
