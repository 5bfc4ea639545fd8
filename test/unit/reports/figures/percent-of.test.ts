import { expect, test } from 'vitest';
import type { StateSums } from '#reports/figures/measured-figures.ts';
import { percentsOf } from '#reports/figures/percent-of.ts';

const sums = (given: Partial<StateSums>): StateSums => ({
  upMs: 0,
  degradedMs: 0,
  downMs: 0,
  unknownMs: 0,
  outOfServiceMs: 0,
  ...given,
});

test('percentages follow from sums, cut off: availability of the known time, coverage, and both bounds', () => {
  expect(
    percentsOf(sums({ upMs: 600, degradedMs: 66, downMs: 1, unknownMs: 333, outOfServiceMs: 5 })),
  ).toEqual({
    // 666 ÷ 667
    availabilityPercent: '99.85',
    coveragePercent: '66.70',
    lowPercent: '66.60',
    highPercent: '99.90',
  });
});

test.each<[string, Partial<StateSums>, object]>([
  ['nothing in service has none', { outOfServiceMs: 10 }, {}],
  ['what is taken off has none', { upMs: -10, downMs: 10 }, {}],
  [
    'nothing known has no availability, and is anywhere between',
    { unknownMs: 10 },
    { coveragePercent: '0.00', lowPercent: '0.00', highPercent: '100.00' },
  ],
  [
    'a millisecond of downtime in a year is not 100 %',
    { upMs: 31_535_999_999, downMs: 1 },
    {
      availabilityPercent: '99.9999',
      coveragePercent: '100.00',
      lowPercent: '99.9999',
      highPercent: '99.9999',
    },
  ],
])('%s', (_what, given, expected) => {
  expect(percentsOf(sums(given))).toEqual(expected);
});
