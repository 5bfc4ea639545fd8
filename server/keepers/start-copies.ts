import type { Logger } from 'pino';
import type { MeasurementWriter } from '../../collector/influx/create-influx.ts';
import { createFleetCounter } from '../../collector/influx/lines/fleet-counts.ts';
import type { Config } from '../../config/load-config.ts';
import type { ChangeBatch, LiveView } from '../../core/domain/sinks.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { seconds } from '../../core/time/units.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { Ledger } from '../../ledger/sqlite/writing/open-ledger.ts';
import type { AlertingHandle } from '../alerting/start-alerting.ts';
import type { Time } from '../open-time.ts';
import type { RepeatedWork } from '../repeat-work.ts';
import { availabilityEveryMs, createAvailabilityKeeper, isSmallFleet } from './keep-availability.ts';
import { createEventKeeper } from './keep-events.ts';
import { figuresEveryMs, startFiguresKeeper } from './keep-figures.ts';
import { openMeasurementWriter } from './open-measurement-writer.ts';

export interface CopiesOptions {
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly config: () => Config;
  readonly time: Time;
  readonly ledgerPath: string;
  readonly ledger: Pick<Ledger, 'remember' | 'forgetCopies'>;
  readonly reader: LedgerReader;
  /** End of the coverage that earlier runs have on record; 0 where there is none. */
  readonly recordedToMs: number;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly stop: AbortSignal;
}

/** What of the record is copied to InfluxDB, where there is one; the sums of days are kept in any case. */
export interface Copies {
  readonly writer: MeasurementWriter;
  /** Settles when the thread of the figures has read its program. */
  readonly loaded: Promise<unknown>;
  /** To be told of every batch once it is in the ledger. */
  readonly note: (batch: ChangeBatch) => void;
  /** Coverage came late: what is copied of time since then is made anew. */
  readonly owe: (fromMs: number) => void;
  readonly work: (sources: CopiedSources) => readonly RepeatedWork[];
  /** The last figures of a small fleet, once nothing is measured any more: those of a large one the next start writes. */
  readonly finish: () => Promise<void>;
}

/** Whose states and health are copied. */
export interface CopiedSources {
  readonly collector: Pick<LiveView, 'columns' | 'linkStatuses' | 'status' | 'health'>;
  readonly alerting: Pick<AlertingHandle, 'health'>;
}

const FLEET_EVERY_MS = seconds(5);
const EVENTS_EVERY_MS = seconds(1);
const HEALTH_EVERY_MS = seconds(10);

export async function startCopies(
  { dir, env, config, time, ledgerPath, ledger, reader, recordedToMs, metrics, logger, stop }: CopiesOptions,
  closing: AsyncDisposableStack,
): Promise<Copies> {
  const { settings } = config();
  const { nowMs, shared } = time.clock;
  const { timeZone } = settings.city;
  const copies: { readonly startAnew: () => Promise<void> | void }[] = [];
  const writer = await openMeasurementWriter({
    ...{ dir, env, config, time, ledgerPath, metrics, logger },
    onNewDatabase: async () => {
      await ledger.forgetCopies();
      for (const { startAnew } of copies) await startAnew();
    },
  });
  closing.defer(() => writer.close());

  const figures = startFiguresKeeper({
    ...{ path: ledgerPath, collector: settings.collector.id },
    ...{ timeZone, charts: settings.influx ? 'copy' : 'leave', writer, logger },
    clock: shared,
  });
  closing.defer(figures.close);
  const hurry = () => {
    writer.handOver();
    // Whatever it is at, nobody is to wait for it.
    void figures.close();
  };
  stop.addEventListener('abort', hurry, { once: true });
  copies.push(figures);
  const figuresWork: RepeatedWork = {
    name: 'figures',
    everyMs: figuresEveryMs(config().inventory.devices.size),
    run: figures.update,
    isOfTime: true,
  };
  const none = {
    note: () => undefined,
    owe: () => undefined,
    work: () => [figuresWork],
    finish: async () => undefined,
  };
  if (!settings.influx) return { writer, loaded: figures.loaded, ...none };

  const { remember } = ledger;
  const availability = createAvailabilityKeeper({ reader, writer, remember, config, recordedToMs });
  const countFleet = createFleetCounter();
  const events = createEventKeeper({ reader, writer, remember, nowMs, logger });
  copies.push(availability, events);
  return {
    writer,
    loaded: figures.loaded,
    note: (batch) => {
      availability.note(batch);
      events.follow();
    },
    owe: availability.owe,
    work: ({ collector, alerting }) => [
      { name: 'copies of changes', everyMs: EVENTS_EVERY_MS, run: events.tick },
      {
        name: 'fleet counts',
        everyMs: FLEET_EVERY_MS,
        isOfTime: true,
        run: async () => {
          const atMs = nowMs();
          writer.writeFleet(countFleet(collector.columns()), atMs);
          await writer.writeTroubles(collector, atMs);
        },
      },
      {
        name: 'collector health',
        everyMs: HEALTH_EVERY_MS,
        run: () => writer.writeCollector(collector.health(), alerting.health()),
      },
      {
        name: 'availability',
        everyMs: availabilityEveryMs(config().inventory.devices.size),
        isOfTime: true,
        // Those of a small fleet are finished.
        run: () => availability.update(isSmallFleet(config().inventory.devices.size) ? undefined : stop),
      },
      figuresWork,
    ],
    finish: async () => {
      if (time.isBelieved() && isSmallFleet(config().inventory.devices.size)) await availability.update();
    },
  };
}
