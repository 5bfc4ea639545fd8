import { expect, test } from 'vitest';
import { periodText } from '#core/language/period-text.ts';

test.each([
  ['2025-01', 'Tháng 01/2025'],
  ['2025-11', 'Tháng 11/2025'],
  ['2025-Q1', 'Quý I/2025'],
  ['2025-Q4', 'Quý IV/2025'],
  ['2025', 'Năm 2025'],
  ['2025-01-01..2025-02-15', '2025-01-01..2025-02-15'],
])('the period %s is read as %s', (period, text) => {
  expect(periodText(period)).toBe(text);
});
