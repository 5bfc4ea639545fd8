import { expect, test } from 'vitest';
import { createLifeColumns } from '#collector/states/life-columns.ts';
import { acceptedMs, isWatchedAt, type LifecycleStep } from '#core/domain/inventory.ts';

const steps = (...given: readonly (readonly [LifecycleStep['stage'], number])[]): readonly LifecycleStep[] =>
  given.map(([stage, atMs]) => ({ stage, atMs }));

test.each([
  ['never came to anything', steps()],
  ['is on order', steps(['requested', 10], ['approved', 20])],
  ['is in service', steps(['installed', 10], ['accepted', 20], ['in-service', 30])],
  ['is retired', steps(['in-service', 10], ['retired', 30])],
  ['was paused', steps(['in-service', 10], ['paused', 20], ['resumed', 30], ['retired', 40])],
  ['was retired as it came', steps(['in-service', 10], ['retired', 10])],
  ['was resumed as it was paused', steps(['in-service', 10], ['paused', 20], ['resumed', 20])],
  ['has steps out of order', steps(['in-service', 30], ['installed', 10], ['paused', 20])],
])('a device that %s is watched when its life says so', (_name, lifecycle) => {
  const lives = createLifeColumns(2);
  lives.add(1, { lifecycle });

  for (let atMs = 0; atMs <= 50; atMs += 5)
    expect([atMs, lives.columns.isWatchedAt(1, atMs)]).toEqual([atMs, isWatchedAt({ lifecycle }, atMs)]);
  expect(lives.columns.acceptedMs(1)).toBe(acceptedMs({ lifecycle }) ?? Number.POSITIVE_INFINITY);
  expect(lives.columns.isWatchedAt(0, 20)).toBe(false);
});
