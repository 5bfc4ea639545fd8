import type { Logger } from 'pino';
import type { ClockKeeper } from '../collector/clock/clock-keeper.ts';
import { loadConfigApart } from '../config/load-apart.ts';
import type { OpenedConfig } from '../config/shared-config.ts';
import { CamwatchError } from '../core/errors.ts';
import type { Metrics } from '../core/names/metrics.ts';
import type { Clock } from '../core/time/clock.ts';
import type { Ledger } from '../ledger/sqlite/writing/open-ledger.ts';
import type { ConfigurationFailure } from '../portal/city/configuration-failure.ts';
import { describeRefusal } from './describe-refusal.ts';
import { settingsForNextStart } from './settings-at-start.ts';
import { takeOverApart } from './take-over-apart.ts';

export interface ConfigurationKeeperOptions {
  readonly dir: string;
  /** Reads what is to be in force next, where it is not the folder as it stands. */
  readonly load?: () => Promise<OpenedConfig>;
  /** Puts on record what is in force, where it is not each part of the inventory. */
  readonly putOnRecord?: (config: OpenedConfig, effectiveMs: number) => Promise<void>;
  /** What is in force. */
  readonly current: () => OpenedConfig;
  /** Who is written down as the author of changes to the inventory. */
  readonly author: string;
  /** Of a collector in this process; absent: nothing here was left open by a run that crashed. */
  readonly ledger?: Pick<Ledger, 'closeCrashedCoverage' | 'closeCrashedTraffic'>;
  readonly ledgerPath: string;
  readonly clock: Clock;
  readonly clockKeeper: Pick<ClockKeeper, 'trusted'>;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Whether it is for this process to put the inventory on record; absent: always. */
  readonly isRecorder?: () => boolean;
  /** Gives up the inventory of the start: the next one records the rest of it. */
  readonly stop?: AbortSignal | undefined;
  /** To be in force from now on. `sinceMs`: from when it is in force by the record, which waits while the time is not believed. */
  readonly onTaken: (next: OpenedConfig, sinceMs: number | undefined) => void;
}

/** The configuration that is in force, and what the record says of it. Nothing is recorded while the time is not believed. */
export interface ConfigurationKeeper {
  /** Ends what crashed runs left open, at once or when the time is believed. By the record the inventory is in force from then on. */
  readonly endCrashedRuns: () => Promise<void>;
  /** Begins to record the inventory of the start, once all that is more urgent has begun. */
  readonly recordFirst: () => void;
  /**
   * Settles when it is on record, or waits for a time that is believed.
   * @throws VanishedError, LedgerError
   */
  readonly recorded: Promise<void>;
  /** Reads the configuration again; a bad one is logged and the old one goes on. */
  readonly reload: () => Promise<void>;
  /** Puts what is in force on record, now that it is for this process to do so. */
  readonly recordNow: () => Promise<void>;
  /** Why the changed configuration is not taken. */
  readonly failure: () => ConfigurationFailure | undefined;
}

export function createConfigurationKeeper({
  dir,
  load = () => loadConfigApart(dir),
  putOnRecord,
  current,
  author,
  ledger,
  ledgerPath,
  clock,
  clockKeeper,
  metrics,
  logger,
  stop,
  isRecorder = () => true,
  onTaken,
}: ConfigurationKeeperOptions): ConfigurationKeeper {
  const { settings: settingsAtStart } = current();
  let refused: ConfigurationFailure | undefined;
  countDevices(metrics, current());

  const isTimeBelieved = () => clock.doubt() === undefined;
  const record = async (
    config: OpenedConfig,
    effectiveMs = clock.nowMs(),
    until?: AbortSignal,
  ): Promise<number> => {
    if (putOnRecord) await putOnRecord(config, effectiveMs);
    else
      await takeOverApart(
        { config: config.shared, path: ledgerPath, author, effectiveMs, clock: clock.shared },
        until,
      );
    return effectiveMs;
  };
  const onceTrusted = async (work: () => Promise<unknown>) => {
    try {
      if (await clockKeeper.trusted()) await work();
    } catch (error) {
      logger.error({ err: error }, 'what was held while the time was not believed could not be recorded');
    }
  };
  const endCrashedRuns = async () => {
    await ledger?.closeCrashedCoverage();
    await ledger?.closeCrashedTraffic();
  };

  async function take(next: OpenedConfig): Promise<void> {
    refused = undefined;
    if (next.sourceHash === current().sourceHash) return;
    const sinceMs = isTimeBelieved() && isRecorder() ? await record(next) : undefined;
    if (sinceMs === undefined && isRecorder()) void onceTrusted(() => record(current()));
    onTaken(next, sinceMs);
    countDevices(metrics, next);
    metrics.camwatch_inventory_reloads_total.labels('taken').inc();
    const { inventory, findings, settings } = next;
    logger.info({ devices: inventory.devices.size, findings: findings.length }, 'configuration reloaded');
    const waiting = settingsForNextStart(settingsAtStart, settings);
    if (waiting.length > 0)
      logger.warn({ settings: waiting }, 'changed settings come into force at the next start');
  }

  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof CamwatchError)) throw error;
      refused = describeRefusal(error, clock.nowMs());
      metrics.camwatch_inventory_reloads_total.labels('refused').inc();
      logger.error(
        { reason: error.message },
        'the changed configuration is not taken: the old one stays in force',
      );
    }
  };
  const takeFromDisk = () => attempt(async () => await take(await load()));
  const recordNow = () =>
    attempt(async () => {
      if (!isRecorder() || !(await clockKeeper.trusted())) return;
      await record(current());
      refused = undefined;
    });
  // A signal and a changed file may come together: one after the other.
  const first = Promise.withResolvers<void>();
  let reloading = first.promise.catch(() => undefined);
  let startedMs: number | undefined;
  return {
    endCrashedRuns: async () => {
      if (!isTimeBelieved()) {
        void onceTrusted(() => endCrashedRuns().then(() => record(current())));
        return;
      }
      await endCrashedRuns();
      startedMs = clock.nowMs();
    },
    recordFirst: () => {
      if (startedMs === undefined) first.resolve();
      else record(current(), startedMs, stop).then(() => first.resolve(), first.reject);
    },
    recorded: first.promise,
    reload: () => {
      reloading = reloading.then(takeFromDisk, takeFromDisk);
      return reloading;
    },
    recordNow: () => {
      reloading = reloading.then(recordNow, recordNow);
      return reloading;
    },
    failure: () => refused,
  };
}

function countDevices(metrics: Metrics, { counts }: OpenedConfig): void {
  metrics.camwatch_inventory_devices.reset();
  for (const [kind, count] of counts.openByKind) metrics.camwatch_inventory_devices.labels(kind).set(count);
}
