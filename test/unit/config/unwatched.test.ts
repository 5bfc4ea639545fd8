import { expect, test } from 'vitest';
import { countWatched } from '#config/unwatched.ts';
import type { LifecycleStep } from '#core/domain/inventory.ts';
import { unwatchedBy } from '#core/domain/unwatched.ts';
import { device } from '#test/support/inventory.ts';

const step = (stage: LifecycleStep['stage'], atMs: number): LifecycleStep => ({ stage, atMs });

test.each([
  [[], { why: 'no-step' }],
  [[step('requested', 10)], { why: 'not-installed', stage: 'requested', sinceMs: 10 }],
  [[step('installed', 101)], { why: 'later', atMs: 101 }],
  [[step('approved', 10), step('installed', 101)], { why: 'later', atMs: 101 }],
  [[step('installed', 100)], undefined],
  [[step('accepted', 50), step('in-service', 60)], undefined],
  [[step('in-service', 100)], undefined],
  [[step('installed', 10), step('paused', 50)], { why: 'paused', stage: 'paused', sinceMs: 50 }],
  [[step('installed', 10), step('paused', 50), step('resumed', 60)], undefined],
  [[step('installed', 10), step('retired', 50)], { why: 'retired', stage: 'retired', sinceMs: 50 }],
])('%j at 100: %j', (lifecycle, expected) => {
  expect(unwatchedBy({ lifecycle }, 100)).toEqual(expected);
});

test('counts what is watched, and what is not by why, and names the first of those that nobody retired', () => {
  const address = '10.0.0.1';
  const devices = [
    device({ id: 'well', address }),
    device({ id: 'old', address, lifecycle: [step('retired', 0)] }),
    device({ id: 'bare' }),
    ...[1, 2, 3, 4, 5].map((index) => device({ id: `new-${index}`, address, lifecycle: [] })),
  ];

  expect(countWatched(devices, Date.UTC(2026, 0, 1))).toEqual({
    devices: 8,
    watched: 1,
    unwatched: { retired: 1, 'no-address': 1, 'no-step': 5 },
    first: ['bare', 'new-1', 'new-2', 'new-3', 'new-4'],
  });
  expect(countWatched(devices.slice(0, 1), Date.UTC(2026, 0, 1))).toEqual({ devices: 1, watched: 1 });
});
