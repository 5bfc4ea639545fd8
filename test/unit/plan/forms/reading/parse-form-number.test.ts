import { describe, expect, test } from 'vitest';
import { parseFormNumber } from '#plan/forms/reading/parse-form-number.ts';

const shown = (text: string): string => {
  const parsed = parseFormNumber(text);
  if (parsed === undefined) return 'none';
  return parsed === 'unclear' ? parsed : `${parsed.whole}|${parsed.fraction}`;
};

describe('parseFormNumber', () => {
  test.each([
    ['1.234,5', '1234|5'],
    ['1.234', '1234|'],
    ['1.234.567', '1234567|'],
    ['1 234 567', '1234567|'],
    ['1234,50', '1234|5'],
    ['1,234.5', '1234|5'],
    ['1,234,567', '1234567|'],
    ['12,5', '12|5'],
    ['12.5', '12|5'],
    ['0012', '12|'],
    ['0', '0|'],
    ['5.000.000 đồng', '5000000|'],
    ['5000000đ', '5000000|'],
    ['1,5 tỷ', '1500000000|'],
    ['1,5 tỉ đồng', '1500000000|'],
    ['250 triệu', '250000000|'],
    ['123456789012345678', '123456789012345678|'],
  ])('reads %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test('does not guess what a comma before three digits is', () => {
    expect(shown('1,234')).toBe('unclear');
    expect(shown('1,234 tỷ')).toBe('unclear');
  });

  test.each(['', 'khoảng 5 triệu', '-5', '1.23.4', '1,2,3', '5 USD', '12.', '=1+1', '٣'])(
    'refuses %j',
    (text) => {
      expect(shown(text)).toBe('none');
    },
  );
});
