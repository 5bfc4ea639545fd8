import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import type { SharedConfig } from '../../config/shared-config.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { seconds } from '../../core/time/units.ts';
import { refusedPortal } from '../../portal/server/start-portal.ts';
import { createPortalAnswers, type PortalFacts } from './answer-portal.ts';
import type { FromPortal, PortalStart, ToPortal } from './portal-messages.ts';

export interface PortalThreadOptions
  extends Omit<PortalStart, 'logLevel' | 'configNumber' | 'port'>,
    Omit<PortalFacts, 'configOf'> {
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** See {@link bootPortalThread}; one is made where there is none. */
  readonly booted?: Worker;
  /** Before a thread that has ended is started again. */
  readonly restartMs?: number;
}

/** The thread of the portal, as the collector sees it. */
export interface PortalHandle {
  readonly url: string;
  /** Another configuration is in force. */
  readonly reload: (config: SharedConfig, devices: object) => void;
  /** Shuts accounts that nobody used for long. */
  readonly disableUnused: () => void;
  readonly close: () => Promise<void>;
}

/** A heap that knows its limit clears up sooner: without one, 70 MB of a large city grew to 140. Sixteen scopes need half of it. */
const LIMITS = { maxOldGenerationSizeMb: 768 } as const;

/** A thread that waits to be started: what it is made of takes a second to read, in which its city is read as well. */
export function bootPortalThread(): Worker {
  const booted = new Worker(new URL('./portal-thread.ts', import.meta.url), {
    env: process.env,
    resourceLimits: LIMITS,
  });
  // Where it ends before it is started, another one is.
  booted.on('error', () => undefined);
  return booted;
}

const isAlive = (worker: Worker | undefined): worker is Worker =>
  worker !== undefined && worker.threadId >= 0;

const CLOSE_WITHIN_MS = seconds(5);

/**
 * Pages, API and the door in a thread of their own: what people ask keeps no probe waiting.
 * @throws PortalPortError when the port is taken, PortalAddressError when the address is not to be had.
 */
export async function startPortalThread(
  options: PortalThreadOptions,
  devices: object,
): Promise<PortalHandle> {
  const { metrics, logger, restartMs = seconds(2), config: first, booted, ...rest } = options;
  const { ledgerPath, accountsPath, tls, clock, notice, linkKey, ...facts } = rest;
  const start = { ledgerPath, accountsPath, tls, clock, notice, linkKey, logLevel: logger.level };
  let config = first;
  let configs = 0;
  const numbers = new WeakMap([[devices, 0]]);
  let worker: Worker | undefined;
  let isClosing = false;
  let port: number | undefined;
  let answer = createAnswers();

  function createAnswers() {
    return createPortalAnswers({ ...facts, configOf: (columns) => numbers.get(columns.of) ?? configs });
  }

  function open(opened: Worker): Worker {
    send(opened, {
      type: 'start',
      ...{ ...start, config, configNumber: configs },
      ...(port !== undefined && { port }),
    });
    answer = createAnswers();
    opened.on('message', (said: FromPortal) => void take(opened, said));
    opened.on('error', (error) => logger.error({ err: error }, 'the thread of the page has ended'));
    return opened;
  }

  async function take(from: Worker, said: FromPortal): Promise<void> {
    if (said.type === 'log') logger[said.level](said.facts, said.text);
    if (said.type !== 'ask') return;
    const held = createStopwatch();
    try {
      const answering = held.during(() => answer(said));
      const value = await answering;
      held.during(() => send(from, { type: 'answer', number: said.number, value }));
      metrics.camwatch_page_question_seconds.labels(said.about).observe(held.seconds());
    } catch (error) {
      logger.error({ err: error, about: said.about }, 'the page is not answered');
      send(from, { type: 'failed', number: said.number });
    }
  }

  function send(to: Worker | undefined, message: ToPortal): void {
    to?.postMessage(message);
  }

  function keepUp(opened: Worker): void {
    opened.once('exit', () => {
      if (isClosing) return;
      metrics.camwatch_page_restarts_total.inc();
      setTimeout(() => {
        if (isClosing) return;
        worker = open(bootPortalThread());
        keepUp(worker);
      }, restartMs).unref();
    });
  }

  worker = open(isAlive(booted) ? booted : bootPortalThread());
  const url = await listening(worker);
  port = Number(new URL(url).port);
  keepUp(worker);
  return {
    url,
    reload: (next, nextDevices) => {
      config = next;
      numbers.set(nextDevices, ++configs);
      send(worker, { type: 'reload', config });
    },
    disableUnused: () => send(worker, { type: 'disable-unused' }),
    close: async () => {
      isClosing = true;
      const ending = worker;
      if (!ending || ending.threadId < 0) return;
      const ended = once(ending, 'exit');
      send(ending, { type: 'close' });
      const late = setTimeout(() => void ending.terminate(), CLOSE_WITHIN_MS);
      await ended.catch(() => undefined);
      clearTimeout(late);
    },
  };
}

/** Adds up what is done at once, and nothing that is waited for. */
function createStopwatch() {
  let spentMs = 0;
  return {
    during: <Made>(work: () => Made): Made => {
      const startedMs = performance.now();
      try {
        return work();
      } finally {
        spentMs += performance.now() - startedMs;
      }
    },
    seconds: () => spentMs / 1_000,
  };
}

async function listening(worker: Worker): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const take = (said: FromPortal) => {
    if (said.type === 'listening') resolve(said.url);
    if (said.type === 'refused') reject(refusedPortal(said.code, said.said));
  };
  const fail = (error: unknown) => reject(error);
  worker.on('message', take).once('error', fail);
  worker.once('exit', () => reject(new Error('the thread of the page has ended')));
  try {
    return await promise;
  } finally {
    worker.off('message', take).off('error', fail);
  }
}
