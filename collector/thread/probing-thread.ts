import { setMaxListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createCredentialStore } from '../../config/settings/credentials.ts';
import { openSharedConfig, type SharedConfig } from '../../config/shared-config.ts';
import type { Reading } from '../../core/domain/probing.ts';
import { collectGarbage } from '../../core/host/collect-garbage.ts';
import { runInSlices, type Steps } from '../../core/host/in-slices.ts';
import { postLoopDelay } from '../../core/host/loop-delay.ts';
import { createThreadLogger } from '../../core/host/thread-logger.ts';
import { followClock } from '../../core/time/clock.ts';
import { buildEngines, createProtocolProbers } from '../create-probers.ts';
import { createReachProber } from '../probers/reach-engine.ts';
import { createTcpProber } from '../probers/tcp.ts';
import { createPace } from '../probing/pace.ts';
import { createAddressResolver } from '../probing/resolve-address.ts';
import { createDispatcher } from '../scheduler/dispatcher.ts';
import { type Schedule, scheduleInSteps } from '../scheduler/schedule.ts';
import { createStreamPaths } from '../scheduler/stream-paths.ts';
import { recordWork, type WorkEvent } from '../scheduler/work-counter.ts';
import { openSchedulable } from './open-schedulable.ts';
import { packReadings } from './packed-readings.ts';
import type { Ask, ProbingReply, ProbingRequest, ProbingStart } from './probing-messages.ts';

/** Entry of the thread of the dispatcher and all probers: what judges, writes and draws pages holds up no answer of a device. */
const start: ProbingStart = workerData;
const TICK_MS = 100;
/** Longer than a batch of pings keeps the thread busy. */
const LOOK_MS = 500;
const REPORT_MS = 250;
/** So many readings a message: whoever takes them has time for others in between. */
const SLICE = 1_000;

const reply = (message: ProbingReply, transferred: readonly ArrayBuffer[] = []) =>
  parentPort?.postMessage(message, transferred);
const { makers, settings } = openSharedConfig(start.config);
const logger = createThreadLogger(start.logLevel, reply);
const nowMs = followClock(start.clock);
const stopping = new AbortController();
setMaxListeners(0, stopping.signal);
const streamPaths = createStreamPaths([], start.streamPaths);
const store = createCredentialStore(process.env, (reference, error) =>
  logger.error({ reference, reason: error.message }, 'credentials are missing: nothing is asked with them'),
);
let events: WorkEvent[] = [];
let credentials = new Map<string, boolean>();
let withheld: ReadonlySet<string> = new Set();
let gathered: Reading[] = [];
let posting = Promise.resolve();
let replacing = Promise.resolve();
let building = 0;

const { reach } = start;
const { tcpConcurrency, rtspPerLine } = settings.collector;
const probers = createProtocolProbers({
  ...{ settings: settings.collector, makers, nowMs, streamPathOf: streamPaths.pathOf },
});
const pace = createPace();
const dispatcher = createDispatcher({
  share: pace.share,
  engines: buildEngines(
    { prober: createReachProber(reach, tcpConcurrency), fallbackPort: reach.fallbackPort },
    createTcpProber({ concurrency: tcpConcurrency }),
    probers,
  ),
  resolve: createAddressResolver(),
  credentialsOf: async ({ id, credentials: reference }) => {
    const found = reference === undefined ? undefined : await store.get(reference);
    credentials.set(id, found !== undefined);
    return found;
  },
  streamsPerLine: rtspPerLine,
  isCounted: (deviceId) => !withheld.has(deviceId),
  counter: recordWork((event) => void events.push(event)),
  onReadings: (readings) => {
    // Protocols end one check at a time: a message for each costs both threads more than what it says.
    if (readings.length === 1) gathered.push(...readings);
    else posting = posting.then(() => postInSlices(readings));
  },
  ...{ nowMs, logger, stop: stopping.signal },
});
const ticking = setInterval(() => {
  dispatcher.tick();
  postGathered();
}, TICK_MS);
const looking = setInterval(look, LOOK_MS);
const reporting = setInterval(report, REPORT_MS);
parentPort?.on('message', (request: ProbingRequest) => take(request));
postLoopDelay('probing');
reply({ type: 'loaded' });
let ofStart: Promise<Schedule> | undefined = build(start.config);

function take(request: ProbingRequest): void {
  switch (request.type) {
    case 'replace':
      replacing = replacing.then(() => replace(request));
      return;
    case 'ask':
      for (const ask of request.asks) takeAsk(ask);
      return;
    case 'checkNow':
      dispatcher.checkNow(request.deviceId);
      return;
    case 'clockStep':
      dispatcher.clockStep();
      return;
    case 'learn':
      streamPaths.learn(request.facts);
      return;
    case 'close':
      void close();
      return;
  }
}

function takeAsk(ask: Ask): void {
  if (ask.type === 'recheck') dispatcher.recheck(ask, ask.atMs);
  else dispatcher[ask.type](ask.deviceId, ask.indicator);
}

/** A list that is built fills the time that is left, and gives way in slices: that is no want of time. */
function look(): void {
  if (building === 0) pace.look();
}

async function inTimeLeft<Result>(steps: Steps<Result>): Promise<Result> {
  building++;
  return await runInSlices(steps).finally(() => building--);
}

async function build(config: SharedConfig): Promise<Schedule> {
  const schedule = await inTimeLeft(scheduleInSteps(openSchedulable(config), nowMs()));
  // What the schedule was read from is several times what it takes.
  collectGarbage();
  return schedule;
}

/** The list before is probed meanwhile. */
async function replace(request: Extract<ProbingRequest, { readonly type: 'replace' }>): Promise<void> {
  const next = await ((request.isOfStart ? ofStart : undefined) ?? build(request.config));
  ofStart = undefined;
  if (stopping.signal.aborted) return;
  ({ withheld } = request);
  store.clear();
  await inTimeLeft(dispatcher.use(next, request.sinceMs));
}

async function close(): Promise<void> {
  clearInterval(ticking);
  clearInterval(looking);
  clearInterval(reporting);
  stopping.abort(new Error('the collector is closed'));
  await dispatcher.idle();
  await Promise.all(Object.values(probers).map(async (prober) => await prober.close?.()));
  postGathered();
  await posting;
  report();
  parentPort?.close();
}

function postGathered(): void {
  if (gathered.length === 0) return;
  const readings = gathered;
  gathered = [];
  posting = posting.then(() => postInSlices(readings));
}

async function postInSlices(readings: readonly Reading[]): Promise<void> {
  for (let from = 0; from < readings.length; from += SLICE) {
    post(readings.slice(from, from + SLICE));
    if (readings.length > SLICE) await turn();
  }
}

function post(readings: readonly Reading[]): void {
  const packed = packReadings(readings);
  if (packed) reply({ type: 'packed', packed }, [packed.numbers.buffer, packed.wording.buffer]);
  else reply({ type: 'readings', readings });
}

function report(): void {
  const { latenessMs, shortfall, sent } = dispatcher;
  const told = { latenessMs: latenessMs(), shortfall: shortfall(), sent: sent() };
  reply({ type: 'work', events, credentials, ...told });
  events = [];
  credentials = new Map();
}
