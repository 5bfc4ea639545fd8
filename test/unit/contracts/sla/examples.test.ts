import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findSaturation } from '#availability/attribution/saturation.ts';
import { applyCaps } from '#contracts/money/caps.ts';
import { isBelow, renderFraction } from '#contracts/sla/fraction.ts';
import { rational } from '#contracts/sla/rational.ts';
import type { MoneyRule } from '#core/domain/contract-terms.ts';
import { days, minutes } from '#core/time/units.ts';
import {
  deduction,
  figuresOf,
  instant,
  period,
  settle,
  stretch,
  termsOf,
  tiersOf,
} from '#test/support/sla-input.ts';

interface Example {
  readonly name: string;
  readonly basis: string;
}

interface Examples {
  readonly availability: readonly (Example & {
    readonly periodMinutes: number;
    readonly downMinutes: number;
    readonly plannedMinutes: number;
    readonly goodMinutes: number;
    readonly countedMinutes: number;
    readonly percent: string;
  })[];
  readonly allowances: readonly (Example & {
    readonly periodMs: number;
    readonly targetPpm: number;
    readonly mostDownMs: number;
  })[];
  readonly fleets: readonly (Example & {
    readonly installed: number;
    readonly down: number;
    readonly excused: number;
    readonly good: number;
    readonly counted: number;
    readonly percent: string;
  })[];
  readonly tiers: readonly (Example & {
    readonly tiers: readonly (readonly [number, number])[];
    readonly goodMs: number;
    readonly countedMs: number;
    readonly fee: number;
    readonly amount: number;
  })[];
  readonly hours: readonly (Example & {
    readonly withinMs: number;
    readonly tookMs: number;
    readonly rate: number;
    readonly startedHours: number;
    readonly amount: number;
  })[];
  readonly caps: readonly (Example & {
    readonly kind: 'rule' | 'statutory' | 'contract';
    readonly capPpm: number;
    readonly fee: number;
    readonly amount: number;
    readonly payable: number;
  })[];
  readonly saturation: readonly (Example & {
    readonly capacityMbps: number;
    readonly p95Mbps: readonly number[];
    readonly isUnderSized: boolean;
  })[];
}

const FILE = new URL('../../../fixtures/sla/examples.json', import.meta.url);
const examples: Examples = JSON.parse(readFileSync(FILE, 'utf8'));

describe('availability', () => {
  test.each(examples.availability)('$name ($basis)', (example) => {
    const within = { fromMs: 0, toMs: minutes(example.periodMinutes) };
    const planned = { fromMs: days(10), toMs: days(10) + minutes(example.plannedMinutes) };

    const figures = settle({
      terms: termsOf({ excused: new Set(['planned-work']) }),
      period: within,
      down: [{ fromMs: days(20), toMs: days(20) + minutes(example.downMinutes) }],
      excused:
        example.plannedMinutes === 0
          ? []
          : [
              {
                set: [planned],
                cause: 'planned-work',
                ref: 'maintenance:1',
                scope: 'window',
                announcedMs: 0,
              },
            ],
    });

    expect(figures.goodMs).toBe(minutes(example.goodMinutes));
    expect(figures.countedMs).toBe(minutes(example.countedMinutes));
    expect(renderFraction(figures)).toBe(example.percent);
  });
});

test.each(examples.allowances)('$name allow so much and not a millisecond more', (example) => {
  const { periodMs, targetPpm, mostDownMs } = example;

  expect(isBelow({ goodMs: periodMs - mostDownMs, countedMs: periodMs }, targetPpm)).toBe(false);
  expect(isBelow({ goodMs: periodMs - mostDownMs - 1, countedMs: periodMs }, targetPpm)).toBe(true);
});

test.each(examples.fleets)('the share of a fleet with $name ($basis)', (example) => {
  const day = stretch('2026-11-05T00:00', '2026-11-06T00:00');
  const terms = termsOf({ excused: new Set(['vandalism']), targets: { fleetPpm: 900_000 } });
  const cameras = Array.from({ length: example.installed }, (_, index) => {
    if (index >= example.down + example.excused) return {};
    if (index < example.down) return { down: [day] };
    return {
      down: [day],
      excused: [{ set: [day], cause: 'vandalism', ref: 'claim:1', scope: 'down' }] as const,
    };
  });

  const { fleet } = figuresOf(terms, cameras);

  expect(fleet?.lowest).toEqual({ ...day, good: example.good, counted: example.counted });
  expect(renderFraction({ goodMs: example.good, countedMs: example.counted })).toBe(example.percent);
  expect(fleet?.below).toEqual([day]);
});

test.each(examples.tiers)('the tier of $name ($basis)', ({ tiers, goodMs, countedMs, fee, amount }) => {
  const within = period('2026-11');
  const terms = termsOf({
    fees: { byKind: { camera: BigInt(fee) }, byEntity: new Map() },
    money: [deduction(tiersOf(tiers))],
  });
  const notCounted = [{ fromMs: within.fromMs + countedMs, toMs: within.toMs }];
  const down = [{ fromMs: within.fromMs + goodMs, toMs: within.fromMs + countedMs }];

  const { money } = figuresOf(terms, [{ down, unknown: notCounted }]);

  expect(money.total).toBe(BigInt(amount));
});

test.each(examples.hours)('$name ($basis)', ({ withinMs, tookMs, rate, startedHours, amount }) => {
  const fromMs = instant('2026-11-05T00:00');
  const terms = termsOf({
    targets: { restoration: [{ severity: 'normal', withinMs }] },
    money: [{ type: 'damages', id: 'late', per: 'device', by: 'hours-over-restoration', vnd: BigInt(rate) }],
  });

  const { entities, money } = figuresOf(terms, [{ down: [{ fromMs, toMs: fromMs + tookMs }] }]);

  expect(entities[0]?.outages[0]?.restoration?.startedHours).toBe(startedHours);
  expect(money.byType.damages).toBe(BigInt(amount));
});

test.each(examples.caps)('$name ($basis)', ({ kind, capPpm, fee, amount, payable }) => {
  const limit =
    kind === 'rule' ? { capPpm } : kind === 'statutory' ? { statutoryCapPpm: capPpm } : ({} as const);
  const agreed = { vnd: rational(BigInt(fee)), arithmetic: `${fee}` };
  const rule: MoneyRule = deduction([], limit);

  const { lines, caps } = applyCaps({
    rules: [rule],
    ...(kind === 'contract' ? { capPpm } : {}),
    lines: [
      {
        rule: rule.id,
        type: rule.type,
        entity: 'device:cam-1',
        inputs: {},
        arithmetic: '',
        amount: BigInt(amount),
      },
    ],
    fees: { byEntity: new Map([['device:cam-1', agreed]]), ofContract: agreed },
  });

  expect(lines[0]?.payable).toBe(BigInt(payable));
  expect(caps).toMatchObject([{ kind, before: BigInt(amount), after: BigInt(payable) }]);
});

test.each(examples.saturation)('a line with $name ($basis)', ({ capacityMbps, p95Mbps, isUnderSized }) => {
  const lineDays = p95Mbps.map((mbps, index) => ({
    date: `2026-11-0${index + 1}`,
    direction: 'in' as const,
    p95BitsPerSecond: mbps * 1e6,
    capacityBitsPerSecond: capacityMbps * 1e6,
  }));

  expect(findSaturation(lineDays, { overPpm: 900_000, days: 7 }).length > 0).toBe(isUnderSized);
});
