import { expect, test } from 'vitest';
import type { Change } from '#core/domain/state.ts';
import { createHistoryTally } from '#demo/history/history-tally.ts';
import { smallCity } from '../../../support/small-city.ts';
import { change } from '../../../support/temp-ledger.ts';

const batch = (...changes: readonly Change[]) =>
  ({ kind: 'batch', batch: { changes }, recordedMs: 1_000 }) as const;

test('shares are of the known time of the period, by ward, the lowest first', () => {
  const tally = createHistoryTally(smallCity(2), 100);

  tally.take(batch(change('device:cam-1-1', 'up', 0), change('device:cam-2-1', 'up', 0)));
  tally.take(batch(change('device:cam-2-1', 'down', 300)));
  tally.take(batch(change('device:cam-2-1', 'unknown', 500), change('device:cam-2-1', 'degraded', 900)));

  expect(tally.end(1_100)).toEqual({
    changes: 5,
    outages: 1,
    revisions: 0,
    trafficDays: 0,
    plannedWorks: 0,
    // 1,000 and 400 of 1,000 and 600 ms.
    reachPercent: 87.5,
    areas: [
      { area: 'w2', reachPercent: (400 / 600) * 100 },
      { area: 'w1', reachPercent: 100 },
    ],
  });
});

test('without a known time there is no share', () => {
  const tally = createHistoryTally(smallCity(1), 0);

  tally.take(batch(change('link:line-1', 'down', 0), change('device:cam-1-1', 'unknown', 0)));

  expect(tally.end(100)).toMatchObject({ changes: 2, outages: 1, reachPercent: undefined, areas: [] });
});
