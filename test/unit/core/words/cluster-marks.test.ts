import { expect, test } from 'vitest';
import type { CollectorStatus } from '#core/domain/cluster-status.ts';
import { markOfCollector } from '#core/words/cluster-marks.ts';

const ONE: CollectorStatus = {
  ...{
    id: 'ba-dinh-1',
    zone: 'no-such-zone',
    state: 'sending',
    isCovering: false,
    devices: 0,
    rowsBehind: 0,
  },
  ...{ seenMs: 1_000, certificateEndsMs: Number.MAX_SAFE_INTEGER },
};
const mark = (told: Partial<CollectorStatus>) =>
  markOfCollector({ one: { ...ONE, ...told }, zones: [], atMs: 2_000 });

test('a collector in a zone without devices is worth a look, and is in trouble all the same where it says so', () => {
  const { seenMs: _seen, certificateEndsMs: _ends, ...never } = ONE;

  expect(mark({})).toBe('degraded');
  expect(mark({ trouble: 'it does not take the configuration' })).toBe('down');
  expect(markOfCollector({ one: { ...never, state: 'invited' }, zones: [], atMs: 0 })).toBe('degraded');
  expect(mark({ state: 'revoked', trouble: 'it was forked' })).toBe('unknown');
});
