import type { Logger } from 'pino';
import type { CoveredTo } from '../collector/coverage-account.ts';
import { chooseReachEngine, type ReachEngine } from '../collector/probers/reach-engine.ts';
import type { OpenedConfig } from '../config/shared-config.ts';
import type { Metrics } from '../core/names/metrics.ts';
import type { LedgerReader } from '../ledger/record/ledger-reader.ts';
import { recordStore } from '../ledger/sqlite/record-store.ts';
import { type Ledger, openLedger } from '../ledger/sqlite/writing/open-ledger.ts';
import { readCoveredTo } from './covered-to.ts';
import {
  type ConfigurationKeeper,
  type ConfigurationKeeperOptions,
  createConfigurationKeeper,
} from './keep-configuration.ts';
import type { Time } from './open-time.ts';

export interface MeasuringOptions
  extends Pick<ConfigurationKeeperOptions, 'dir' | 'author' | 'load' | 'putOnRecord' | 'onTaken'> {
  readonly config: () => OpenedConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly time: Time;
  readonly ledgerPath: string;
  readonly markFiles: readonly string[];
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Gives up a start that is under way. */
  readonly stopStart: AbortSignal | undefined;
  readonly goOn: () => void;
  readonly stop: AbortSignal;
}

/** What a collector measures with and records in, before it begins. */
export interface Measuring {
  readonly run: string;
  readonly engine: ReachEngine;
  readonly ledger: Ledger;
  readonly reader: LedgerReader;
  readonly configuration: ConfigurationKeeper;
  readonly coveredTo: CoveredTo;
}

/** Opens the ledger as its owner, ends on it what a crashed run left open, and finds what pings are sent with. */
export async function openMeasuring(
  { config, env, time, ledgerPath, markFiles, stopStart, goOn, stop, ...options }: MeasuringOptions,
  closing: AsyncDisposableStack,
): Promise<Measuring> {
  const { metrics, logger } = options;
  const { clock } = time;
  const { collector } = config().settings;
  const run = runName(clock.nowMs());
  const engine = await chooseReachEngine(collector, env.PATH ?? '', stop);
  logger.info({ engine: engine.name, passedOver: engine.notes }, 'reach is measured');
  goOn();

  const ledger = await openLedger({
    ...{ path: ledgerPath, collector: collector.id, run, logger, nowMs: clock.nowMs, markFiles },
    onWriterRestart: () => metrics.camwatch_ledger_restarts_total.inc(),
  });
  closing.defer(() => ledger.close());
  goOn();
  const reader = closing.use(recordStore(ledgerPath).openReader());
  await time.open(reader, ledger);
  const configuration = createConfigurationKeeper({
    ...{ ...options, ledger, ledgerPath, clock, clockKeeper: time.keeper },
    stop: stopStart,
    current: config,
  });
  await configuration.endCrashedRuns();
  goOn();

  const coveredTo = readCoveredTo(reader);
  const recordedToMs = coveredTo.latestMs;
  if (recordedToMs > clock.nowMs()) {
    logger.error(
      { recordedToMs, nowMs: clock.nowMs() },
      'the record reaches into the future, so that a clock must have been wrong: nothing is covered until then, unless camwatch ledger void-future is run',
    );
  }
  return { run, engine, ledger, reader, configuration, coveredTo };
}

/** Names a run so that a replay within it is recognised: sortable, and unique on one machine. */
function runName(nowMs: number): string {
  return `${new Date(nowMs).toISOString()}#${process.pid}`;
}
