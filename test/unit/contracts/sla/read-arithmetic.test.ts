import { describe, expect, test } from 'vitest';
import { createEvidence } from '#availability/attribution/cause.ts';
import { sumFees } from '#contracts/money/fees.ts';
import { amountOf } from '#contracts/money/money-line.ts';
import { rational } from '#contracts/sla/rational.ts';
import {
  readBreach,
  readEvidence,
  readFee,
  readLimit,
  readUnrounded,
} from '#contracts/sla/read-arithmetic.ts';
import type { MoneyRule } from '#core/domain/contract-terms.ts';
import { deduction, figuresOf, stretch, termsOf, tiersOf } from '#test/support/sla-input.ts';

const feesOf = (camera: bigint) => ({ byKind: { camera }, byEntity: new Map() });
const feeOf = (numerator: bigint, denominator = 1n) => ({
  vnd: rational(numerator, denominator),
  arithmetic: '',
});

describe('readFee', () => {
  test('reads what a device costs in a period', () => {
    const { money } = figuresOf(termsOf({ fees: feesOf(150_000n) }), [{}]);

    expect([...money.fees.values()].map(({ arithmetic }) => readFee(arithmetic))).toEqual([
      { kind: 'monthly', monthly: '150000', months: [{ share: '1', month: '2026-11' }], vnd: '150000' },
    ]);
  });

  test('reads parts of months', () => {
    expect(readFee('90 a month × (1/3 of 2026-10 + 1 of 2026-11) = 120')).toEqual({
      kind: 'monthly',
      monthly: '90',
      months: [
        { share: '1/3', month: '2026-10' },
        { share: '1', month: '2026-11' },
      ],
      vnd: '120',
    });
  });

  test('reads sums of few different fees and of many', () => {
    const few = sumFees([feeOf(5n), feeOf(5n), feeOf(1n, 3n)]);
    const many = sumFees(Array.from({ length: 13 }, (_, index) => feeOf(BigInt(index + 1))));

    expect(readFee(few?.arithmetic ?? '')).toEqual({
      kind: 'sum',
      addends: [
        { count: '2', fee: '5' },
        { count: '1', fee: '1/3' },
      ],
      vnd: '10.3333…',
    });
    expect(readFee(many?.arithmetic ?? '')).toEqual({ kind: 'many', count: '13', vnd: '91' });
  });

  test.each(['', '5', '90 a month × (1 of) = 90', '2 × x = 5', 'ninety'])('leaves %j alone', (written) => {
    expect(readFee(written)).toBeUndefined();
  });
});

test.each([
  [rational(5n), '5'],
  [rational(1n, 3n), '0.3333…'],
  [rational(1n, 2n), '0.5'],
])('readUnrounded reads what a line comes to before it is rounded', (vnd, exact) => {
  const { arithmetic } = amountOf({ vnd, steps: ['2 × 3 VND'] }, { breach: 1, ppm: 0 });

  expect(readUnrounded(arithmetic)).toBe(exact);
});

describe('readLimit', () => {
  const limited = (fees: ReturnType<typeof feesOf> | undefined, limits: Partial<MoneyRule>) => {
    const money = [deduction([{ belowPpm: 990_000, amount: { vnd: 7n } }], limits)];
    const terms = termsOf({ ...(fees && { fees }), money });
    const cameras = [{ down: [stretch('2026-11-05T08:00', '2026-11-08T08:00')] }];
    return figuresOf(terms, cameras).money.caps.map(({ arithmetic }) => readLimit(arithmetic));
  };

  test('reads what the limit is taken of', () => {
    expect(limited(feesOf(10n), { capPpm: 250_000 })).toEqual([
      {
        percent: '25.00',
        of: { fee: { kind: 'sum', addends: [{ count: '1', fee: '10' }], vnd: '10' }, exact: '2.5' },
      },
    ]);
  });

  test('reads that no fee is agreed', () => {
    expect(limited(undefined, { capPpm: 250_000 })).toEqual([{ percent: '25.00' }]);
  });
});

describe('readEvidence', () => {
  const [fromMs, toMs] = [Date.parse('2026-11-05T01:00:00.250Z'), Date.parse('2026-11-05T02:00:00Z')];
  const span = { fromMs, toMs, afterMs: fromMs, ref: 'change:7' };

  test('reads every reference of a chain', () => {
    const root = { owner: 'link:l' as const, outage: { entity: 'link:l' as const, span }, because: [] };
    const ended = { ...root, outage: { entity: 'link:l' as const, span: { ...span, untilAfterMs: toMs } } };
    const chain = (cause: typeof root) =>
      createEvidence()({ owner: 'link:l', graceToMs: toMs, because: [cause] }).map(readEvidence);

    expect(chain(root)).toEqual([
      { kind: 'grace', untilMs: toMs },
      { kind: 'down', entity: 'link:l', fromMs },
      { kind: 'ref', ref: 'change:7' },
    ]);
    expect(chain(ended)[1]).toEqual({ kind: 'down', entity: 'link:l', fromMs, toMs });
  });
});

describe('readBreach', () => {
  test('reads the numbers of a missed availability and a time to restore', () => {
    const terms = termsOf({
      targets: {
        availabilityPpm: 990_000,
        restoration: [{ severity: 'normal', withinMs: 3_600_000 }],
        longestOutageMs: 60_000,
        outages: 0,
        fleetPpm: 900_000,
      },
      money: [deduction(tiersOf([[990_000, 1]]))],
    });
    const cameras = [{ down: [stretch('2026-11-05T08:00', '2026-11-05T18:00')] }];
    const { checks } = figuresOf(terms, cameras);

    expect(
      checks.map(({ target, breaches }) => [target, readBreach(target, breaches[0]?.working ?? '')]),
    ).toEqual([
      ['availability', ['2556000000', '2592000000', '98.6111', '99.00']],
      ['fleet', ['0', '1', '0.00', '2026-11-05T01:00:00.000Z', '90.00', '36000000']],
      ['longest-outage', ['36000000', '60000']],
      ['outages', ['1', '0']],
      ['restoration', ['36000000', '3600000', 'normal', '32400000']],
    ]);
  });

  test.each([
    ['response', '7 ms > 5 ms', ['7', '5']],
    ['recording-retention', '3 ms < 5 ms', ['3', '5']],
    [
      'saturation',
      'in, 2026-10-31 to 2026-11-01: P95/capacity in bit/s 91/100, 91/100 > 90.00 % on 2 days in a row',
      ['in', '2026-10-31', '2026-11-01', '91/100, 91/100', '90.00', '2'],
    ],
    ['outages', 'otherwise', undefined],
  ] as const)('reads of %s %j', (target, working, numbers) => {
    expect(readBreach(target, working)).toEqual(numbers);
  });
});
