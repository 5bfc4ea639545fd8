import type { Settings } from '../../config/settings/settings-schema.ts';
import type { ClusterStatus } from '../../core/domain/cluster-status.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import type {
  AlertingHealth,
  CollectorHealth,
  MeasurementHealth,
  ReadingSink,
} from '../../core/domain/sinks.ts';
import type { TrafficSample } from '../../core/domain/traffic.ts';
import { runInSlices } from '../../core/host/in-slices.ts';
import { RETENTION, SERIES } from '../../core/names/series.ts';
import { days, seconds } from '../../core/time/units.ts';
import { renderClusterLines } from './lines/cluster-lines.ts';
import { countCollector } from './lines/collector-counts.ts';
import { renderCollectorLine } from './lines/collector-line.ts';
import { createDevicePlaces } from './lines/device-places.ts';
import type { FleetCounts } from './lines/fleet-counts.ts';
import { createFleetLines } from './lines/fleet-lines.ts';
import { chooseResolution } from './lines/resolution.ts';
import { pointsOf, type Rows } from './lines/row-points.ts';
import { createSamplePoints } from './lines/sample-points.ts';
import { createTroubles, type StatusesNow } from './lines/troubles.ts';
import type { PseudonymOf } from './pseudonyms.ts';
import type { Pace } from './queue/delivery-queue.ts';
import { type DeliveriesOptions, openDeliveries } from './queue/open-deliveries.ts';
import type { OpenReceipt } from './receipts.ts';

/**
 * Where measurements go. No call throws or waits: what InfluxDB does not take now is kept on disk, and what was handed
 * over survives `kill -9` after at most a second (open summaries of five minutes excepted).
 */
export interface MeasurementWriter extends ReadingSink {
  readonly writeTraffic: (samples: readonly TrafficSample[]) => void;
  /** `backlog`: what InfluxDB lacks of earlier times, at the rate of `influx.replay_limit`, as far back as it is kept. */
  readonly writeRows: (rows: Rows, pace?: Pace) => void;
  /** What is not well now: points of the minute, as far as they are news. */
  readonly writeTroubles: (live: StatusesNow, atMs: number) => Promise<void>;
  /** Counts of a moment: floored to the minute, they replace those written before within it. */
  readonly writeFleet: (counts: FleetCounts, atMs: number) => void;
  /** Settles when it is handed over. */
  readonly writeCollector: (health: CollectorHealth, alerting?: AlertingHealth) => Promise<void>;
  /** All machines of the record, as a centre sees them. */
  readonly writeCluster: (status: ClusterStatus) => void;
  /** Stands for what is handed over from here on, until it is closed. */
  readonly openReceipt: () => OpenReceipt;
  readonly health: () => MeasurementHealth;
  /** Begins to hand over open sums, while what a stop has to wait for ends: of a city it is half a million lines. */
  readonly handOver: () => void;
  /** Hands over what is open, waits a moment for InfluxDB, and leaves the rest on disk for the next start. */
  readonly close: () => Promise<void>;
}

export interface MeasurementWriterOptions extends Omit<DeliveriesOptions, 'districts'> {
  readonly settings: Settings['influx'];
  readonly inventory: () => Inventory;
  /** In place of the names of what is withheld. */
  readonly pseudonymOf: PseudonymOf;
}

/** Of a large city a thousand windows end every second: none waits for many others. */
const FLUSH_EVERY_MS = seconds(1);
const HOUSEKEEPING_MS = seconds(10);

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
    writeRows: ignore,
    writeTroubles: async () => undefined,
    writeFleet: ignore,
    writeCollector: async () => undefined,
    writeCluster: ignore,
    handOver: ignore,
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
  options: MeasurementWriterOptions,
  settings: NonNullable<Settings['influx']>,
): MeasurementWriter {
  const { inventory, pseudonymOf, metrics, nowMs = Date.now } = options;
  const districts = () => inventory().districts.keys();
  const delivery = openDeliveries({ ...options, districts }, settings);
  const { add, health } = delivery;
  const places = createDevicePlaces(inventory);
  const surroundings = () => ({ inventory: inventory(), places, pseudonymOf });
  const samples = createSamplePoints({
    ...{ inventory, places, pseudonymOf, emit: add, onDropped: delivery.onDropped },
    resolution: () => chooseResolution(settings.resolution, inventory().devices.size),
  });
  const troubles = createTroubles(surroundings);
  const renderFleet = createFleetLines(inventory);
  const timers = [
    setInterval(() => samples.flushEnded(nowMs()), FLUSH_EVERY_MS),
    setInterval(() => {
      samples.flushPlaces(nowMs());
      delivery.tick();
      const { queuedBytes, setAsidePoints } = health();
      metrics.camwatch_influx_queue_bytes.set(queuedBytes);
      metrics.camwatch_influx_set_aside_points.set(setAsidePoints);
    }, HOUSEKEEPING_MS),
  ];
  for (const timer of timers) timer.unref();

  let handingOver: Promise<void> | undefined;
  const handOver = () => {
    handingOver ??= runInSlices(samples.flushOpen());
  };

  const writeRows: MeasurementWriter['writeRows'] = (rows, pace) => {
    const oldestMs = nowMs() - days(RETENTION.raw.days);
    for (const { series, line, atMs } of pointsOf(rows, surroundings()))
      if (SERIES[series].retention !== 'raw' || atMs > oldestMs) add(series, line, atMs, pace);
  };

  return {
    write: samples.write,
    writeTraffic: samples.writeTraffic,
    writeRows,
    writeTroubles: async (live, nowMs) => {
      const { lines, atMs } = await runInSlices(troubles.render(live, nowMs));
      for (const line of lines) add('trouble', line, atMs);
    },
    writeFleet: (counts, atMs) => {
      for (const line of renderFleet(counts, atMs)) add('fleetCity', line, atMs);
    },
    writeCollector: async (collector, alerting) => {
      const counts = { ...(await countCollector(metrics)), ...alerting };
      const atMs = nowMs();
      const line = renderCollectorLine(collector, health(), counts, atMs);
      delivery.setControlLine(line);
      add('collector', line, atMs);
    },
    writeCluster: (status) => {
      for (const { series, line } of renderClusterLines(status)) add(series, line, status.atMs);
    },
    openReceipt: delivery.openReceipt,
    health,
    handOver,
    close: async () => {
      for (const timer of timers) clearInterval(timer);
      await handingOver;
      // What came since is little.
      await runInSlices(samples.flushOpen());
      samples.flushAllPlaces();
      await delivery.close();
    },
  };
}
