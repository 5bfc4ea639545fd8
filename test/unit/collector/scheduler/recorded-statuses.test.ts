import { expect, test } from 'vitest';
import { sortRecorded as sortInSteps } from '#collector/scheduler/recorded-statuses.ts';
import { finish } from '#core/host/in-slices.ts';

const edges = { afterMs: 1_000, atMs: 2_000 };

const sortRecorded = (...given: Parameters<typeof sortInSteps>) => finish(sortInSteps(...given));

test('what is on record is gone on from by whoever decides it', () => {
  const known = sortRecorded(
    [
      { entity: 'device:cam', indicator: 'stream', state: 'down', reason: 'no-media', ...edges },
      { entity: 'link:ward', indicator: 'reach', state: 'down', reason: 'port-down', ...edges },
      { entity: 'link:ward', indicator: 'capacity', state: 'up', ...edges },
    ],
    9_000,
  );

  expect([...known.devices]).toMatchObject([
    ['cam stream', { state: 'down', reason: 'no-media', sinceMs: 2_000, afterMs: 1_000, lastMs: 9_000 }],
  ]);
  expect([...known.links]).toEqual([
    ['ward', { state: 'down', reason: 'port-down', sinceMs: 2_000, afterMs: 1_000 }],
  ]);
  expect([...known.capacities]).toMatchObject([['ward', { state: 'up', sinceMs: 2_000, lastMs: 9_000 }]]);
  expect(known.capacities.get('ward')).not.toHaveProperty('reason');
});

test('a state that began after the coverage was last known then', () => {
  const known = sortRecorded([{ entity: 'device:cam', indicator: 'reach', state: 'up', ...edges }], 0);

  expect(known.devices.get('cam reach')?.lastMs).toBe(2_000);
});
