import { expect, test } from 'vitest';
import { alignTable } from '#cli/demo/align-table.ts';

test('pads every column to its widest cell, and no line ends in blanks', () => {
  expect(alignTable([['a', 'long title', ''], ['wider', 'b', 'c'], ['x']])).toEqual([
    'a      long title',
    'wider  b           c',
    'x',
  ]);
});

test('a table without rows has no lines', () => {
  expect(alignTable([])).toEqual([]);
});
