import type { CellValue } from 'exceljs';
import { expect, test } from 'vitest';
import { readCell } from '#config/importers/cell-text.ts';

const read = (value: CellValue, numFmt = '') => readCell({ value, numFmt }, 'Asia/Ho_Chi_Minh');

test.each<[string, CellValue, string, string]>([
  ['nothing', null, '', ''],
  ['a text', '  Ngã tư\n Sở ', '', 'Ngã tư Sở'],
  ['a number', 105.8301, '', '105.8301'],
  ['a long number', 123_456_789_012, '', '123456789012'],
  ['a code with zeros', 4, '00000', '00004'],
  ['a date', new Date(Date.UTC(2025, 6, 1)), 'dd/mm/yyyy', '2025-07-01'],
  ['a date that binary fractions moved a little', new Date(Date.UTC(2025, 6, 1) - 1), '', '2025-07-01'],
  ['a date with a time', new Date(Date.UTC(2025, 9, 1, 8, 0)), '', '2025-10-01T08:00+07:00'],
  ['the result of a formula', { formula: 'A1&B1', result: 'cam-1' }, '', 'cam-1'],
  [
    'a formula that gives a date',
    { formula: 'A1', result: new Date(Date.UTC(2025, 6, 1)) },
    '',
    '2025-07-01',
  ],
  ['rich text', { richText: [{ text: 'Ngã ' }, { text: 'tư' }] }, '', 'Ngã tư'],
  ['a hyperlink', { text: '10.0.0.1', hyperlink: 'http://10.0.0.1' }, '', '10.0.0.1'],
])('readCell reads %s', (_name, value, format, expected) => {
  expect(read(value, format)).toEqual({ text: expected });
});

test.each<[string, CellValue, string]>([
  ['a truth value', true, 'expected a text, a number or a date, got TRUE'],
  ['an error', { error: '#N/A' }, 'expected a value, got #N/A'],
  [
    'a formula that gives an error',
    { formula: 'A1', result: { error: '#REF!' } },
    'expected a value, got #REF!',
  ],
  [
    'a formula without a result',
    { formula: 'A1' },
    'expected the result of the formula (open the workbook in Excel and save it), got none',
  ],
])('readCell refuses %s', (_name, value, flaw) => {
  expect(read(value)).toEqual({ text: '', flaw });
});
