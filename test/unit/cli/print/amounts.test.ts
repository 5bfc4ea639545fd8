import { expect, test } from 'vitest';
import { createAmounts } from '#cli/print/amounts.ts';
import { createFormats } from '#core/language/formats.ts';

const amountsIn = (language: 'en' | 'vi') =>
  createAmounts(language, createFormats(language, 'Asia/Ho_Chi_Minh'));

test.each([
  [0, '0 ms'],
  [0.0321, '0.032 ms'],
  [4.26, '4.3 ms'],
  [42.6, '43 ms'],
  [3_240, '3.2 s'],
  [60_000, '1 min'],
  [95_000, '1 min 35 s'],
  [7_260_000, '2 h 1 min'],
  [1_058_400_000, '12 d 6 h'],
])('%d ms are %s', (durationMs, text) => {
  expect(amountsIn('en').duration(durationMs)).toBe(text);
});

test('Vietnamese has a decimal comma and words of its own', () => {
  const { duration } = amountsIn('vi');

  expect([duration(3_240), duration(95_000), duration(90_000_000)]).toEqual([
    '3,2 giây',
    '1 phút 35 giây',
    '1 ngày 1 giờ',
  ]);
});
