import type { Measurements } from '../../../core/probing.ts';
import type { PageContext } from './page-context.ts';

/** Suffixes that carry a unit, and how people write it. */
const UNITS = [
  { suffix: 'Ms', unit: ' ms', factor: 1 },
  { suffix: 'Ratio', unit: ' %', factor: 100 },
] as const;

/** `rttAvg 1,2 ms · loss 0 %`: names are the program's, since they are what Grafana shows. */
export function describeMeasurements({ formats }: PageContext, measurements: Measurements = {}): string {
  return Object.entries(measurements)
    .slice(0, 8)
    .map(([name, value]) => {
      const known = UNITS.find(({ suffix }) => name.endsWith(suffix));
      return known
        ? `${name.slice(0, -known.suffix.length)} ${formats.decimal(value * known.factor)}${known.unit}`
        : `${name} ${formats.decimal(value)}`;
    })
    .join(' · ');
}
