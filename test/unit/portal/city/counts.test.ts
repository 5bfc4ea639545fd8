import { describe, expect, test } from 'vitest';
import { addCounts, groupState } from '#portal/city/counts.ts';

const counts = (up: number, degraded: number, down: number, unknown: number) => ({
  total: up + degraded + down + unknown,
  up,
  degraded,
  down,
  unknown,
});

describe('groupState', () => {
  test.each([
    ['nothing at all', counts(0, 0, 0, 0), 'unknown'],
    ['all up', counts(4, 0, 0, 0), 'up'],
    ['one lost of four', counts(3, 0, 1, 0), 'degraded'],
    ['two lost of four', counts(2, 0, 2, 0), 'down'],
    ['one degraded', counts(3, 1, 0, 0), 'degraded'],
    ['a few unknown', counts(3, 0, 0, 1), 'up'],
    ['half unknown', counts(2, 0, 0, 2), 'unknown'],
    ['all unknown', counts(0, 0, 0, 4), 'unknown'],
  ])('%s', (_name, given, expected) => {
    expect(groupState(given)).toBe(expected);
  });
});

test('addCounts adds every state and the total', () => {
  expect(addCounts([counts(1, 2, 3, 4), counts(10, 20, 30, 40)])).toEqual(counts(11, 22, 33, 44));
});
