import type { Logger } from 'pino';
import type { ProberName } from '../../core/domain/probers.ts';
import type { ProbeOutcome, Reading } from '../../core/domain/probing.ts';
import type { Indicator } from '../../core/domain/state.ts';
import { finish, type Steps } from '../../core/host/in-slices.ts';
import { seconds } from '../../core/time/units.ts';
import { createLineCaps } from '../judge/line-caps.ts';
import { createBudget } from '../probing/budget.ts';
import type { AddressResolver } from '../probing/resolve-address.ts';
import { OWN_FAULT } from '../probing/run-probes.ts';
import { type AgendaOptions, createAgenda, type Taken } from './agenda.ts';
import { type CredentialsOf, type Engine, probeBatch, toReadings } from './probe-batch.ts';
import { createRunning, LANES, neverStarted, type Place, type Running } from './running.ts';
import { sameChecks } from './same-checks.ts';
import { buildSchedule, type Schedulable, type Schedule, type SharedSchedulable } from './schedule.ts';
import type { WorkCounter } from './work-counter.ts';

/** Everything that can be sent. */
export type Engines = Readonly<Record<Exclude<ProberName, 'channel'>, Engine>>;

/** Sends the probes that are due, the oldest first, and hands on what comes back: in this thread or in another one. */
export interface Dispatcher {
  /** Repeats a check at an instant, as far as its lane has room for repeats; few of a device that answers to nothing. */
  readonly recheck: (reading: Pick<Reading, 'deviceId' | 'indicator'>, atMs: number) => void;
  /** Asks a check at the next tick that is not being asked, so many a second: all devices of a street may need it at once. */
  readonly askNow: (deviceId: string, indicator: Indicator) => void;
  /** Probes all checks of a device at the next tick, thoroughly; `false` where it has none. */
  readonly checkNow: (deviceId: string) => boolean;
  /** Asks at the next tick what hangs on something that came back, as far as its lane has room, and not what is being asked. */
  readonly askAfterReturn: (deviceId: string, indicator: Indicator) => void;
  /** Takes over a new list. Checks that stay keep their times, others are due since an instant; probes under way end as they are. */
  readonly replace: (watched: SharedSchedulable, sinceMs?: number) => void;
  /** Plans everything anew: due times of another clock may be hours away. */
  readonly clockStep: () => void;
  readonly latenessMs: () => number;
  readonly shortfall: () => number;
  /** Probes sent since the start. */
  readonly sent: () => number;
  /** Settles when nothing is under way any more, and lets go of what was kept; call after `stop` was aborted. */
  readonly close: () => Promise<void>;
}

/** What a dispatcher tells the collector. */
export interface ProbingHooks {
  readonly onReadings: (readings: readonly Reading[]) => void;
  /** Whether the reference of a device led to credentials. */
  readonly noteCredentials: (deviceId: string, isThere: boolean) => void;
  readonly stop: AbortSignal;
}

export type StartProbing = (hooks: ProbingHooks) => Dispatcher;

/** A dispatcher that somebody in the same thread drives. */
export interface LocalDispatcher extends Omit<Dispatcher, 'close' | 'replace'> {
  readonly replace: (watched: Schedulable, sinceMs?: number) => void;
  /** Takes over a list that was built some at a time, as `replace` does. */
  readonly use: (next: Schedule, sinceMs?: number) => Steps<void>;
  /** To be called several times a second. */
  readonly tick: () => void;
  /** Settles when nothing is under way any more. */
  readonly idle: () => Promise<void>;
}

export interface DispatcherOptions {
  readonly engines: Engines;
  readonly resolve: AddressResolver;
  readonly credentialsOf: CredentialsOf;
  /** Streams played at once over one link or from one recorder. */
  readonly streamsPerLine: number;
  readonly nowMs: () => number;
  readonly counter: WorkCounter;
  /** Whether probes of a device may be counted: a number tells how many devices are withheld. */
  readonly isCounted?: (deviceId: string) => boolean;
  readonly logger: Logger;
  readonly onReadings: (readings: readonly Reading[]) => void;
  readonly stop: AbortSignal;
  /** How much of its pace this thread can keep: all where nothing is said. */
  readonly share?: () => number;
  /** Least time between two batches of one engine: a slice of the fleet gathers meanwhile. */
  readonly sliceMs?: number;
}

/** Enough for all that fails by itself. What falls together, such as a line, is asked in its turn as well. */
export const ASKED_PER_SECOND = 20;
/** Nearly the 3 s of a batch: two of them at once see each other's packets, and each costs a fifth more. */
const SLICE_MS = 2_500;
/** What is due so soon goes along: then a check goes as much too early as too late, and no later than this. */
const AHEAD_SHARE = 0.5;
/** Repeats go in smaller batches, oftener and beside the others. */
const URGENT_SLICE_MS = seconds(1);
const URGENT_SHARE = 0.5;
/** Places of each lane for devices that answer to nothing: what waits there holds a socket and no more. */
export const DARK_PLACES = 500;
/** Each is a connection: hundreds of them at once keep every answer waiting that has come meanwhile. */
const MOST_BEGUN_A_TURN = 20;
const MOST_FAULTS_TOLD = 100;
const EMPTY: Schedulable = { inventory: { devices: new Map(), links: new Map() }, profiles: {} };

export function createDispatcher(options: DispatcherOptions): LocalDispatcher {
  const {
    nowMs,
    counter,
    logger,
    stop,
    sliceMs = SLICE_MS,
    isCounted = () => true,
    share = () => 1,
  } = options;
  const engines: readonly Running[] = LANES.map((name) => createRunning(name, options.engines[name]));
  const caps = createLineCaps(options.streamsPerLine);
  let [latenessMs, shortfall, sent] = [0, 0, 0];
  const mayAsk = createBudget(ASKED_PER_SECOND, nowMs);
  const mayRepeatDark = createBudget(ASKED_PER_SECOND, nowMs);
  const underWay = new Set<Promise<void>>();
  const faultsTold = new Set<string>();
  let schedule = buildSchedule(EMPTY, 0);
  const planAnew = (sinceMs = nowMs(), before?: AgendaOptions['before']) =>
    createAgenda({
      ...{ schedule, caps, nowMs, sinceMs, share, before },
      onMissed: ({ deviceId }, count) => {
        if (!isCounted(deviceId)) return;
        shortfall += count;
        counter.missed(count);
      },
    });
  let agenda = planAnew();

  const launch = async ({ name, engine }: Running, batch: readonly Taken[]) => {
    const counted = batch.map(({ watch }) => isCounted(watch.deviceId));
    const count = counted.filter(Boolean).length;
    sent += count;
    counter.begin(name, count);
    const startedMs = performance.now();
    let tookSeconds: number | undefined;
    let outcomes: readonly ProbeOutcome[] = [];
    let readings: readonly Reading[] = [];
    let isTold: readonly boolean[] = [];
    try {
      const probed = await probeBatch(engine, batch, options);
      if (count > 0) tookSeconds = (performance.now() - startedMs) / seconds(1);
      ({ outcomes } = probed);
      readings = toReadings(batch, probed);
    } finally {
      counter.end(name, count, tookSeconds);
      const doneMs = nowMs();
      isTold = batch.map((taken, index) => agenda.finish(taken, outcomes[index], doneMs));
    }
    const told = readings.filter((_, index) => isTold[index]);
    if (told.length > 0) options.onReadings(told);
    for (const [index, outcome] of outcomes.entries()) {
      if (!isTold[index]) continue;
      if (!outcome.ok && outcome.detail.startsWith(OWN_FAULT)) tellFault(name, outcome.detail);
      if (counted[index]) counter.outcome(name, outcome.ok ? 'ok' : outcome.reason);
    }
  };

  /** Once each: what one device brought about, a thousand will. */
  const tellFault = (prober: string, detail: string) => {
    const fault = `${prober} ${detail}`;
    if (faultsTold.has(fault) || faultsTold.size >= MOST_FAULTS_TOLD) return;
    faultsTold.add(fault);
    logger.error({ prober, detail }, 'a probe failed by a fault of ours: it says nothing of its device');
  };

  const begin = (running: Running, batch: readonly Taken[], place: Place) => {
    running[place]++;
    const work = launch(running, batch)
      .catch((error: unknown) => {
        if (!stop.aborted) logger.error({ err: error, prober: running.name }, 'a batch of probes was lost');
      })
      .finally(() => {
        running[place]--;
        underWay.delete(work);
        fill(running);
      });
    underWay.add(work);
  };

  /** Whenever a probe has ended as well as at every tick: a lane that waited for the tick had a place free most of the time. */
  const fill = (running: Running, atMs = nowMs()) => {
    if (stop.aborted) return;
    const { prober } = running.engine;
    if (prober.mode === 'single') return fillSingles(running, prober.concurrency, atMs);
    startBatch(running, 'planned', atMs, {
      ...{ sliceMs, aheadMs: sliceMs * AHEAD_SHARE },
      ...{ lanes: prober.lanes, most: prober.maxBatch },
    });
    startBatch(running, 'urgent', atMs, {
      ...{ sliceMs: URGENT_SLICE_MS, aheadMs: 0 },
      lanes: 2 * prober.lanes,
      most: Math.ceil(prober.maxBatch * URGENT_SHARE),
    });
  };

  const fillSingles = (running: Running, concurrency: number, atMs: number) => {
    while (running.bright < concurrency && running.begunInTurn < MOST_BEGUN_A_TURN) {
      const taken = agenda.takeOne(running.name, atMs, running.dark < DARK_PLACES);
      if (taken === undefined) return;
      if (running.begunInTurn++ === 0) setImmediate(endTurn, running);
      begin(running, [taken], taken.isDark ? 'dark' : 'bright');
    }
  };

  const endTurn = (running: Running) => {
    const isMoreDue = running.begunInTurn === MOST_BEGUN_A_TURN;
    running.begunInTurn = 0;
    if (isMoreDue) fill(running);
  };

  const startBatch = (
    running: Running,
    kind: 'planned' | 'urgent',
    atMs: number,
    limits: Readonly<Record<'sliceMs' | 'aheadMs' | 'lanes' | 'most', number>>,
  ) => {
    if (atMs - running.startedMs[kind] < limits.sliceMs || running[kind] >= limits.lanes) return;
    const batch = agenda.takeBatch(running.name, kind, atMs, limits);
    if (batch.length === 0) return;
    running.startedMs[kind] = atMs;
    begin(running, batch, kind);
  };

  function* use(next: Schedule, sinceMs?: number): Steps<void> {
    const same = yield* sameChecks(schedule, next);
    schedule = next;
    agenda = planAnew(sinceMs, { known: agenda.known, same });
  }

  const bringForward = (
    { deviceId, indicator }: Pick<Reading, 'deviceId' | 'indicator'>,
    atMs: number,
    may: (entry: number) => boolean,
  ) => {
    const entry = schedule.find(deviceId, indicator);
    if (entry !== undefined) agenda.bringForward(entry, atMs, () => may(entry));
  };
  const hasRoom = (entry: number) => agenda.hasRoom(entry);

  return {
    tick: () => {
      if (stop.aborted) return;
      const atMs = nowMs();
      latenessMs = Math.max(0, atMs - (agenda.oldestDueMs() ?? atMs));
      counter.tick(latenessMs);
      for (const running of engines) fill(running, atMs);
    },
    recheck: (reading, atMs) =>
      bringForward(reading, Math.max(atMs, nowMs()), (entry) => {
        // Its outage is that of its reach, which is repeated; by itself each of its rungs is confirmed at its interval.
        const isOfDark = reading.indicator !== 'reach' && agenda.isDark(entry);
        return hasRoom(entry) && (!isOfDark || mayRepeatDark());
      }),
    askNow: (deviceId, indicator) => bringForward({ deviceId, indicator }, nowMs(), mayAsk),
    askAfterReturn: (deviceId, indicator) => bringForward({ deviceId, indicator }, nowMs(), hasRoom),
    checkNow: (deviceId) => {
      const entries = schedule.entriesOf(deviceId);
      for (const entry of entries) {
        agenda.wantDetails(entry);
        agenda.bringForward(entry, nowMs(), () => true);
      }
      return entries.length > 0;
    },
    replace: (watched, sinceMs) => finish(use(buildSchedule(watched, nowMs()), sinceMs)),
    use,
    clockStep: () => {
      agenda = planAnew();
      for (const running of engines) running.startedMs = neverStarted();
    },
    latenessMs: () => latenessMs,
    shortfall: () => shortfall,
    sent: () => sent,
    idle: async () => {
      await Promise.all(underWay);
    },
  };
}
