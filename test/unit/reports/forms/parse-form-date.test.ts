import { describe, expect, test } from 'vitest';
import { parseFormDate } from '#reports/forms/parse-form-date.ts';

describe('parseFormDate', () => {
  test.each([
    ['03/09/2025', '2025-09-03'],
    ['3/9/2025', '2025-09-03'],
    ['3-9-2025', '2025-09-03'],
    ['3.9.25', '2025-09-03'],
    ['3 / 9 / 2025', '2025-09-03'],
    ['2025-09-03', '2025-09-03'],
    ['2025-09-03 00:00:00', '2025-09-03'],
    ['ngày 3 tháng 9 năm 2025', '2025-09-03'],
    ['Ngày 03 tháng 09 năm 2025', '2025-09-03'],
    ['29/02/2024', '2024-02-29'],
  ])('reads %s, the day first', (text, expected) => {
    expect(parseFormDate(text)).toBe(expected);
  });

  test.each([
    '03/25/2025',
    '30/02/2025',
    '2025',
    '9/2025',
    '45903',
    '03/09/1925',
    '03/09/925',
    'quý III',
    '',
  ])('refuses %j', (text) => {
    expect(parseFormDate(text)).toBeUndefined();
  });
});
