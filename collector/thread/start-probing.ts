import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { SharedConfig } from '../../config/shared-config.ts';
import type { Reading } from '../../core/domain/probing.ts';
import { startWithRoomForYoung } from '../../core/host/young-generation.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { seconds } from '../../core/time/units.ts';
import type { Dispatcher, ProbingHooks, StartProbing } from '../scheduler/dispatcher.ts';
import type { Schedulable, SharedSchedulable } from '../scheduler/schedule.ts';
import { createStreamPaths } from '../scheduler/stream-paths.ts';
import { countInMetrics, recount } from '../scheduler/work-counter.ts';
import { unpackReadings } from './packed-readings.ts';
import type { Ask, LearntStreams, ProbingReply, ProbingRequest, ProbingStart } from './probing-messages.ts';

export interface ProbingOptions extends Omit<ProbingStart, 'logLevel' | 'streamPaths'> {
  readonly env: NodeJS.ProcessEnv;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** What is known of devices. */
  readonly recordedFacts: Iterable<LearntStreams>;
  /** Before a thread that has ended is started again. */
  readonly restartMs?: number;
}

/** The thread of the probers, as the collector sees it. */
export interface ProbingHandle {
  /** Settles when the thread has read its program, or has ended. */
  readonly loaded: Promise<void>;
  readonly start: StartProbing;
  /** Where devices say that their streams are. */
  readonly learn: (facts: readonly LearntStreams[]) => void;
  readonly close: () => Promise<void>;
}

/** Nothing of a probe is lost by that: what is under way at the end says nothing. */
const CLOSE_WITHIN_MS = seconds(3);
/** A thread that has not reported for so long is late by as much. */
const SILENT_MS = seconds(1);

export function startProbing(options: ProbingOptions): ProbingHandle {
  const { env, metrics, logger, recordedFacts, restartMs = seconds(1), ...start } = options;
  const streamPaths = createStreamPaths(recordedFacts);
  const counter = countInMetrics(metrics);
  const loading = Promise.withResolvers<void>();
  let hooks: ProbingHooks | undefined;
  let list: Extract<ProbingRequest, { readonly type: 'replace' }> | undefined;
  let asked: Schedulable | undefined;
  let before = { sent: 0, shortfall: 0 };
  let told = { latenessMs: 0, sent: 0, shortfall: 0, atMs: performance.now() };
  let isClosing = false;
  let worker: Worker | undefined;
  let ofStart = start.config;
  open();

  function open(): void {
    ofStart = list?.config ?? start.config;
    const workerData: ProbingStart = {
      ...{ ...start, config: ofStart, logLevel: logger.level, streamPaths: streamPaths.all() },
    };
    const program = new URL('./probing-thread.ts', import.meta.url);
    const opened = startWithRoomForYoung(() => new Worker(program, { workerData, env }));
    worker = opened;
    opened.on('message', take);
    opened.on('error', (error) => logger.error({ err: error }, 'nothing is probed: the thread has ended'));
    opened.once('exit', () => reopen());
  }

  function reopen(): void {
    worker = undefined;
    loading.resolve();
    if (isClosing) return;
    before = { sent: before.sent + told.sent, shortfall: before.shortfall + told.shortfall };
    told = { ...told, sent: 0, shortfall: 0 };
    metrics.camwatch_probing_restarts_total.inc();
    metrics.camwatch_probes_in_flight.reset();
    setTimeout(() => {
      if (isClosing) return;
      open();
      // What was due meanwhile was not asked: it is due again in its turn.
      if (list) send({ ...list, isOfStart: true, sinceMs: undefined });
    }, restartMs).unref();
  }

  let asks: Ask[] = [];
  /** Once a turn of the loop: a storm asks for tens of thousands, and a message for each takes longer than to judge it. */
  const ask = (wanted: Ask) => {
    if (asks.push(wanted) === 1) setImmediate(sendAsks);
  };
  const sendAsks = () => {
    if (asks.length > 0) worker?.postMessage({ type: 'ask', asks } satisfies ProbingRequest);
    asks = [];
  };
  const send = (request: ProbingRequest) => {
    sendAsks();
    worker?.postMessage(request);
  };

  function take(reply: ProbingReply): void {
    switch (reply.type) {
      case 'loaded':
        loading.resolve();
        return;
      case 'packed':
        hand(unpackReadings(reply.packed));
        return;
      case 'readings':
        hand(reply.readings);
        return;
      case 'work':
        recount(counter, reply.events);
        told = { ...reply, atMs: performance.now() };
        for (const [deviceId, isThere] of reply.credentials) hooks?.noteCredentials(deviceId, isThere);
        return;
      case 'log':
        logger[reply.level](reply.facts, reply.text);
        return;
    }
  }

  const hand = (readings: readonly Reading[]) => {
    if (!isClosing) hooks?.onReadings(readings);
  };

  const close = async () => {
    if (isClosing) return;
    isClosing = true;
    if (!worker) return;
    const ending = worker;
    const ended = once(ending, 'exit');
    send({ type: 'close' });
    const late = setTimeout(() => void ending.terminate(), CLOSE_WITHIN_MS);
    await ended.catch(() => undefined);
    clearTimeout(late);
  };

  /** Told here: a thread that hangs or has ended says nothing. */
  const latenessMs = () => {
    const silentMs = performance.now() - told.atMs;
    return silentMs > SILENT_MS ? Math.max(told.latenessMs, silentMs) : told.latenessMs;
  };

  const dispatcher: Dispatcher = {
    replace: (watched, sinceMs) => {
      asked = watched;
      const config = sharedOf(watched);
      const isOfStart = config === ofStart;
      list = { type: 'replace', config, isOfStart, withheld: watched.withheld, sinceMs };
      send(list);
    },
    recheck: ({ deviceId, indicator }, atMs) => ask({ type: 'recheck', deviceId, indicator, atMs }),
    askNow: (deviceId, indicator) => ask({ type: 'askNow', deviceId, indicator }),
    askAfterReturn: (deviceId, indicator) => ask({ type: 'askAfterReturn', deviceId, indicator }),
    checkNow: (deviceId) => {
      send({ type: 'checkNow', deviceId });
      return asked !== undefined && hasChecks(asked, deviceId);
    },
    clockStep: () => send({ type: 'clockStep' }),
    latenessMs,
    shortfall: () => before.shortfall + told.shortfall,
    sent: () => before.sent + told.sent,
    close,
  };

  return {
    loaded: loading.promise,
    start: (given) => {
      hooks = given;
      return dispatcher;
    },
    learn: (facts) => {
      streamPaths.learn(facts);
      const named = facts.filter(({ streams }) => streams !== undefined);
      if (named.length > 0)
        send({
          type: 'learn',
          facts: named.map(({ deviceId, streams }) => ({ deviceId, ...(streams && { streams }) })),
        });
    },
    close,
  };
}

function hasChecks({ inventory, profiles }: Schedulable, deviceId: string): boolean {
  const device = inventory.devices.get(deviceId);
  if (device?.address === undefined || inventory.share?.watchesDevice(device) === false) return false;
  const checks = Object.values(profiles[device.profile] ?? {});
  return checks.some(({ prober }) => prober !== 'channel');
}

function sharedOf({ shared }: SharedSchedulable): SharedConfig {
  if (shared === undefined)
    throw new RangeError('expected a configuration that is shared with other threads');
  return shared;
}
