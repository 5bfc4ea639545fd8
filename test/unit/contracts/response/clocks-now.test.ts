import { describe, expect, test } from 'vitest';
import { createClocksNow } from '#contracts/response/clocks-now.ts';
import type { Contract } from '#core/domain/inventory.ts';
import {
  acknowledged,
  byContractor,
  opened,
  reopened,
  resolved,
  rowsOf,
  type ToldStep,
} from '#test/support/incident-steps.ts';

const ID = 'device:cam@0';
const HOUR_MS = 3_600_000;
const context = { calendars: new Map(), timeZone: 'Asia/Ho_Chi_Minh' };

const contractOf = (terms: Contract['terms']): Contract => ({
  ...{ id: 'cameras', name: 'Bảo trì', contractor: 'a', fromMs: 0, sample: false },
  terms,
});
const TERMS = { response: '30m', restoration: { major: '4h', minor: '24h' } };
const clocksAt = (atMs: number, steps: readonly ToldStep[], terms: Contract['terms'] = TERMS) =>
  createClocksNow()(contractOf(terms), rowsOf(steps), { ...context, atMs });

describe('the clocks of an incident now', () => {
  test('run from when the contract was told of it, each to its own limit', () => {
    expect(clocksAt(10 * 60_000, [opened(ID, 0)])).toEqual({
      response: { limitMs: HOUR_MS / 2, leftMs: 20 * 60_000, isDone: false },
      restoration: { limitMs: 4 * HOUR_MS, leftMs: 4 * HOUR_MS - 10 * 60_000, isDone: false },
    });
  });

  test('are negative where they are late', () => {
    const { response } = clocksAt(HOUR_MS, [opened(ID, 0)]);

    expect(response).toEqual({ limitMs: HOUR_MS / 2, leftMs: -HOUR_MS / 2, isDone: false });
  });

  test('end with what was asked for: an answer of the contractor, and of nobody else', () => {
    const steps = [opened(ID, 0), acknowledged(ID, 60_000), acknowledged(ID, 5 * 60_000, byContractor('a'))];

    expect(clocksAt(HOUR_MS, steps).response).toEqual({
      limitMs: HOUR_MS / 2,
      leftMs: 25 * 60_000,
      isDone: true,
    });
    expect(clocksAt(HOUR_MS, steps.slice(0, 2)).response).toMatchObject({ isDone: false });
  });

  test('add up what an incident was open that came back', () => {
    const steps = [opened(ID, 0), resolved(ID, HOUR_MS), reopened(ID, 1.1 * HOUR_MS)];

    expect(clocksAt(1.6 * HOUR_MS, steps).restoration).toMatchObject({
      leftMs: 2.5 * HOUR_MS,
      isDone: false,
    });
  });

  test.each([
    ['gives no time', {}],
    ['cannot be read', { response: 'soon' }],
  ])('are none where the contract %s', (_what, terms) => {
    expect(clocksAt(HOUR_MS, [opened(ID, 0)], terms)).toEqual({});
  });

  test('are none where the contract was never told of it', () => {
    expect(clocksAt(HOUR_MS, [opened(ID, 0, { contracts: ['another'] })])).toEqual({});
  });
});
