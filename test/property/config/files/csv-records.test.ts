import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectDelimiter, readCsvRecords } from '#config/files/csv-records.ts';

const read = (text: string, delimiter = ',') => [...readCsvRecords(text, delimiter)];

describe('readCsvRecords', () => {
  test.each([
    [
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"a ""b""",c\n', [['a "b"', 'c']]],
    [
      '"a\nb",c\nd,e\n',
      [
        ['a\nb', 'c'],
        ['d', 'e'],
      ],
    ],
    [
      '"a\r\nb",c\r\nd,"e"\r\n',
      [
        ['a\r\nb', 'c'],
        ['d', 'e'],
      ],
    ],
    ['a,"",\n', [['a', '', '']]],
    ['"a",', [['a', '']]],
    ['6" pipe,b\n', [['6" pipe', 'b']]],
    ['a\n\n,,\nb\n', [['a'], ['b']]],
    ['', []],
  ])('reads %j', (text, expected) => {
    expect(read(text).map(({ fields }) => fields)).toEqual(expected);
  });

  test('knows the line that each row starts in', () => {
    expect(read('a\n"b\n\nc"\n\nd\n').map(({ line }) => line)).toEqual([1, 2, 6]);
  });

  test('goes on after a flaw', () => {
    expect(read('a,"b"c\nd,e\n')).toMatchObject([
      { line: 1, flaw: { field: 1, message: 'expected a delimiter after the closing quote, got "c"' } },
      { line: 2, fields: ['d', 'e'] },
    ]);
    expect(read('a,"b\nc,d\n')).toMatchObject([
      {
        line: 1,
        flaw: { field: 1, message: 'expected a closing quote, got none before the end of the file' },
      },
      { line: 2, fields: ['c', 'd'] },
    ]);
  });

  test('gives back whatever was quoted', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'ữ', '"', ',', ';', '\n', '\r', ' ') });
    // A row without any value is passed over.
    const row = fc
      .array(field, { minLength: 1, maxLength: 4 })
      .filter((fields) => fields.some((each) => each !== ''));
    const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;

    fc.assert(
      fc.property(
        fc.array(row),
        fc.constantFrom(',', ';'),
        fc.constantFrom('\n', '\r\n'),
        (rows, delimiter, end) => {
          const text = rows.map((fields) => fields.map(quote).join(delimiter) + end).join('');

          const records = read(text, delimiter);

          expect(records.map(({ fields }) => fields)).toEqual(rows);
          expect(records.filter(({ flaw }) => flaw)).toEqual([]);
        },
      ),
    );
  });
});

test.each([
  ['id,name\n1;2;3\n', ','],
  ['id;name\n1,2,3\n', ';'],
  ['"id,a,b";name;kind\n', ';'],
  ['id\n', ','],
])('detectDelimiter goes by the header alone: %j', (text, expected) => {
  expect(detectDelimiter(text)).toBe(expected);
});
