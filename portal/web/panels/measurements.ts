import type { Measurements } from '../../../core/domain/probing.ts';
import { describeDuration, type PageContext } from '../frame/page-context.ts';

/** `ping trung bình 1,2 ms · mất gói 0 %`: names without a word here are the program's, since they are what Grafana shows. */
export function describeMeasurements(context: PageContext, measurements: Measurements = {}): string {
  return Object.entries(measurements)
    .slice(0, MOST)
    .map(([name, value]) => describeOne(context, name, value))
    .join(' · ');
}

const MOST = 8;
/** From here on milliseconds say nothing to people. */
const LONG_MS = 120_000;

function describeOne(context: PageContext, name: string, value: number): string {
  const { formats } = context;
  const wordFor = (suffix: string) => nameOf(context, name.slice(0, -suffix.length));
  if (name.endsWith('Ms')) {
    const isLong = Math.abs(value) >= LONG_MS;
    const sign = value < 0 ? '−' : '';
    const text = isLong
      ? `${sign}${describeDuration(context, Math.abs(value))}`
      : `${formats.decimal(value)} ms`;
    return `${wordFor('Ms')} ${text}`;
  }
  if (name.endsWith('Ratio')) return `${wordFor('Ratio')} ${formats.decimal(value * 100)} %`;
  if (name.toLowerCase().endsWith('bitspersecond'))
    return `${wordFor('PerSecond')} ${formats.bitRate(value)}`;
  if (name.endsWith('PerSecond')) return `${wordFor('PerSecond')} ${formats.decimal(value)}/s`;
  return `${nameOf(context, name)} ${formats.decimal(value)}`;
}

function nameOf({ messages }: PageContext, name: string): string {
  const { measurements } = messages.learnt;
  return Object.hasOwn(measurements, name) ? (measurements[name] ?? name) : name;
}
