import { describe, expect, test } from 'vitest';
import { minutes } from '#core/time/units.ts';
import { device } from '#test/support/inventory.ts';
import {
  at,
  CAMERA,
  camerasWith,
  DAY_MS,
  inventory,
  LINES,
  period,
  SWITCH,
  settle,
} from '#test/support/settled-city.ts';
import type { Recorded } from '#test/support/settlement-ledger.ts';
import { change } from '#test/support/temp-ledger.ts';

const NVR = device({ id: 'nvr', kind: 'nvr', contracts: ['cameras'], upstreams: [['link:line']] });
const WHOLE = 'recorder and day without recording';
const STARTED = 'recorder and started day without recording';

const citySettledBy = (rules: 1 | 2, per: string) =>
  inventory({
    devices: [SWITCH, CAMERA, NVR],
    contracts: [camerasWith({ rules, damages: { per, amount: '500000 VND' } }), LINES],
  });

/** Nothing is recorded in October. */
const broken: Recorded = {
  recordedMs: at('11-01T00:00'),
  changes: [
    change('device:nvr', 'up', at('10-01T00:00'), { indicator: 'recording' }),
    change('device:nvr', 'down', at('10-01T00:00'), { indicator: 'recording' }),
    change('link:line', 'up', at('10-01T00:00')),
  ],
};

/** Watched, but for so long at noon of each day. */
const watchedBut = (blindMs: number): Recorded => ({
  recordedMs: at('11-01T00:00'),
  coverage: Array.from({ length: 32 }, (_, index) => {
    const noonMs = at('10-01T12:00') + (index - 1) * DAY_MS;
    return {
      fromMs: Math.max(at('10-01T00:00'), noonMs + blindMs),
      toMs: Math.min(at('11-01T00:00'), noonMs + DAY_MS),
      closed: 'stop' as const,
    };
  }),
});

const moneyOf = (recorded: readonly Recorded[]) => {
  const settlement = settle(recorded, { period: period('2026-10') });
  return settlement.parts[0]?.figures.money;
};

describe('a recorder that records nothing for a month', () => {
  test.each([
    [1, STARTED, 0, 31],
    [1, STARTED, minutes(1), 0],
    [2, WHOLE, 0, 31],
    [2, WHOLE, minutes(1), 31],
    [2, STARTED, minutes(1), 31],
  ] as const)('by version %i, %s, with %i ms a day unwatched: %i days', (rules, per, blindMs, days) => {
    const money = moneyOf([citySettledBy(rules, per), broken, watchedBut(blindMs)]);

    expect(money?.total).toBe(BigInt(days) * 500_000n);
    expect(money?.lines[0]?.inputs.days).toBe(days === 0 ? undefined : days);
  });

  test('says of each day what it was judged on', () => {
    const money = moneyOf([citySettledBy(2, WHOLE), broken, watchedBut(minutes(1))]);

    const judged = String(money?.lines[0]?.inputs.judgedOn).split(' ');
    expect(judged).toHaveLength(31);
    expect(new Set(judged)).toEqual(new Set(['86340000/86340000/86400000']));
  });

  test.each([
    [1, STARTED, 30],
    [2, WHOLE, 31],
  ] as const)('by version %i an hour that others answer for leaves %s on %i days', (rules, per, days) => {
    const cut: Recorded = {
      recordedMs: at('11-01T00:00'),
      changes: [
        change('link:line', 'down', at('10-05T12:00'), { afterMs: at('10-05T11:59') }),
        change('link:line', 'up', at('10-05T13:00'), { afterMs: at('10-05T12:59') }),
      ],
    };

    const money = moneyOf([citySettledBy(rules, per), broken, cut, watchedBut(0)]);

    expect(money?.lines[0]?.inputs.days).toBe(days);
  });
});
