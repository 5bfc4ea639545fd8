import { expect, test } from 'vitest';
import { alignRows } from '#core/text/align-rows.ts';

test('columns are as wide as their widest cell, and nothing follows the last', () => {
  expect(
    alignRows([
      ['a', 'long', 'x'],
      ['bbb', 'c'],
      ['d', 'e', ''],
    ]),
  ).toEqual(['a    long  x', 'bbb  c', 'd    e']);
});

test('numbers stand to the right', () => {
  expect(
    alignRows(
      [
        ['in', 'b'],
        ['4.2', 'c'],
      ],
      new Set([0]),
    ),
  ).toEqual([' in  b', '4.2  c']);
});

test('colours and marks over letters take no room', () => {
  expect(
    alignRows([
      ['\u001b[31mup\u001b[39m', 'x'],
      ['đo\u0323', 'y'],
    ]),
  ).toEqual(['\u001b[31mup\u001b[39m  x', 'đo\u0323  y']);
});

test('no rows are no lines', () => {
  expect(alignRows([])).toEqual([]);
});
