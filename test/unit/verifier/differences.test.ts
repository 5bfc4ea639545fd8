import { expect, test } from 'vitest';
import { differencesOf } from '#verifier/statement/differences.mjs';

const line = (entity: string, amount: string, number: number) => ({
  rule: 'penalties',
  entity,
  amount,
  line: number,
});

test('what is the same is passed over, and so is the number of a line', () => {
  const old = { total: '5', lines: [line('device:a', '5', 1)] };

  expect(differencesOf(old, { total: '5', lines: [line('device:a', '5', 2)] })).toEqual([]);
});

test('items are found by name, those of the old first, and what one side has not is absent', () => {
  const old = { byType: { penalty: '9' }, lines: [line('device:a', '5', 1), line('device:b', '4', 2)] };
  const now = { byType: { penalty: '7' }, lines: [line('device:c', '3', 1), line('device:b', '4', 2)] };

  expect(differencesOf(old, now)).toEqual([
    { where: 'byType › penalty', old: '9', new: '7' },
    {
      where: 'lines › penalties · device:a',
      old: '{"amount":"5","entity":"device:a","line":1,"rule":"penalties"}',
    },
    {
      where: 'lines › penalties · device:c',
      new: '{"amount":"3","entity":"device:c","line":1,"rule":"penalties"}',
    },
  ]);
});

test('a list in a name stands as JSON, a name that was there has its place behind it, others their place', () => {
  const cap = (after: string) => ({ kind: 'rule', rules: ['penalties'], after });

  expect(differencesOf({ caps: [cap('1')] }, { caps: [cap('2')] })).toEqual([
    { where: 'caps › rule · ["penalties"] › after', old: '1', new: '2' },
  ]);
  expect(differencesOf({ caps: [cap('1'), cap('2')] }, { caps: [cap('1'), cap('3')] })).toEqual([
    { where: 'caps › rule · ["penalties"] (2) › after', old: '2', new: '3' },
  ]);
  expect(differencesOf([{ ms: 1 }, 'a'], [{ ms: 2 }, 'b'])).toEqual([
    { where: '1 › ms', old: '1', new: '2' },
    { where: 'a', old: 'a' },
    { where: 'b', new: 'b' },
  ]);
});
