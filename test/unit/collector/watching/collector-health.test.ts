import { expect, test } from 'vitest';
import { lookAtHealth } from '#collector/watching/collector-health.ts';
import { inventoryOf } from '#test/support/inventory.ts';
import { fastSettings } from '#test/support/watched-world.ts';

const health = (state: 'seeing' | 'starting', isCurrent: boolean) =>
  lookAtHealth({
    ...{ run: 'run', startedMs: 0, recordedToMs: 0, engines: [] },
    watched: { settings: () => fastSettings(), inventory: () => inventoryOf({}) },
    clock: { nowMs: () => 90_000, doubt: () => undefined },
    canaryGate: { state: () => state, lastGoodMs: () => 40_000 },
    changeQueue: { recordedUntilMs: () => undefined },
    sight: { sinceMs: () => 10_000, isCurrent: () => isCurrent },
    dispatcher: { latenessMs: () => 0, sent: () => 0, shortfall: () => 0 },
  });

test('a collector whose rounds of canaries do not end any more sees nothing since the last good one', () => {
  expect(health('seeing', true)).toMatchObject({ sight: 'seeing', sightSinceMs: 10_000 });
  expect(health('seeing', false)).toMatchObject({ sight: 'blind', sightSinceMs: 40_000 });
  expect(health('starting', false)).toMatchObject({ sight: 'starting' });
});
