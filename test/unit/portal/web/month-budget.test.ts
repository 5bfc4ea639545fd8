import { expect, test } from 'vitest';
import { days, hours } from '#core/time/units.ts';
import { budgetOf } from '#portal/web/papers/month-budget.ts';

const NONE = { 'out-of-service': 0, excused: 0, others: 0, unknown: 0, down: 0, degraded: 0, up: 0 };
const period = { label: '2026-11', fromMs: 0, toMs: days(30) };

/** Ten days of one device that may be down for one per cent, two hours of them down. */
const tenDays = (unknownMs = 0) => ({
  ...{ period, asOfMs: days(10), targetPpm: 990_000, lostMs: hours(2) },
  countedMs: days(10) - unknownMs,
  sums: { ...NONE, down: hours(2), unknown: unknownMs, up: days(10) - unknownMs - hours(2) },
});

test('what may be lost in a period is of all of its service, and the rest of it goes on as the first part did', () => {
  const budget = budgetOf(tenDays());
  expect(budget?.allowedMs).toBeCloseTo(hours(7.2), 0);
  expect(budget?.leftMs).toBeCloseTo(hours(5.2), 0);
  expect(budget?.forecast).toEqual({ goodMs: days(30) - hours(6), countedMs: days(30) });
});

test('what was not measured does not count, and what is to come does', () => {
  const budget = budgetOf(tenDays(days(4)));
  expect(budget?.allowedMs).toBeCloseTo(hours(0.01 * 24 * 26), 0);
  expect(budget?.forecast?.countedMs).toBe(days(26));
});

test('where most was not measured nothing is forecast', () => {
  expect(budgetOf(tenDays(days(6)))).toMatchObject({ forecast: undefined });
});

test('a period that is over has used what it has used, and without a target or time that counts there is no budget', () => {
  const over = {
    ...tenDays(),
    asOfMs: days(30),
    period,
    countedMs: days(30),
    sums: { ...NONE, up: days(30) },
  };
  expect(budgetOf({ ...over, lostMs: hours(8) })?.leftMs).toBeCloseTo(-hours(0.8), 0);
  const { targetPpm: _none, ...untargeted } = over;
  expect(budgetOf(untargeted)).toBeUndefined();
  expect(budgetOf({ ...over, countedMs: 0 })).toBeUndefined();
});
