import { expect, test } from 'vitest';
import { planExport } from '#availability/imports/plan-export.ts';
import { readLedgerSide } from '#availability/imports/read-ledger-side.ts';
import { measureOverlap } from '#availability/imports/render-outcome.ts';
import { exportLedger } from '#ledger/sqlite/keeping/export-ledger.ts';
import { readExport } from '#ledger/sqlite/keeping/read-export.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { device } from '#test/support/inventory.ts';
import { deviceRevision, writeLedger } from '#test/support/settlement-ledger.ts';
import { change } from '#test/support/temp-ledger.ts';

const profile = (id: string, intervalMs: number) => ({
  ...{ kind: 'profile' as const, id, fromMs: 0 },
  body: { id, checks: { reach: { intervalMs } } },
});

/** Another city of two cameras, watched from 1000 to 9000, and until 500 by a camwatch that told no intervals. */
const otherLedger = () =>
  writeLedger([
    {
      recordedMs: 0,
      revisions: [
        deviceRevision(0, device({ id: 'often', profile: 'often' })),
        deviceRevision(0, device({ id: 'seldom', profile: 'seldom' })),
        profile('often', 5),
        profile('seldom', 3_000),
      ],
    },
    {
      recordedMs: 500,
      changes: [change('device:often', 'up', 100), change('device:seldom', 'up', 100)],
      coverage: [{ fromMs: 0, toMs: 500, closed: 'stop' }],
    },
    {
      recordedMs: 9_000,
      coverage: [
        { intervalMs: 5, fromMs: 1_005, toMs: 9_000, closed: 'stop' },
        { intervalMs: 3_000, fromMs: 4_000, toMs: 9_000, closed: 'stop' },
      ],
    },
  ]);

test('an export of another ledger vouches for each check where that was covered', () => {
  const content = readExport([...exportLedger(otherLedger(), { secret: 'withhold' })].join('\n'));

  const { coverage, problems } = planExport(content, { isKnown: () => true, unknown: 'refuse' });

  expect(problems).toEqual([]);
  expect(coverage.map(({ entity, fromMs, toMs }) => [entity, fromMs, toMs])).toEqual([
    ['device:often', 100, 500],
    ['device:often', 1_005, 9_000],
    ['device:seldom', 100, 500],
    ['device:seldom', 4_000, 9_000],
  ]);
});

test('how much of an import was measured anyway is told by check', () => {
  const { measuredOf } = readLedgerSide(recordStore(otherLedger()));
  const vouched = (['device:often', 'device:seldom'] as const).map((entity) => ({
    ...{ entity, indicator: 'reach' as const, fromMs: 400, toMs: 5_000 },
  }));

  expect(measureOverlap(vouched, measuredOf)).toBe(100 + 3_995 + 100 + 1_000);
});
