import { describe, expect, test } from 'vitest';
import { fleetShare } from '#contracts/sla/fleet-share.ts';
import { addAvailabilities, availabilityOf } from '#contracts/sla/settled-class.ts';
import { deduction, figuresOf, period, settle, stretch, termsOf, tiersOf } from '#test/support/sla-input.ts';

const DAY_MS = 86_400_000;
const MONTH = period('2026-11');
const NEVER = { unknown: [MONTH] };
const HALF = { unknown: [stretch('2026-11-16T00:00', '2026-12-01T00:00')] };
const TERMS = termsOf({
  unknown: 'down',
  targets: { availabilityPpm: 950_000, fleetPpm: 950_000 },
  fees: { byKind: { camera: 150_000n }, byEntity: new Map() },
  money: [
    deduction(tiersOf([[950_000, 300_000]])),
    {
      type: 'penalty',
      id: 'penalties',
      per: 'fleet',
      by: 'tiers',
      tiers: [{ belowPpm: 950_000, amount: { vnd: 1_000_000n } }],
    },
  ],
});

describe('what was never measured in a period', () => {
  test('is held against nobody where the unknown counts as down: not in a figure, a target or money', () => {
    const { aggregate, checks, fleet, money } = figuresOf(TERMS, [NEVER, {}]);

    expect(aggregate).toMatchObject({ goodMs: 30 * DAY_MS, countedMs: 30 * DAY_MS });
    expect(checks.map(({ target, outcome }) => [target, outcome])).toEqual([
      ['availability', 'met'],
      ['fleet', 'met'],
    ]);
    expect(checks[0]?.notMeasured).toEqual(['device:cam-1']);
    expect(fleet?.belowMs).toBe(0);
    expect(money.total).toBe(0n);
  });

  test('keeps its bounds, coverage and sums', () => {
    const { aggregate, entities } = figuresOf(TERMS, [NEVER, {}]);

    expect(entities[0]).toMatchObject({
      goodMs: 0,
      countedMs: 0,
      lowGoodMs: 0,
      highGoodMs: 30 * DAY_MS,
      boundsCountedMs: 30 * DAY_MS,
      sums: { unknown: 30 * DAY_MS },
      coverage: { knownMs: 0, inServiceMs: 30 * DAY_MS },
    });
    expect(aggregate).toMatchObject({
      lowGoodMs: 30 * DAY_MS,
      highGoodMs: 60 * DAY_MS,
      boundsCountedMs: 60 * DAY_MS,
    });
  });

  test('gives no availability and no money where all of the contract is so', () => {
    const { aggregate, checks, money } = figuresOf(TERMS, [NEVER, NEVER]);

    expect(aggregate.countedMs).toBe(0);
    expect(checks.map(({ outcome }) => outcome)).toEqual(['not-measured', 'not-measured']);
    expect(money).toMatchObject({ lines: [], total: 0n });
  });

  test('is no gap in what is measured: that counts as the contract says', () => {
    const { aggregate, money } = figuresOf(TERMS, [HALF, {}]);

    expect(aggregate).toMatchObject({ goodMs: 45 * DAY_MS, countedMs: 60 * DAY_MS });
    expect(money.lines.map(({ entity, amount }) => [entity, amount])).toEqual([
      ['device:cam-1', 45_000n],
      [undefined, 1_000_000n],
    ]);
  });

  test('stays in favour of the contractor where the contract says that the unknown is up', () => {
    expect(settle({ ...NEVER, terms: termsOf({ unknown: 'up' }) })).toMatchObject({
      goodMs: 30 * DAY_MS,
      countedMs: 30 * DAY_MS,
    });
  });
});

test('availabilities of several are sums, as is that of their sums of classes', () => {
  const cameras = [HALF, {}, { down: [stretch('2026-11-05T08:00', '2026-11-08T08:00')] }];
  const terms = termsOf({ unknown: 'down', targets: { fleetPpm: 500_000 } });
  const { aggregate, entities, fleet } = figuresOf(terms, cameras);

  expect(addAvailabilities(entities)).toEqual(availabilityOf(aggregate.sums, terms));
  expect(fleet).toEqual(fleetShare(entities, terms, 500_000));
});
