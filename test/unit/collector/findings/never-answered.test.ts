import { expect, test } from 'vitest';
import { findNeverAnswered } from '#collector/findings/never-answered.ts';
import type { Reading } from '#core/domain/probing.ts';
import type { Change } from '#core/domain/state.ts';

const silent: Reading = {
  deviceId: 'cam',
  indicator: 'service',
  atMs: 7,
  outcome: { ok: false, reason: 'timeout', detail: '' },
};
const change = (state: Change['state'], reason?: string): Change => ({
  ...{ entity: 'device:cam', indicator: 'service', state, afterMs: 8, atMs: 8 },
  ...(reason !== undefined && { reason }),
});

test('a rung that never answered is found at every silent probe, with why', () => {
  expect(findNeverAnswered([], [silent], () => true)).toEqual([
    {
      ...{ entity: 'device:cam', code: 'never-answered', subject: 'service', isPresent: true, atMs: 7 },
      values: { reason: 'timeout' },
    },
  ]);
  expect(findNeverAnswered([], [silent], () => false)).toEqual([]);
});

test.each<[Change['state'], string | undefined, boolean]>([
  ['up', undefined, true],
  ['degraded', 'disk', true],
  ['unknown', 'no-access', true],
  ['unknown', 'cut-short', true],
  ['down', 'timeout', false],
  ['unknown', 'stale', false],
  ['unknown', 'never-answered', false],
])('that it is %s (%s) ends it: %s', (state, reason, ends) => {
  const found = findNeverAnswered([change(state, reason)], [], () => false);

  expect(found.map(({ isPresent }) => isPresent)).toEqual(ends ? [false] : []);
});
