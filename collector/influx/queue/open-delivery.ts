import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Settings } from '../../../config/settings/settings-schema.ts';
import type { Secret } from '../../../core/domain/secret.ts';
import type { MeasurementHealth } from '../../../core/domain/sinks.ts';
import type { Metrics } from '../../../core/names/metrics.ts';
import { SERIES, type SeriesName } from '../../../core/names/series.ts';
import { minutes, seconds } from '../../../core/time/units.ts';
import { createBatcher } from '../batcher.ts';
import { createRollUp } from '../lines/roll-up.ts';
import { createDueFrom, daysOfDevices, quartersOfAnHour } from '../lines/roll-up-steps.ts';
import { type OpenReceipt, openReceipt } from '../receipts.ts';
import { createDeliveryQueue, type Pace } from './delivery-queue.ts';
import { createDiskQueue } from './disk-queue.ts';
import { withQueryClient } from './query-client.ts';
import { createRejections } from './rejections.ts';
import { createSender } from './sender.ts';
import { buildServerAddress, openAgent } from './server-address.ts';
import { type Server, setUpDatabase } from './setup-database.ts';
import { postBatch } from './write-request.ts';

export interface DeliveryOptions {
  /** Configuration folder, which a relative path of the queue belongs to. */
  readonly dir: string;
  readonly password?: Secret;
  readonly timeZone: string;
  /** Of the inventory now, by which a city is rolled up in parts. */
  readonly districts: () => Iterable<string>;
  readonly metrics: Metrics;
  readonly logger: Logger;
  /** Settles when it is known, for later runs too, that InfluxDB has nothing. */
  readonly onNewDatabase?: () => Promise<void>;
  /** Whether it takes writes: that it does not at the start, and every change. */
  readonly onMode: (isWriting: boolean) => void;
  readonly nowMs?: () => number;
}

/** Brings lines to InfluxDB: in batches, over a queue on disk, as fast as it takes them. */
export interface LineDelivery {
  readonly add: (series: SeriesName, line: string | undefined, atMs: number, pace?: Pace) => void;
  /** What the server ought to take, and may take twice. */
  readonly setControlLine: (line: string | undefined) => void;
  /** Counts points that are given up. */
  readonly onDropped: (points: number) => void;
  readonly openReceipt: () => OpenReceipt;
  readonly health: () => MeasurementHealth;
  /** Looks again at what was set aside, and rolls up what is due. */
  readonly tick: () => void;
  /** Waits a moment for InfluxDB, and leaves the rest on disk. */
  readonly close: () => Promise<void>;
}

const WRITE_TIMEOUT_MS = seconds(15);
const CLOSE_GRACE_MS = seconds(1.5);
const ROLL_UP_TIMEOUT_MS = minutes(2);

/** @throws InfluxUrlError when the address carries a password. */
export function openDelivery(
  {
    dir,
    password,
    timeZone,
    districts,
    metrics,
    logger,
    onNewDatabase,
    onMode,
    nowMs = Date.now,
  }: DeliveryOptions,
  settings: Omit<NonNullable<Settings['influx']>, 'also'>,
): LineDelivery {
  const address = buildServerAddress(settings, password);
  const queueDir = resolve(dir, settings.queueDir);
  const agent = openAgent(address);
  let [droppedPoints, lostPoints] = [0, 0];
  const onDropped = (points: number) => {
    droppedPoints += points;
    metrics.camwatch_influx_points_total.inc({ fate: 'dropped' }, points);
  };
  const onLost = (points: number) => {
    lostPoints += points;
    onDropped(points);
  };
  const limitBytes = settings.queueLimitBytes;
  const disk = createDiskQueue({ dir: queueDir, limitBytes, logger, onDropped: onLost });
  const replayBytesPerSecond = settings.replayBytesPerSecond;
  const queue = createDeliveryQueue({ disk, replayBytesPerSecond, logger, onDropped: onLost, nowMs });
  const batcher = createBatcher({ onBatch: queue.offer, onDropped: onLost });
  const dueFrom = createDueFrom(timeZone, nowMs);
  const rejections = createRejections({ dir: queueDir, logger, onDropped, nowMs });
  let controlLine: string | undefined;

  let server: Server | undefined;
  const prepare = async (stop: AbortSignal) => {
    const before = server;
    server = await setUpDatabase(address, { logger, stop, ...(onNewDatabase && { onNew: onNewDatabase }) });
    const { notice, version } = server;
    const { url, database } = settings;
    if (notice !== undefined && notice !== before?.notice) logger.warn({ url }, notice);
    if (before === undefined) logger.info({ url, database, version }, 'InfluxDB is set up');
  };
  const rollUps = [quartersOfAnHour(timeZone), daysOfDevices(timeZone, districts)].map((steps) =>
    createRollUp({
      ...{ dir: queueDir, steps, logger, nowMs },
      query: async (text, stop) => {
        await withQueryClient(address, stop, (client) => client.query(text), {
          timeoutMs: ROLL_UP_TIMEOUT_MS,
        });
      },
    }),
  );
  const sender = createSender({
    ...{ queue, prepare, onDropped, onMode, metrics, logger, nowMs },
    post: (batch, stop) => postBatch(batch, { address, agent, timeoutMs: WRITE_TIMEOUT_MS }, stop),
    rejections: {
      ...rejections,
      setAside: (retention, bad) => {
        metrics.camwatch_influx_points_total.inc({ fate: 'set-aside' }, bad.lines.length);
        rejections.setAside(retention, bad);
      },
    },
    controlLine: () => controlLine,
    onWritten: ({ retention, oldestMs }) => {
      if (retention === 'raw') for (const rollUp of rollUps) rollUp.noteArrival(oldestMs);
    },
  });

  const stopping = new AbortController();
  let rolling: Promise<void> | undefined;
  function rollUpDue(): void {
    if (rolling || server?.kind !== 'influxdb' || sender.state().mode !== 'writing') return;
    const runAll = async () => {
      for (const rollUp of rollUps) await rollUp.run(stopping.signal);
    };
    rolling = runAll()
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) logger.warn({ reason: String(error) }, 'roll-up failed');
      })
      .finally(() => {
        rolling = undefined;
      });
  }

  /** A disk that fails at the very end must not keep the rest from closing. */
  async function settle(closing: Promise<unknown>): Promise<void> {
    await closing.catch((error: unknown) =>
      logger.error({ reason: String(error) }, 'the queue did not close cleanly'),
    );
  }

  return {
    add: (series, line, atMs, pace = 'fresh') => {
      if (line === undefined) return;
      batcher.add({ retention: SERIES[series].retention, pace }, line, dueFrom(series, atMs));
    },
    setControlLine: (line) => {
      controlLine = line;
    },
    onDropped,
    openReceipt: () => openReceipt({ queue, flush: batcher.flush, lostPoints: () => lostPoints }),
    health: () => ({
      ...sender.state(),
      queuedBytes: queue.pendingBytes(),
      queuedPoints: queue.pendingPoints(),
      droppedPoints,
      setAsidePoints: rejections.points(),
      ...(server?.notice !== undefined && { notice: server.notice }),
    }),
    tick: () => {
      rejections.lookAgain();
      rollUpDue();
    },
    close: async () => {
      stopping.abort(new Error('the InfluxDB writer is closing'));
      await batcher.flush();
      await sender.close(CLOSE_GRACE_MS);
      await rolling;
      await queue.close();
      await Promise.all([...rollUps, rejections, disk].map((part) => settle(part.close())));
      agent.destroy();
    },
  };
}
