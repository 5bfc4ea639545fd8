import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TRAFFIC_BINS } from '#core/domain/traffic.ts';
import { parseHistogram, renderHistogram } from '#ledger/sqlite/reading/histogram-text.ts';

const counts = fc.array(fc.oneof(fc.constant(0), fc.nat(999)), {
  minLength: TRAFFIC_BINS,
  maxLength: TRAFFIC_BINS,
});

test('a histogram is read back as it was written', () => {
  fc.assert(
    fc.property(counts, (histogram) => {
      expect(parseHistogram(renderHistogram(histogram))).toEqual(histogram);
    }),
  );
});

test('known values', () => {
  const histogram = Array.from({ length: TRAFFIC_BINS }, () => 0);
  expect(renderHistogram(histogram)).toBe('');
  histogram[0] = 12;
  histogram[100] = 276;
  expect(renderHistogram(histogram)).toBe('0:12 100:276');
});

test.each(['x', '101:1', '5:-1', '5', '5:1,6:1'])('%s is none', (text) => {
  expect(() => parseHistogram(text)).toThrow(
    `the ledger is damaged: expected a histogram such as 0:12 5:276, got ${text}`,
  );
});
