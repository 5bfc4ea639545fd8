import { describe, expect, test } from 'vitest';
import { countText } from '#core/language/count-text.ts';
import { cutPercent } from '#core/language/cut-percent.ts';
import { dateText, monthText } from '#core/language/date-text.ts';
import { hoursText } from '#core/language/hours-text.ts';

describe('numbers and dates as officials write them', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [40_210, '40.210'],
    [1_234_567, '1.234.567'],
  ])('%s is written %s', (value, text) => {
    expect(countText(value)).toBe(text);
  });

  test.each([
    [9_873, 10_000, '98,73\u00a0%'],
    // Cut off: 100 % only where nothing is missing.
    [99_999, 100_000, '99,99\u00a0%'],
    [100_000, 100_000, '100,00\u00a0%'],
    [0, 5, '0,00\u00a0%'],
    [9_007_199_254_740_990, 9_007_199_254_740_991, '99,99\u00a0%'],
  ])('%i of %i is %s', (part, whole, text) => {
    expect(cutPercent(part, whole)?.text).toBe(text);
  });

  test('nothing is no part of nothing', () => {
    expect(cutPercent(0, 0)).toBeUndefined();
  });

  test('dates and months', () => {
    expect(dateText('2025-11-15')).toBe('15/11/2025');
    expect(monthText('2025-06')).toBe('6/2025');
    expect(monthText('2026-01')).toBe('01/2026');
  });

  test('hours have one decimal, cut off', () => {
    expect(hoursText(4_337_999_999)).toEqual({ text: '1.204,9', value: '1204.9' });
  });
});
