import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Settings } from '../../config/settings/settings-schema.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import type { Reading } from '../../core/domain/probing.ts';
import type { Secret } from '../../core/domain/secret.ts';
import type {
  AlertingHealth,
  CollectorHealth,
  LiveStatus,
  MeasurementHealth,
  ReadingSink,
} from '../../core/domain/sinks.ts';
import type { Change } from '../../core/domain/state.ts';
import type { TrafficSample } from '../../core/domain/traffic.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { RETENTION, SERIES, type SeriesName } from '../../core/names/series.ts';
import { days, minutes, seconds } from '../../core/time/units.ts';
import { createBatcher } from './batcher.ts';
import { countCollector } from './lines/collector-counts.ts';
import type { FleetCounts } from './lines/fleet-counts.ts';
import { renderFleetLines } from './lines/fleet-lines.ts';
import {
  type AvailabilityDayRow,
  type AvailabilityRow,
  type DowntimeRow,
  renderAvailabilityDayLine,
  renderAvailabilityLine,
  renderCollectorLine,
  renderDowntimeLine,
  renderEventLine,
  renderSlaLine,
  type SlaRow,
} from './lines/other-lines.ts';
import { createPlaceAnswers } from './lines/place-answers.ts';
import { createPlaceRecordings, RECORDINGS_EVERY_MS } from './lines/place-recordings.ts';
import { createReadingLines, SUMMED_UP } from './lines/reading-lines.ts';
import { chooseResolution } from './lines/resolution.ts';
import { createRollUp } from './lines/roll-up.ts';
import { createSummaries } from './lines/summaries.ts';
import { createTrafficLines } from './lines/traffic-lines.ts';
import { createTrafficSummaries } from './lines/traffic-summaries.ts';
import { createTroubles } from './lines/troubles.ts';
import { renderWorkLines, type WorkRow } from './lines/work-lines.ts';
import type { PseudonymOf } from './pseudonyms.ts';
import { createDeliveryQueue, type Pace } from './queue/delivery-queue.ts';
import { createDiskQueue } from './queue/disk-queue.ts';
import { withQueryClient } from './queue/query-client.ts';
import { createRejections } from './queue/rejections.ts';
import { createSender } from './queue/sender.ts';
import { buildServerAddress, openAgent } from './queue/server-address.ts';
import { type Server, setUpDatabase } from './queue/setup-database.ts';
import { postBatch } from './queue/write-request.ts';
import { type OpenReceipt, openReceipt } from './receipts.ts';

/**
 * Where measurements go. No call throws or waits: what InfluxDB does not take now is kept on disk, and what was handed
 * over survives `kill -9` after at most a second (open summaries of five minutes excepted).
 */
export interface MeasurementWriter extends ReadingSink {
  readonly writeTraffic: (samples: readonly TrafficSample[]) => void;
  /** Stands for what is handed over from here on, until it is closed. */
  readonly openReceipt: () => OpenReceipt;
  /** `backlog`: what InfluxDB lacks of earlier times, at the rate of `influx.replay_limit`. */
  readonly writeEvents: (changes: readonly Change[], pace?: Pace) => void;
  /** Planned work, written over where it was cancelled. */
  readonly writeWorks: (works: Iterable<WorkRow>, pace?: Pace) => void;
  /** What is not well now: points of the minute, as far as they are news. */
  readonly writeTroubles: (statuses: Iterable<LiveStatus>, atMs: number) => void;
  /** Counts of a moment: floored to the minute, they replace those written before within it. */
  readonly writeFleet: (counts: FleetCounts, atMs: number) => void;
  readonly writeAvailability: (rows: Iterable<AvailabilityRow>, pace?: Pace) => void;
  /** As far back as points of their policy are taken. */
  readonly writeDowntime: (rows: Iterable<DowntimeRow>, pace?: Pace) => void;
  readonly writeAvailabilityDays: (rows: Iterable<AvailabilityDayRow>, pace?: Pace) => void;
  readonly writeSla: (rows: Iterable<SlaRow>, pace?: Pace) => void;
  /** Settles when it is handed over. */
  readonly writeCollector: (health: CollectorHealth, alerting?: AlertingHealth) => Promise<void>;
  readonly health: () => MeasurementHealth;
  /** Hands over what is open, waits a moment for InfluxDB, and leaves the rest on disk for the next start. */
  readonly close: () => Promise<void>;
}

export interface MeasurementWriterOptions {
  readonly settings: Settings['influx'];
  /** Configuration folder, which a relative path of the queue belongs to. */
  readonly dir: string;
  readonly password?: Secret;
  readonly inventory: () => Inventory;
  /** In place of the names of what is withheld. */
  readonly pseudonymOf: PseudonymOf;
  readonly timeZone: string;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Settles when it is known, for later runs too, that InfluxDB has nothing. */
  readonly onNewDatabase?: () => Promise<void>;
  readonly nowMs?: () => number;
}

const WRITE_TIMEOUT_MS = seconds(15);
const CLOSE_GRACE_MS = seconds(1.5);
const HOUSEKEEPING_MS = seconds(10);
const ROLL_UP_TIMEOUT_MS = minutes(2);

/** @throws InfluxUrlError when the address carries a password. */
export function createMeasurementWriter(options: MeasurementWriterOptions): MeasurementWriter {
  const { settings, logger } = options;
  if (settings === undefined) {
    logger.info('measurements are not kept: the settings name no InfluxDB (influx.url)');
    return createOffWriter(options.nowMs?.() ?? Date.now());
  }
  return createInfluxWriter(options, settings);
}

function createOffWriter(sinceMs: number): MeasurementWriter {
  const ignore = () => undefined;
  return {
    write: ignore,
    openReceipt: () => ({ close: async () => () => 'written' as const }),
    writeTraffic: ignore,
    writeEvents: ignore,
    writeWorks: ignore,
    writeTroubles: ignore,
    writeFleet: ignore,
    writeAvailability: ignore,
    writeDowntime: ignore,
    writeAvailabilityDays: ignore,
    writeSla: ignore,
    writeCollector: async () => undefined,
    health: () => ({
      mode: 'off',
      sinceMs,
      queuedBytes: 0,
      queuedPoints: 0,
      droppedPoints: 0,
      setAsidePoints: 0,
    }),
    close: async () => undefined,
  };
}

function createInfluxWriter(
  {
    dir,
    password,
    inventory,
    pseudonymOf,
    timeZone,
    metrics,
    logger,
    onNewDatabase = async () => undefined,
    nowMs = Date.now,
  }: MeasurementWriterOptions,
  settings: NonNullable<Settings['influx']>,
): MeasurementWriter {
  const address = buildServerAddress(settings, password);
  const queueDir = resolve(dir, settings.queueDir);
  const agent = openAgent(address);
  let droppedPoints = 0;
  const onDropped = (points: number) => {
    droppedPoints += points;
    metrics.camwatch_influx_points_total.inc({ fate: 'dropped' }, points);
  };

  let lostPoints = 0;
  const onLost = (points: number) => {
    lostPoints += points;
    onDropped(points);
  };

  const disk = createDiskQueue({
    dir: queueDir,
    limitBytes: settings.queueLimitBytes,
    logger,
    onDropped: onLost,
  });
  const queue = createDeliveryQueue({
    disk,
    replayBytesPerSecond: settings.replayBytesPerSecond,
    logger,
    onDropped: onLost,
    nowMs,
  });
  const batcher = createBatcher({ onBatch: queue.offer, onDropped: onLost });
  const rejections = createRejections({ dir: queueDir, logger, onDropped, nowMs });
  let controlLine: string | undefined;

  let server: Server | undefined;
  const prepare = async (stop: AbortSignal) => {
    const found = await setUpDatabase(address, { logger, stop, onNew: onNewDatabase });
    if (found.notice !== undefined && found.notice !== server?.notice) {
      logger.warn({ url: settings.url }, found.notice);
    }
    if (server === undefined) {
      logger.info(
        { url: settings.url, database: settings.database, version: found.version },
        'InfluxDB is set up',
      );
    }
    server = found;
  };
  const rollUp = createRollUp({
    dir: queueDir,
    timeZone,
    query: async (text, stop) => {
      await withQueryClient(address, stop, (client) => client.query(text), ROLL_UP_TIMEOUT_MS);
    },
    logger,
    nowMs,
  });
  const sender = createSender({
    queue,
    post: (batch, stop) => postBatch(batch, { address, agent, timeoutMs: WRITE_TIMEOUT_MS }, stop),
    prepare,
    rejections: {
      ...rejections,
      setAside: (retention, bad) => {
        metrics.camwatch_influx_points_total.inc({ fate: 'set-aside' }, bad.lines.length);
        rejections.setAside(retention, bad);
      },
    },
    controlLine: () => controlLine,
    onDropped,
    onWritten: ({ retention, oldestMs }) => {
      if (retention === 'raw') rollUp.noteArrival(oldestMs);
    },
    metrics,
    logger,
    nowMs,
  });

  const lines = createReadingLines(inventory, pseudonymOf);
  const add = (series: SeriesName, line: string | undefined, atMs: number, pace: Pace = 'fresh') => {
    if (line !== undefined) batcher.add({ retention: SERIES[series].retention, pace }, line, atMs);
  };
  const oldestMs = (series: SeriesName) => nowMs() - days(RETENTION[SERIES[series].retention].days);
  const summaries = createSummaries((reading, sample) =>
    add('reach', lines.renderSample(reading, sample), reading.atMs),
  );
  const answers = createPlaceAnswers(inventory, (line, atMs) => add('answers', line, atMs));
  const resolution = () => chooseResolution(settings.resolution, inventory().devices.size);
  const recordings = createPlaceRecordings(inventory, (line, atMs) => add('recordings', line, atMs));
  const trafficLines = createTrafficLines(inventory, pseudonymOf);
  const emitTraffic = (sample: TrafficSample) => {
    const line = trafficLines.render(sample);
    if (line === 'unknown-device') return;
    if (line === 'too-many-interfaces') onDropped(1);
    else add('traffic', line, sample.atMs);
  };
  const trafficSummaries = createTrafficSummaries(emitTraffic);
  const troubles = createTroubles(inventory, pseudonymOf);
  const lastFleet = new Set<string>();

  const health = (): MeasurementHealth => ({
    ...sender.state(),
    queuedBytes: queue.pendingBytes(),
    queuedPoints: queue.pendingPoints(),
    droppedPoints,
    setAsidePoints: rejections.points(),
    ...(server?.notice !== undefined && { notice: server.notice }),
  });

  const stopping = new AbortController();
  let rolling: Promise<void> | undefined;
  const housekeeping = setInterval(() => {
    summaries.flushEnded(nowMs());
    answers.flushEnded(nowMs());
    recordings.emitDue(nowMs(), RECORDINGS_EVERY_MS[resolution()]);
    trafficSummaries.flushEnded(nowMs());
    metrics.camwatch_influx_queue_bytes.set(queue.pendingBytes());
    rejections.lookAgain();
    metrics.camwatch_influx_set_aside_points.set(rejections.points());
    if (rolling || server?.kind !== 'influxdb' || sender.state().mode !== 'writing') return;
    rolling = rollUp
      .run(stopping.signal)
      .catch((error: unknown) => {
        if (!stopping.signal.aborted)
          logger.warn({ reason: String(error) }, 'roll-up of the fleet counts failed');
      })
      .finally(() => {
        rolling = undefined;
      });
  }, HOUSEKEEPING_MS);
  housekeeping.unref();

  return {
    write: (readings: readonly Reading[]) => {
      const isSummedUp = resolution() === 'summaries';
      for (const reading of readings) {
        answers.add(reading);
        recordings.add(reading);
        if (isSummedUp && SUMMED_UP.has(reading.indicator)) summaries.add(reading);
        else add('reach', lines.render(reading), reading.atMs);
      }
      if (!isSummedUp) summaries.flushAll();
    },
    writeTraffic: (samples) => {
      if (resolution() === 'summaries') {
        for (const sample of samples) trafficSummaries.add(sample);
        return;
      }
      trafficSummaries.flushAll();
      for (const sample of samples) emitTraffic(sample);
    },
    openReceipt: () => openReceipt({ queue, flush: batcher.flush, lostPoints: () => lostPoints }),
    writeEvents: (changes, pace) => {
      const oldestRecentMs = oldestMs('recentEvent');
      for (const change of changes) {
        const line = (series: 'event' | 'recentEvent') =>
          renderEventLine(inventory(), change, series, pseudonymOf);
        add('event', line('event'), change.atMs, pace);
        if (change.atMs > oldestRecentMs) add('recentEvent', line('recentEvent'), change.atMs, pace);
      }
    },
    writeWorks: (works, pace) => {
      for (const work of works) {
        for (const { text, atMs } of renderWorkLines(inventory(), work, pseudonymOf))
          add('event', text, atMs, pace);
      }
    },
    writeTroubles: (statuses, nowMs) => {
      const { lines: news, atMs } = troubles.render(statuses, nowMs);
      for (const line of news) add('trouble', line, atMs);
    },
    writeFleet: (counts, atMs) => {
      const rendered = renderFleetLines(counts, atMs, inventory());
      const news = rendered.filter((line) => !lastFleet.has(line));
      lastFleet.clear();
      for (const line of rendered) lastFleet.add(line);
      for (const line of news) add('fleetCity', line, atMs);
    },
    writeAvailability: (rows, pace) => {
      for (const row of rows)
        add('availability', renderAvailabilityLine(inventory(), row, pseudonymOf), row.hourMs, pace);
    },
    writeDowntime: (rows, pace) => {
      const oldestHourMs = oldestMs('downtime');
      for (const row of rows)
        if (row.hourMs > oldestHourMs)
          add('downtime', renderDowntimeLine(inventory(), row, pseudonymOf), row.hourMs, pace);
    },
    writeAvailabilityDays: (rows, pace) => {
      for (const row of rows) add(row.series, renderAvailabilityDayLine(row), row.dayMs, pace);
    },
    writeSla: (rows, pace) => {
      for (const row of rows) add('sla', renderSlaLine(row), row.dayMs, pace);
    },
    writeCollector: async (collector, alerting) => {
      const counts = { ...(await countCollector(metrics)), ...alerting };
      const atMs = nowMs();
      controlLine = renderCollectorLine(collector, health(), counts, atMs);
      add('collector', controlLine, atMs);
    },
    health,
    close: async () => {
      clearInterval(housekeeping);
      stopping.abort(new Error('the InfluxDB writer is closing'));
      summaries.flushAll();
      answers.flushAll();
      trafficSummaries.flushAll();
      await batcher.flush();
      await sender.close(CLOSE_GRACE_MS);
      await rolling;
      await queue.close();
      await Promise.all([rollUp.close(), rejections.close(), disk.close()].map(settle));
      agent.destroy();
    },
  };

  /** A disk that fails at the very end must not keep the rest from closing. */
  async function settle(closing: Promise<unknown>): Promise<void> {
    await closing.catch((error: unknown) =>
      logger.error({ reason: String(error) }, 'the queue did not close cleanly'),
    );
  }
}
