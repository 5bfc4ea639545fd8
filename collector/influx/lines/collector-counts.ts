import type { Counter, Gauge } from 'prom-client';
import type { Metrics } from '../../../core/names/metrics.ts';

/** What the collector counted since its start, and the batches that wait for the ledger now. */
export interface CollectorCounts {
  readonly writtenPoints: number;
  readonly failedWrites: number;
  readonly canaryGoodRounds: number;
  readonly canaryBadRounds: number;
  readonly droppedReadings: number;
  readonly ledgerPendingBatches: number;
  readonly ledgerDroppedRows: number;
}

/** Read off the metrics, so that dashboards and Prometheus tell the same. */
export async function countCollector(metrics: Metrics): Promise<CollectorCounts> {
  return {
    writtenPoints: await sumOf(metrics.camwatch_influx_points_total, { fate: 'written' }),
    failedWrites: await sumOf(metrics.camwatch_influx_failed_writes_total),
    canaryGoodRounds: await sumOf(metrics.camwatch_canary_rounds_total, { result: 'good' }),
    canaryBadRounds: await sumOf(metrics.camwatch_canary_rounds_total, { result: 'bad' }),
    droppedReadings: await sumOf(metrics.camwatch_readings_dropped_total),
    ledgerPendingBatches: await sumOf(metrics.camwatch_ledger_pending_batches),
    ledgerDroppedRows: await sumOf(metrics.camwatch_ledger_rows_dropped_total),
  };
}

/** Over all labels but those that are named. */
async function sumOf(
  metric: Counter | Gauge,
  wanted: Readonly<Record<string, string>> = {},
): Promise<number> {
  const { values } = await metric.get();
  return values
    .filter(({ labels }) => Object.entries(wanted).every(([name, value]) => labels[name] === value))
    .reduce((sum, { value }) => sum + value, 0);
}
