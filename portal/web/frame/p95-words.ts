import type { LinkTraffic, TrafficPercentile } from '../../../availability/traffic/p95.ts';
import type { PageContext } from './page-context.ts';

/** The P95 of the busier direction. */
export function describeBusiestP95(context: PageContext, today: readonly LinkTraffic[]): string {
  const [busiest] = today.toSorted((a, b) => b.p95.bitsPerSecond - a.p95.bitsPerSecond);
  return describeP95(context, busiest?.p95);
}

export function describeP95({ formats, messages }: PageContext, p95: TrafficPercentile | undefined): string {
  if (p95 === undefined) return '–';
  const rate = formats.bitRate(p95.bitsPerSecond);
  return p95.bound === 'at-least' ? messages.linkPage.atLeast(rate) : rate;
}
