import { expect, test } from 'vitest';
import type { LifecycleStep } from '#core/domain/inventory.ts';
import { serviceIntervals } from '#core/domain/service-intervals.ts';

const FOREVER = Number.POSITIVE_INFINITY;

test.each<[string, readonly LifecycleStep[], unknown]>([
  ['a device without dates never counts', [], []],
  ['one that is only installed does not count yet', [{ stage: 'installed', atMs: 10 }], []],
  [
    'one counts from its acceptance on',
    [
      { stage: 'installed', atMs: 10 },
      { stage: 'accepted', atMs: 20 },
      { stage: 'in-service', atMs: 30 },
    ],
    [{ fromMs: 20, toMs: FOREVER }],
  ],
  [
    'a pause is out of service',
    [
      { stage: 'accepted', atMs: 20 },
      { stage: 'paused', atMs: 40 },
      { stage: 'resumed', atMs: 50 },
    ],
    [
      { fromMs: 20, toMs: 40 },
      { fromMs: 50, toMs: FOREVER },
    ],
  ],
  [
    'a retired one no longer counts',
    [
      { stage: 'accepted', atMs: 20 },
      { stage: 'retired', atMs: 90 },
    ],
    [{ fromMs: 20, toMs: 90 }],
  ],
  [
    'steps may come in any order',
    [
      { stage: 'retired', atMs: 90 },
      { stage: 'accepted', atMs: 20 },
    ],
    [{ fromMs: 20, toMs: 90 }],
  ],
])('%s', (_, lifecycle, expected) => {
  expect(serviceIntervals({ lifecycle })).toEqual(expected);
});
