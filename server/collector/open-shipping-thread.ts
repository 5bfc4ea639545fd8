import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { Metrics } from '../../core/names/metrics.ts';
import { seconds } from '../../core/time/units.ts';
import type { HeartbeatAnswer } from '../../hub/wire/heartbeat.ts';
import type { FromShipping, ShippingNumbers, ShippingStart, ToShipping } from './shipping-messages.ts';

export interface ShippingThreadOptions extends Omit<ShippingStart, 'logLevel'> {
  readonly onHeard: (answer: HeartbeatAnswer) => void;
  /** @param signed As it was sent, to be checked by the key of the authority. */
  readonly onConfiguration: (signed: string, authority: string) => void;
  readonly nowMs: () => number;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly restartMs?: number;
}

export interface ShippingThread {
  readonly tell: (configuration: Pick<Configured, 'name' | 'trouble'>) => void;
  /** Sends what is there, for so long at most. */
  readonly finish: (withinMs: number) => Promise<void>;
}

type Configured = Extract<ToShipping, { readonly type: 'configuration' }>;

/** The thread that sends what is recorded, as the collector sees it. One that ends is started again. */
export function openShippingThread(options: ShippingThreadOptions): ShippingThread {
  const { onHeard, onConfiguration, nowMs, metrics, logger, restartMs = seconds(5), ...start } = options;
  let told: Configured = {
    ...{ type: 'configuration', name: start.configuration, trouble: undefined },
  };
  let isClosing = false;
  let worker = open();

  function open(): Worker {
    const opened = new Worker(new URL('./shipping-thread.ts', import.meta.url), {
      workerData: { ...start, configuration: told.name, logLevel: logger.level } satisfies ShippingStart,
    });
    opened.on('message', (said: FromShipping) => {
      if (said.type === 'log') logger[said.level](said.facts, said.text);
      if (said.type === 'heard') onHeard(said.answer);
      if (said.type === 'configuration') onConfiguration(said.text, said.authority);
      if (said.type === 'numbers') count(said.numbers);
    });
    opened.on('error', (error) =>
      logger.error({ err: error }, 'nothing is sent: the thread that does has ended'),
    );
    opened.once('exit', () => {
      if (isClosing) return;
      setTimeout(() => {
        if (!isClosing) worker = open();
      }, restartMs).unref();
    });
    return opened;
  }

  function count({ failures, ...numbers }: ShippingNumbers): void {
    metrics.camwatch_shipped_rows_total.inc(numbers.sentRows);
    metrics.camwatch_shipped_bytes_total.inc(numbers.sentBytes);
    for (const [reason, times] of Object.entries(failures))
      metrics.camwatch_shipping_failures_total.labels(reason).inc(times);
    metrics.camwatch_shipping_waiting_rows.set(numbers.waitingRows);
    const { waitingSinceMs = nowMs() } = numbers;
    metrics.camwatch_shipping_lag_seconds.set(Math.max(0, nowMs() - waitingSinceMs) / seconds(1));
    metrics.camwatch_shipping_stopped.set(numbers.isStopped ? 1 : 0);
    metrics.camwatch_certificate_end_seconds.set(numbers.certificateEndsMs / seconds(1));
  }

  const send = (message: ToShipping) => worker.postMessage(message);
  return {
    tell: ({ name = told.name, trouble }) => {
      told = { type: 'configuration', name, trouble };
      send(told);
    },
    finish: async (withinMs) => {
      isClosing = true;
      if (worker.threadId < 0) return;
      const exited = once(worker, 'exit');
      send({ type: 'finish', withinMs });
      const late = setTimeout(() => void worker.terminate(), withinMs + seconds(2));
      await exited.catch(() => undefined);
      clearTimeout(late);
    },
  };
}
