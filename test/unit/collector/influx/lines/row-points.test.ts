import { expect, test } from 'vitest';
import { pointsOf } from '#collector/influx/lines/row-points.ts';
import { smallCity } from '#test/support/small-city.ts';
import { surroundingsOf } from '#test/support/surroundings-of.ts';

const NOTHING = {
  upMs: 0,
  degradedMs: 0,
  downMs: 0,
  unknownMs: 0,
  outOfServiceMs: 0,
  othersMs: 0,
  excusedMs: 0,
};
const DAY = {
  contractId: 'cameras',
  dayMs: 86_400_000,
  state: 'provisional',
  entities: 2,
  goodMs: 1,
  countedMs: 2,
  lostMs: 1,
  ...NOTHING,
} as const;

const lineOf = (day: typeof DAY & { readonly targetPpm?: number }) => {
  return [...pointsOf({ sla: [day] }, surroundingsOf(smallCity()))].map(({ line }) => line).join();
};

test.each([
  ['an outage', { state: 'down' }, ['event', 'recentEvent']],
  [
    'what takes its place at the same instant',
    { state: 'unknown', overridesDown: true },
    ['event', 'recentEvent'],
  ],
  ['any other change', { state: 'up' }, ['event']],
  ['another rung', { state: 'down', indicator: 'stream' }, ['event']],
  ['what takes the place of that', { state: 'up', indicator: 'stream', overridesDown: true }, ['event']],
] as const)('recent events are outages of `reach`: %s', (_, row, expected) => {
  const event = { entity: 'device:cam-1', indicator: 'reach', afterMs: 1, atMs: 2, ...row } as const;
  const points = [...pointsOf({ event: [event] }, surroundingsOf(smallCity()))];

  expect(points.map(({ series }) => series)).toEqual(expected);
});

test('the target of a day is a ratio as exact as the terms', () => {
  expect(lineOf({ ...DAY, targetPpm: 999_900 })).toContain(',entities=2i,target_ratio=0.9999,state=');
});

test('a day without a target has no field of it', () => {
  expect(lineOf(DAY)).not.toContain('target_ratio');
});
