import { AggregatorRegistry } from 'prom-client';
import type { Metrics } from '../core/names/metrics.ts';
import type { ThreadMetrics } from './alerting/alerting-messages.ts';

/** Text for Prometheus: what is counted here, and in threads. */
export async function renderMetrics(
  { registry }: Metrics,
  ...threads: readonly ThreadMetrics[]
): Promise<string> {
  const all = [await registry.getMetricsAsJSON(), ...threads.map((told) => [...told])];
  return await AggregatorRegistry.aggregate(all).metrics();
}
