import type { Logger } from 'pino';
import type { CoveredTo } from '../collector/coverage-account.ts';
import { type Collector, startCollector } from '../collector/create-collector.ts';
import type { ReachEngine, ReachEngineChoice } from '../collector/probers/reach-engine.ts';
import { startProbing } from '../collector/thread/start-probing.ts';
import { findMaker } from '../config/makers/find-maker.ts';
import type { OpenedConfig } from '../config/shared-config.ts';
import type { ChangeBatch, TrafficSink } from '../core/domain/sinks.ts';
import { runInSlices } from '../core/host/in-slices.ts';
import type { Metrics } from '../core/names/metrics.ts';
import type { LedgerReader } from '../ledger/record/ledger-reader.ts';
import type { Ledger } from '../ledger/sqlite/writing/open-ledger.ts';
import type { AlertingHandle } from './alerting/start-alerting.ts';
import type { Copies } from './keepers/start-copies.ts';
import type { NotedFindings } from './noted-findings.ts';
import { createObservationSinks } from './observation-sinks.ts';
import type { Time } from './open-time.ts';

export interface WatchingOptions {
  readonly config: OpenedConfig;
  readonly env: NodeJS.ProcessEnv;
  readonly run: string;
  readonly engine: ReachEngine;
  readonly time: Time;
  readonly ledger: Ledger;
  readonly reader: LedgerReader;
  readonly coveredTo: CoveredTo;
  readonly copies: Copies;
  readonly notedFindings: Pick<NotedFindings, 'watching'>;
  readonly alerting: Pick<AlertingHandle, 'recording'>;
  /** Settles when the inventory of the start is on record. */
  readonly recorded: Promise<void>;
  /** Told of the rates of interfaces as well, at every poll. */
  readonly onTraffic: TrafficSink['write'] | undefined;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Starts the collector; what it finds goes to the record, and copies of it to InfluxDB. */
export async function startWatching(
  options: WatchingOptions,
  closing: AsyncDisposableStack,
): Promise<Collector> {
  const { config, env, run, engine, time, ledger, reader, coveredTo, copies, notedFindings } = options;
  const { onTraffic, metrics, logger } = options;
  const { writer } = copies;
  const { clock } = time;
  const observations = await createObservationSinks({
    ...{ ledger, reader, writer, notedFindings, metrics, logger },
  });
  closing.defer(observations.close);
  const { findings, traffic } = observations.sinks;
  const recordedFacts = [...observations.sinks.recordedFacts];
  const probing = startProbing({
    ...{ config: config.shared, reach: reachChoice(engine), clock: clock.shared, recordedFacts },
    ...{ env, metrics, logger },
  });
  closing.defer(probing.close);
  // Else a busy machine is slow to ask its first questions, and takes that for silence.
  const [statuses] = await Promise.all([ledger.statuses(), probing.loaded, copies.loaded]);
  const collector = await runInSlices(
    startCollector({
      ...observations.sinks,
      recordedFacts,
      findings: {
        note: findings.note,
        learn: (facts) => {
          probing.learn(facts);
          findings.learn(facts);
        },
      },
      ...(onTraffic && { traffic: bothOf(traffic, { write: onTraffic }) }),
      watched: config,
      ...{ run, engine, clock, coveredTo, metrics, logger },
      probing: probing.start,
      defaultLogins: ({ maker }) => findMaker(config.makers, maker)?.logins ?? [],
      recorded: statuses,
      changes: { record: createChangeRecorder(options) },
      readings: writer,
    }),
  );
  closing.defer(async () => {
    await collector.close();
    await copies.finish();
  });
  return collector;
}

const reachChoice = ({ name, program, fallbackPort }: ReachEngine): ReachEngineChoice => ({
  ...{ name, fallbackPort },
  ...(program !== undefined && { program }),
});

function createChangeRecorder({
  time,
  ledger,
  alerting,
  recorded,
  copies,
}: WatchingOptions): (batch: ChangeBatch) => Promise<void> {
  return async (batch) => {
    // What our clock dated from a time that was believed has the right time; nothing else may be recorded in doubt.
    const isHeld = !time.isOwnRight();
    if (isHeld && !(await time.keeper.trusted())) return;
    await alerting.recording(async () => {
      // No change comes on record before the device that it is of.
      await recorded;
      await ledger.record(isHeld ? ofThePast(batch, time.clock.nowMs()) : batch);
    });
    copies.note(batch);
  };
}

/** Where the last row is of a clock that was ahead, what followed from it is of the future. */
const ofThePast = (batch: ChangeBatch, nowMs: number): ChangeBatch => ({
  changes: batch.changes.filter(({ atMs }) => atMs <= nowMs),
});

const bothOf = (first: TrafficSink, second: TrafficSink): TrafficSink => ({
  write: (samples) => {
    first.write(samples);
    second.write(samples);
  },
});
