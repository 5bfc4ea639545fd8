import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFormNumber } from '#plan/forms/reading/parse-form-number.ts';

const VIETNAMESE = new Intl.NumberFormat('vi-VN');

test('an amount that is written as people here write it is read as itself', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 999_999_999_999_999_999n), (amount) => {
      expect(parseFormNumber(VIETNAMESE.format(amount))).toEqual({ whole: String(amount), fraction: '' });
    }),
  );
});

test('whatever is written, a number comes out as digits, or none does', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789., tỷđ-=') }), (text) => {
      const parsed = parseFormNumber(text.trim());
      if (typeof parsed === 'object') expect(`${parsed.whole}.${parsed.fraction}`).toMatch(/^\d+\.\d*$/);
    }),
  );
});
