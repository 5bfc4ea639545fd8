import { expect, test } from 'vitest';
import { annexLabel } from '#documents/model/annex-label.ts';
import { renderDocumentDate } from '#documents/model/document-date.ts';
import { renderDocumentNumber } from '#documents/model/document-number.ts';
import { pointLetter } from '#documents/model/point-letter.ts';
import { romanNumber } from '#documents/model/roman-number.ts';

test('points go by the Vietnamese alphabet, and on with two letters', () => {
  const letters = Array.from({ length: 25 }, (_, index) => pointLetter(index + 1));

  expect(letters.join(' ')).toBe('a b c d đ e g h i k l m n o p q r s t u v x y aa ab');
});

test.each([
  [1, 'I'],
  [4, 'IV'],
  [9, 'IX'],
  [14, 'XIV'],
  [40, 'XL'],
  [1994, 'MCMXCIV'],
])('%i is %s in Roman letters', (value, roman) => {
  expect(romanNumber(value)).toBe(roman);
});

test.each([
  [{ day: 5, month: 1, year: 2026 }, 'ngày 05 tháng 01 năm 2026'],
  [{ day: 9, month: 3, year: 2026 }, 'ngày 09 tháng 3 năm 2026'],
  [{ day: 15, month: 11, year: 2025 }, 'ngày 15 tháng 11 năm 2025'],
  [{ year: 2025 }, 'ngày …… tháng …… năm 2025'],
  [undefined, 'ngày …… tháng …… năm ……'],
])('%o is written as %s', (date, text) => {
  expect(renderDocumentDate(date)).toBe(text);
});

test.each([
  [5, 'BC-SKHCN', '05/BC-SKHCN'],
  [10, 'BC-SKHCN', '10/BC-SKHCN'],
  [undefined, 'BC-SKHCN', '……/BC-SKHCN'],
  [7, undefined, '07/……'],
])('number %s of %s is written as %s', (number, symbol, text) => {
  expect(renderDocumentNumber(number, symbol)).toBe(text);
});

test('a single annex has no number', () => {
  expect([annexLabel(1, 1), annexLabel(1, 2), annexLabel(4, 9)]).toEqual([
    'Phụ lục',
    'Phụ lục I',
    'Phụ lục IV',
  ]);
});
