import { setMaxListeners } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { Logger } from 'pino';
import { loadConfigApart } from '../config/load-apart.ts';
import { accountsPlaceOf, recordPlaceOf } from '../config/settings/ledger-place.ts';
import type { OpenedConfig } from '../config/shared-config.ts';
import { collectLoopDelays } from '../core/host/loop-delay.ts';
import { createMetrics, type Metrics } from '../core/names/metrics.ts';
import { VERSION } from '../core/version.ts';
import { openTime, type Time } from './open-time.ts';
import { bootPortalThread } from './portal/start-portal-thread.ts';

export interface CityOptions {
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logger: Logger;
  /** Who is written down as the author of changes to the inventory. */
  readonly author: string;
  /** Gives up a start that is under way; afterwards `close` ends it. */
  readonly stop?: AbortSignal;
  /** Says on every page that what it shows is made up. */
  readonly notice?: 'demo';
  readonly onProgress?: (step: string, doneCount: number, totalCount: number) => void;
}

/** What every server of a city begins with: its configuration, the time, metrics, and a thread for its pages. */
export interface City extends Pick<CityOptions, 'dir' | 'env' | 'logger' | 'author'> {
  readonly notice: CityOptions['notice'] | undefined;
  readonly config: () => OpenedConfig;
  /** Another configuration is in force from now on. */
  readonly use: (next: OpenedConfig) => void;
  /** Where the record is kept. */
  readonly ledgerPath: string;
  readonly accountsPath: string;
  readonly time: Time;
  readonly metrics: Metrics;
  /** A thread that reads its program meanwhile. */
  readonly booted: Worker;
  /** Aborts when the server is told to close. */
  readonly stop: AbortSignal;
  /** Aborts `stop`, and waits for what repeats itself. */
  readonly endWith: (working: readonly Promise<unknown>[]) => Promise<void>;
  /** @throws the reason why the start is given up. */
  readonly goOn: () => void;
}

export async function openCity(
  { dir, env, logger, author, notice, onProgress = () => undefined, ...options }: CityOptions,
  closing: AsyncDisposableStack,
  check: (first: OpenedConfig) => void = () => undefined,
): Promise<City> {
  const stopping = new AbortController();
  const stop = stopping.signal;
  setMaxListeners(0, stop);
  const metrics = createMetrics();
  closing.defer(collectLoopDelays(metrics));
  metrics.camwatch_build_info.labels(VERSION).set(1);

  const booted = bootPortalThread();
  closing.defer(async () => void (await booted.terminate()));
  let config = await loadConfigApart(dir, {
    stop: options.stop,
    onProgress: (doneCount, totalCount) => onProgress('configuration', doneCount, totalCount),
  });
  check(config);
  const { settings } = config;
  const time = await openTime({ settings: () => config.settings, metrics, logger, stop });
  return {
    ...{ dir, env, logger, author, notice, time, metrics, booted, stop },
    config: () => config,
    use: (next) => {
      config = next;
    },
    ledgerPath: recordPlaceOf(dir, settings),
    accountsPath: accountsPlaceOf(dir, settings),
    endWith: async (working) => {
      stopping.abort(new Error('camwatch is closing'));
      await Promise.all(working);
    },
    goOn: () => options.stop?.throwIfAborted(),
  };
}
