import { expect, test } from 'vitest';
import { readDownSince } from '#plan/state/read-down-since.ts';
import { change, openTempLedger, openTempReader, tempLedgerPath } from '#test/support/temp-ledger.ts';

test('since when devices are down without a break, as far as anybody watched', async () => {
  const path = tempLedgerPath();
  const ledger = await openTempLedger(path);
  await ledger.record({
    changes: [
      change('device:a', 'up', 1_000),
      change('device:a', 'down', 2_000),
      change('device:a', 'down', 3_000),
      change('device:b', 'down', 1_000),
      change('device:b', 'up', 4_000),
      change('device:c', 'up', 1_000),
      change('device:c', 'down', 9_000),
      change('link:l', 'down', 1_000),
    ],
    coverage: [{ fromMs: 0, toMs: 7_000, closed: 'stop' }],
  });
  await ledger.close();
  const reader = openTempReader(path);

  expect(readDownSince(reader, { atMs: 8_000 })).toEqual(
    new Map([['a', { indicator: 'reach', sinceMs: 2_000, untilMs: 7_000 }]]),
  );
  expect(readDownSince(reader, { atMs: 3_500 }).get('b')).toEqual({
    indicator: 'reach',
    sinceMs: 1_000,
    untilMs: 3_500,
  });
  expect(readDownSince(reader, { atMs: 8_000, recordedBeforeMs: 0 })).toEqual(new Map());
});
