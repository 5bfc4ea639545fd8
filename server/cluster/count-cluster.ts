import type { ClusterStatus } from '../../core/domain/cluster-status.ts';
import type { Metrics } from '../../core/names/metrics.ts';
import { seconds } from '../../core/time/units.ts';

/** For Prometheus: who is silent, how far behind, and what nobody covers. */
export function countCluster(metrics: Metrics, { atMs, collectors, zones }: ClusterStatus): void {
  metrics.camwatch_collector_last_seen_seconds.reset();
  metrics.camwatch_collector_behind_rows.reset();
  metrics.camwatch_zone_uncovered_devices.reset();
  for (const { id, seenMs, rowsBehind } of collectors) {
    metrics.camwatch_collector_behind_rows.labels(id).set(rowsBehind);
    if (seenMs !== undefined)
      metrics.camwatch_collector_last_seen_seconds.labels(id).set(Math.max(0, atMs - seenMs) / seconds(1));
  }
  for (const { zone, uncovered } of zones)
    metrics.camwatch_zone_uncovered_devices.labels(zone).set(uncovered);
}
