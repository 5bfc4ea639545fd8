import { describe, expect, test } from 'vitest';
import { createClocksNow } from '#contracts/response/clocks-now.ts';
import type { Contract } from '#core/domain/inventory.ts';
import {
  acknowledged,
  byContractor,
  changed,
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
const GOES_ON = { contractor: 'a', isOthersAcknowledged: false };
const clocksAt = (atMs: number, steps: readonly ToldStep[], terms: Contract['terms'] = TERMS) =>
  createClocksNow()(contractOf(terms), rowsOf(steps), { ...context, atMs });

describe('the clocks of an incident now', () => {
  test('run from when the contract was told of it, each to its own limit', () => {
    expect(clocksAt(10 * 60_000, [opened(ID, 0)])).toEqual({
      response: { ...GOES_ON, limitMs: HOUR_MS / 2, leftMs: 20 * 60_000 },
      restoration: { ...GOES_ON, limitMs: 4 * HOUR_MS, leftMs: 4 * HOUR_MS - 10 * 60_000 },
    });
  });

  test('are negative where they are late', () => {
    const { response } = clocksAt(HOUR_MS, [opened(ID, 0)]);

    expect(response).toEqual({ ...GOES_ON, limitMs: HOUR_MS / 2, leftMs: -HOUR_MS / 2 });
  });

  test('end with what was asked for: an answer of the contractor, and of nobody else', () => {
    const steps = [opened(ID, 0), acknowledged(ID, 60_000), acknowledged(ID, 5 * 60_000, byContractor('a'))];

    expect(clocksAt(HOUR_MS, steps).response).toEqual({
      limitMs: HOUR_MS / 2,
      leftMs: 25 * 60_000,
      contractor: 'a',
      ended: 'acknowledged',
      isOthersAcknowledged: false,
    });
    expect(clocksAt(HOUR_MS, steps.slice(0, 2)).response).toEqual({
      ...{ ...GOES_ON, limitMs: HOUR_MS / 2, leftMs: -HOUR_MS / 2 },
      isOthersAcknowledged: true,
    });
  });

  test.each([
    ['by nobody', [], { ended: 'restored', isOthersAcknowledged: false }],
    ['by others only', [acknowledged(ID, 60_000)], { ended: 'restored', isOthersAcknowledged: true }],
    ['by others afterwards', [acknowledged(ID, HOUR_MS)], { ended: 'restored', isOthersAcknowledged: false }],
    ['by its contractor', [acknowledged(ID, 60_000, byContractor('a'))], { ended: 'acknowledged' }],
    ['by its contractor afterwards', [acknowledged(ID, HOUR_MS, byContractor('a'))], { ended: 'restored' }],
  ])('of one that is over, acknowledged %s, say what ended each', (_whom, acts, response) => {
    const clocks = clocksAt(2 * HOUR_MS, [opened(ID, 0), ...acts, resolved(ID, 20 * 60_000)]);

    expect(clocks.response).toMatchObject(response);
    expect(clocks.restoration).toMatchObject({ ended: 'restored', leftMs: 4 * HOUR_MS - 20 * 60_000 });
  });

  test('end where its cause became that of another contract', () => {
    const steps = [opened(ID, 0), changed(ID, 60_000, { contracts: ['another'] })];

    expect(clocksAt(HOUR_MS, steps).response).toMatchObject({ ended: 'passed-on', leftMs: 29 * 60_000 });
  });

  test('add up what an incident was open that came back', () => {
    const steps = [opened(ID, 0), resolved(ID, HOUR_MS), reopened(ID, 1.1 * HOUR_MS)];

    expect(clocksAt(1.6 * HOUR_MS, steps).restoration).toMatchObject({
      leftMs: 2.5 * HOUR_MS,
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
