import { expect, test } from 'vitest';
import { tableOrSentence } from '#reports/annual/frame/table-or-sentence.ts';

const table = {
  kind: 'table',
  caption: 'B. Kiểm tra',
  columns: [{ share: 1 }],
  header: [[{ text: 'Ngày' }]],
  rows: [{ kind: 'row', cells: ['01/02/2025'] }],
} as const;

test('a table with rows stays one', () => {
  expect(tableOrSentence(table)).toBe(table);
});

test('a table without rows is a sentence', () => {
  expect(tableOrSentence({ ...table, rows: [] })).toEqual({
    kind: 'paragraph',
    text: 'B. Kiểm tra: không có.',
  });
});
