import { expect, test } from 'vitest';
import { createNumbering } from '#core/packed/numbering.ts';
import { withRow } from '#core/packed/with-row.ts';

test('a name has one number from when it first came, and a number one name', () => {
  const numbering = createNumbering();

  expect(['cam-1', 'cam-2', 'cam-1'].map(numbering.numberOf)).toEqual([0, 1, 0]);
  expect(numbering.find('cam-3')).toBeUndefined();
  expect(numbering.nameOf(1)).toBe('cam-2');
  expect(numbering.size()).toBe(2);
});

test('a column grows with its rows and keeps what it holds', () => {
  const make = (length: number) => new Float64Array(length).fill(-1);
  const column = withRow(new Float64Array(0), 2, make);
  column[2] = 7;

  expect(withRow(column, 2, make)).toBe(column);
  expect([...withRow(column, 100, make).subarray(0, 4)]).toEqual([-1, -1, 7, -1]);
  expect(withRow(column, 100, make).length).toBeGreaterThan(100);
});
