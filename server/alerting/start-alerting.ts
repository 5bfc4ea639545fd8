import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { SharedConfig } from '../../config/shared-config.ts';
import type { AlertingHealth, CollectorHealth } from '../../core/domain/sinks.ts';
import type { METRICS, Metrics } from '../../core/names/metrics.ts';
import type { ClockDoubt } from '../../core/time/clock.ts';
import { seconds } from '../../core/time/units.ts';
import { renderMetrics } from '../metrics-text.ts';
import type { AlertingReply, AlertingRequest, AlertingStart, ThreadMetrics } from './alerting-messages.ts';

export interface AlertingHandleOptions extends Omit<AlertingStart, 'logLevel'> {
  readonly env: NodeJS.ProcessEnv;
  readonly nowMs: () => number;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Before a thread that has ended is started again. */
  readonly restartMs?: number;
  /** Ends the thread at once, whatever it is at: another process does its work from now on. */
  readonly lost?: AbortSignal;
  /** So much later than they were recorded rows may come on record, or count: others write them. */
  readonly lateMs?: () => number;
}

/** The thread of incidents and messages, as the collector sees it. */
export interface AlertingHandle {
  /** Wraps what writes to the ledger: what is not on disk yet is not passed over. */
  readonly recording: <Value>(work: () => Promise<Value>) => Promise<Value>;
  /**
   * To be called every second: tells how far the record reaches, and whether the collector sees. The thread begins with the
   * first: what it makes of the inventory takes a core for seconds, and the collector asks its first questions before.
   */
  readonly tick: (health: Pick<CollectorHealth, 'sight' | 'clockDoubt'>) => void;
  /** Another configuration is in force. */
  readonly reload: (config: SharedConfig) => void;
  readonly health: () => AlertingHealth;
  /** Text for Prometheus: of this thread, of that, and of others. */
  readonly metricsText: (others?: ThreadMetrics) => Promise<string>;
  readonly close: () => Promise<void>;
}

const CLOSE_WITHIN_MS = seconds(20);

export function startAlerting(options: AlertingHandleOptions): AlertingHandle {
  const { env, nowMs, metrics, logger, restartMs = seconds(10), lost, lateMs = () => 0, ...start } = options;
  let { config } = options;
  let told: ThreadMetrics = [];
  let keptToMs = nowMs();
  let restarts = 0;
  const startsMs = new Set<number[]>();
  let worker: Worker | undefined;
  let isIdle = false;
  let hasBegun = false;
  let isClosing = false;
  let toldSight: CollectorHealth['sight'] | 'doubtful' | undefined;

  function open(): void {
    const opened = new Worker(new URL('./alerting-thread.ts', import.meta.url), {
      workerData: { ...start, config, logLevel: logger.level } satisfies AlertingStart,
      env,
    });
    worker = opened;
    hasBegun = true;
    isIdle = false;
    opened.on('message', take);
    opened.on('error', (error) =>
      logger.error({ err: error }, 'incidents are not kept: their thread has ended'),
    );
    opened.once('exit', () => {
      worker = undefined;
      if (isClosing) return;
      restarts += 1;
      metrics.camwatch_incident_restarts_total.inc();
      setTimeout(() => isClosing || open(), restartMs).unref();
    });
    // The next tick says it again.
    toldSight = undefined;
  }

  lost?.addEventListener('abort', () => {
    isClosing = true;
    void worker?.terminate();
  });

  const send = (request: AlertingRequest) => worker?.postMessage(request);

  /** Told here: a thread that hangs, fails or has ended says nothing, and looked well for ever. */
  const lagMs = () => Math.max(0, nowMs() - keptToMs);

  function take(reply: AlertingReply): void {
    switch (reply.type) {
      case 'ready':
        isIdle = true;
        return;
      case 'advanced':
        isIdle = true;
        told = reply.metrics;
        keptToMs = reply.keptToMs ?? keptToMs;
        return;
      case 'log':
        logger[reply.level](reply.facts, reply.text);
        return;
    }
  }

  return {
    recording: async (work) => {
      const startedMs = [nowMs()];
      startsMs.add(startedMs);
      try {
        return await work();
      } finally {
        startsMs.delete(startedMs);
      }
    },
    tick: ({ sight, clockDoubt }) => {
      if (!hasBegun) open();
      const present = clockDoubt ? 'doubtful' : sight;
      if (sight !== 'starting' && present !== toldSight) {
        toldSight = present;
        send({
          type: 'sight',
          sight,
          atMs: nowMs(),
          ...(clockDoubt && { clockDoubt: tellDoubt(clockDoubt) }),
        });
      }
      if (!isIdle) return;
      isIdle = false;
      const horizonMs = Math.min(nowMs() - lateMs(), ...[...startsMs].flat());
      send({ type: 'advance', horizonMs });
    },
    reload: (next) => {
      config = next;
      send({ type: 'reload', config });
    },
    health: () => {
      const deadMessages = toldValue(told, 'camwatch_alert_messages', { state: 'dead' });
      const waitSeconds = toldValue(told, 'camwatch_alert_oldest_waiting_seconds');
      return {
        incidentLagMs: lagMs(),
        incidentRestarts: restarts,
        ...(deadMessages !== undefined && { deadMessages }),
        ...(waitSeconds !== undefined && { messageWaitMs: Math.round(waitSeconds * seconds(1)) }),
      };
    },
    metricsText: async (others = []) => {
      metrics.camwatch_incident_lag_seconds.set(lagMs() / seconds(1));
      return await renderMetrics(metrics, told, others);
    },
    close: async () => {
      isClosing = true;
      if (!worker) return;
      const ending = worker;
      const ended = once(ending, 'exit');
      send({ type: 'advance', horizonMs: nowMs() - lateMs() });
      send({ type: 'close' });
      const late = setTimeout(() => void ending.terminate(), CLOSE_WITHIN_MS);
      await ended.catch(() => undefined);
      clearTimeout(late);
    },
  };
}

/** In whole milliseconds: it goes into a row of the chain. */
const tellDoubt = ({ cause, offMs }: ClockDoubt) => ({ cause, offMs: Math.round(offMs) });

function toldValue(
  told: ThreadMetrics,
  metric: keyof typeof METRICS,
  wanted: Readonly<Record<string, string>> = {},
): number | undefined {
  return told
    .find(({ name }) => name === metric)
    ?.values.find(({ labels }) => Object.entries(wanted).every(([name, value]) => labels[name] === value))
    ?.value;
}
