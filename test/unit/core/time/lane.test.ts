import { expect, test } from 'vitest';
import { createLaneWalk, createOverlapWalk, setOf } from '#core/time/lane.ts';

const lane = [
  { fromMs: 2, toMs: 4, label: 'a' },
  { fromMs: 4, toMs: 5, label: 'b' },
  { fromMs: 8, toMs: 9, label: 'c' },
];

test('a walk along a lane says what holds, and until when', () => {
  const walk = createLaneWalk(lane);

  const said = [0, 2, 3, 4, 5, 8, 9].map((instantMs) => walk.at(instantMs));

  expect(said).toEqual([
    { value: undefined, untilMs: 2 },
    { value: 'a', untilMs: 4 },
    { value: 'a', untilMs: 4 },
    { value: 'b', untilMs: 5 },
    { value: undefined, untilMs: 8 },
    { value: 'c', untilMs: 9 },
    { value: undefined, untilMs: Number.POSITIVE_INFINITY },
  ]);
});

test('the set of a lane has what touches as one interval', () => {
  expect(setOf(lane)).toEqual([
    { fromMs: 2, toMs: 5 },
    { fromMs: 8, toMs: 9 },
  ]);
});

test('an item that reaches over several spans is in each, and one that only touches in none', () => {
  const overlapping = createOverlapWalk(lane);

  const found = [
    { fromMs: 0, toMs: 2 },
    { fromMs: 2, toMs: 3 },
    { fromMs: 3, toMs: 8 },
    { fromMs: 9, toMs: 12 },
  ].map((span) => overlapping(span).map(({ label }) => label));

  expect(found).toEqual([[], ['a'], ['a', 'b'], []]);
});
