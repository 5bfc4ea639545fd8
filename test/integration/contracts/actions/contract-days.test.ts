import { expect, test } from 'vitest';
import { createContractDays } from '#contracts/actions/contract-days.ts';
import {
  at,
  camerasWith,
  DAY_MS,
  inventory,
  LINES,
  MONTH,
  settle,
  watched,
} from '#test/support/settled-city.ts';
import { contractRevision } from '#test/support/settlement-ledger.ts';

/** The targets of November by the day of the month. */
function targetsOf({ contractId, parts }: ReturnType<typeof settle>) {
  const days = createContractDays(contractId);
  days.add(parts);
  return days.all().map(({ dayMs, targetPpm }) => [(dayMs - MONTH.fromMs) / DAY_MS + 1, targetPpm]);
}

test('a day has the target of the terms that were in force last on it', () => {
  const settlement = settle([
    inventory({ contracts: [camerasWith({ availability: '99%' }), LINES] }),
    {
      recordedMs: at('11-01T00:00'),
      revisions: [contractRevision(at('11-15T12:00'), camerasWith({ availability: '98.5%' }))],
    },
    watched(),
  ]);

  const targets = targetsOf(settlement);
  expect(targets).toHaveLength(30);
  expect(targets.slice(12, 16)).toEqual([
    [13, 990_000],
    [14, 990_000],
    [15, 985_000],
    [16, 985_000],
  ]);
});

test('where the terms in force last ask for no availability, the day has no target', () => {
  const settlement = settle([
    inventory({ contracts: [camerasWith({ availability: '99%' }), LINES] }),
    {
      recordedMs: at('11-01T00:00'),
      revisions: [contractRevision(at('11-15T12:00'), camerasWith({}))],
    },
    watched(),
  ]);

  expect(targetsOf(settlement).slice(13, 15)).toEqual([
    [14, 990_000],
    [15, undefined],
  ]);
});
