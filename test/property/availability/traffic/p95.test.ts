import fc from 'fast-check';
import { expect, test } from 'vitest';
import { computePercentile, shareFrom } from '#availability/traffic/p95.ts';
import { trafficDay } from '#test/support/traffic-day.ts';

const CAPACITY = 100_000_000;
const samples = fc.array(fc.integer({ min: 0, max: CAPACITY - 1 }), { minLength: 1, maxLength: 300 });
const percent = fc.integer({ min: 1, max: 100 });

/** The definition itself: the sample in place ⌈N × percent / 100⌉. */
function nearestRank(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((values.length * percent) / 100) - 1] ?? 0;
}

test('a percentile is off by less than one percent of the capacity', () => {
  fc.assert(
    fc.property(samples, percent, (values, percent) => {
      const figure = computePercentile([trafficDay(values)], percent);

      expect(figure?.bound).toBe('within');
      expect(Math.abs((figure?.bitsPerSecond ?? 0) - nearestRank(values, percent))).toBeLessThan(
        CAPACITY / 100,
      );
    }),
  );
});

test('so it is where the capacity was changed, by the larger one', () => {
  const day = fc.record({ values: samples, factor: fc.integer({ min: 1, max: 20 }) });
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 4 }), percent, (days, percent) => {
      const scaled = days.map(({ values, factor }) => ({
        factor,
        values: values.map((value) => value * factor),
      }));
      const figure = computePercentile(
        scaled.map(({ values, factor }) => trafficDay(values, { capacityBitsPerSecond: CAPACITY * factor })),
        percent,
      );
      const exact = nearestRank(
        scaled.flatMap(({ values }) => values),
        percent,
      );

      expect(Math.abs((figure?.bitsPerSecond ?? 0) - exact)).toBeLessThanOrEqual(
        figure?.errorBitsPerSecond ?? 0,
      );
    }),
  );
});

test('how the samples are divided among days and runs makes no difference', () => {
  fc.assert(
    fc.property(samples, percent, fc.nat(300), (values, percent, cut) => {
      const whole = [trafficDay(values)];
      const parts = [trafficDay(values.slice(0, cut)), trafficDay(values.slice(cut))];

      expect(computePercentile(parts, percent)).toEqual(computePercentile(whole, percent));
      expect(shareFrom(parts, percent)).toBe(shareFrom(whole, percent));
    }),
  );
});

test('a higher percentile is never a lower rate', () => {
  fc.assert(
    fc.property(samples, percent, percent, (values, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map(
        (percent) => computePercentile([trafficDay(values)], percent)?.bitsPerSecond ?? 0,
      );

      expect(low).toBeLessThanOrEqual(high ?? 0);
    }),
  );
});

test('the share from a percent on is that of the samples themselves', () => {
  fc.assert(
    fc.property(samples, percent, (values, percent) => {
      const reached = values.filter((value) => value * 100 >= CAPACITY * percent).length;

      expect(shareFrom([trafficDay(values)], percent)).toBe(reached / values.length);
    }),
  );
});
