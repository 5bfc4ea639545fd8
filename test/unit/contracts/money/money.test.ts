import { describe, expect, test } from 'vitest';
import { divide } from '#contracts/money/caps.ts';
import type { ContractTerms, DayRule, MoneyRule } from '#core/domain/contract-terms.ts';
import { days, hours, minutes } from '#core/time/units.ts';
import { lostDay } from '#test/support/recording-day.ts';
import { deduction, figuresOf, stretch, termsOf, tiersOf } from '#test/support/sla-input.ts';

const TIERS = tiersOf([
  [985_000, 50_000],
  [970_000, 150_000],
  [950_000, 300_000],
]);
const feesOf = (camera: bigint, contract?: bigint): ContractTerms['fees'] => ({
  byKind: { camera },
  byEntity: new Map(),
  ...(contract === undefined ? {} : { contract }),
});
const dayDown = { down: [stretch('2026-11-05T00:00', '2026-11-06T00:00')] };
const twoDaysDown = { down: [stretch('2026-11-05T00:00', '2026-11-07T00:00')] };

describe('tiers', () => {
  test('the lowest that holds makes the line, with the whole way to its amount', () => {
    const terms = termsOf({
      fees: feesOf(1_000_001n),
      money: [deduction(TIERS, { legalBasis: 'Điều 7' })],
    });

    const { money } = figuresOf(terms, [dayDown, {}]);

    expect(money.lines).toEqual([
      {
        rule: 'deductions',
        type: 'deduction',
        legalBasis: 'Điều 7',
        entity: 'device:cam-1',
        inputs: {
          goodMs: hours(696),
          countedMs: hours(720),
          belowPpm: 970_000,
          ofFeePpm: 150_000,
        },
        arithmetic:
          'availability 2505600000 / 2592000000 ms = 96.6666 % (cut off) < 97.00 %; fee 1000001 a month × (1 of 2026-11) = 1000001; × 15.00 %; 150000.15, rounded half up 150000 VND',
        amount: 150_000n,
        payable: 150_000n,
      },
    ]);
    expect(money.byType).toEqual({ deduction: 150_000n, penalty: 0n, damages: 0n });
  });

  test('the fee is that of the days under contract', () => {
    const terms = termsOf({ fees: feesOf(1_000_000n), money: [deduction(TIERS)] });
    const outOfService = [stretch('2026-11-11T00:00', '2026-12-01T00:00')];

    const { money } = figuresOf(terms, [
      { ...dayDown, outOfService },
      { ...dayDown, inForce: [] },
    ]);

    expect(money.lines).toMatchObject([{ entity: 'device:cam-1', amount: 100_000n }]);
    expect(money.lines[0]?.arithmetic).toContain(
      'fee 1000000 a month × (1/3 of 2026-11) = 333333.3333…; × 30.00 %; 100000 VND',
    );
  });

  test('an agreed sum needs no fee, and a share of a fee that nobody agreed says so', () => {
    const sums: MoneyRule = deduction([{ belowPpm: 985_000, amount: { vnd: 70_000n } }]);

    const agreed = figuresOf(termsOf({ money: [sums] }), [dayDown]).money;
    const missing = figuresOf(termsOf({ money: [deduction(TIERS)] }), [dayDown]).money;

    expect(agreed.total).toBe(70_000n);
    expect(agreed.lines[0]?.arithmetic).toBe(
      'availability 2505600000 / 2592000000 ms = 96.6666 % (cut off) < 98.50 %; 70000 VND agreed; 70000 VND',
    );
    expect(missing.lines).toMatchObject([{ amount: 0n, lacks: 'fee' }]);
    expect(missing.lines[0]?.arithmetic).toMatch(/; no fee is agreed$/);
  });

  test('of the whole fleet take the sums of all, and the fee of the contract', () => {
    const fleet: MoneyRule = { type: 'deduction', id: 'fleet', per: 'fleet', by: 'tiers', tiers: TIERS };
    const terms = termsOf({ fees: feesOf(1_000_000n, 5_000_000n), money: [fleet] });

    const { money } = figuresOf(terms, [twoDaysDown, {}]);

    expect(money.lines).toMatchObject([
      { rule: 'fleet', amount: 750_000n, inputs: { countedMs: hours(1_440) } },
    ]);
    expect(money.lines[0]).not.toHaveProperty('entity');
  });

  test('of devices make no line for a link', () => {
    const terms = termsOf({ fees: feesOf(1_000_000n), money: [deduction(TIERS)] });

    expect(figuresOf(terms, [{ ...dayDown, entity: 'link:a' }]).money.lines).toEqual([]);
  });
});

test('a breach that repeats itself counts more, and half a đồng is rounded up once', () => {
  const terms = termsOf({ fees: feesOf(10n), money: [deduction(TIERS, { repeatPpm: 500_000 })] });

  const { money } = figuresOf(terms, [dayDown], {
    breachesBefore: (rule) => (rule === 'deductions' ? 2 : 0),
  });

  expect(money.lines).toMatchObject([{ amount: 3n, inputs: { breach: 3, repeatPpm: 500_000 } }]);
  expect(money.lines[0]?.arithmetic).toMatch(
    /× 15\.00 %; breach 3 in a row: × \(1 \+ 2 × 1\/2\) = 2; 3 VND$/,
  );
  const third = figuresOf(terms, [dayDown], { breachesBefore: () => 1 }).money.lines[0];
  expect(third?.arithmetic).toMatch(/= 3\/2; 2\.25, rounded half up 2 VND$/);
});

test('days without recording count once each, in the period', () => {
  const rule: MoneyRule = {
    type: 'damages',
    id: 'damages',
    per: 'device',
    by: 'days-without-recording',
    vnd: 500_000n,
  };
  const lost = ['2026-11-02', '2026-11-30', '2026-12-01'].map(lostDay);

  const { money } = figuresOf(termsOf({ money: [rule] }), [{}], { recordingOf: () => ({ days: lost }) });

  expect(money.lines[0]?.arithmetic).toBe(
    'without recording on 2026-11-02, 2026-11-30; 2 × 500000 VND; 1000000 VND',
  );
  expect(money.byType.damages).toBe(1_000_000n);
});

test('days are counted by version 2 of the rules with what each was judged on', () => {
  const linesBy = (by: DayRule) => {
    const rule: MoneyRule = { type: 'damages', id: 'damages', per: 'device', by, vnd: 500_000n };
    const lost = { ...lostDay('2026-11-05'), knownMs: days(1) - minutes(1), downMs: days(1) - minutes(1) };
    const broken = { ...lostDay('2026-11-06'), downMs: minutes(1), recordedMs: days(1) - minutes(1) };
    const recordingOf = () => ({ days: [lost, broken] });
    return figuresOf(termsOf({ money: [rule] }), [{}], { recordingOf }).money.lines;
  };

  expect(linesBy('days-without-recording')).toEqual([]);
  expect(linesBy('whole-days-without-recording')).toMatchObject([
    {
      amount: 500_000n,
      inputs: {
        days: 1,
        dates: '2026-11-05',
        judgedOn: '86340000/86340000/86400000',
        counted: 'whole-days-without-recording',
        vnd: 500_000n,
      },
      arithmetic:
        'nothing recorded on 2026-11-05 (down 86340000 of 86340000 ms known of 86400000 ms in service); 1 × 500000 VND; 500000 VND',
    },
  ]);
  expect(linesBy('started-days-without-recording')).toMatchObject([
    {
      amount: 1_000_000n,
      inputs: { days: 2, judgedOn: '86340000/86340000/86400000 60000/86400000/86400000' },
      arithmetic: expect.stringMatching(/^a time without recording on 2026-11-05 \(.+\), 2026-11-06 \(/),
    },
  ]);
});

test('hours beyond the time to restore name the outage', () => {
  const rule: MoneyRule = {
    type: 'penalty',
    id: 'penalties',
    per: 'device',
    by: 'hours-over-restoration',
    vnd: 200_000n,
  };
  const targets = { restoration: [{ severity: 'normal', withinMs: hours(24) }] };

  const { money } = figuresOf(termsOf({ money: [rule], targets }), [
    { down: [stretch('2026-10-30T23:00', '2026-11-01T01:30')] },
  ]);

  expect(money.lines).toMatchObject([{ ref: 'change:1', amount: 400_000n }]);
  expect(money.lines[0]?.arithmetic).toBe(
    'change:1: 95400000 ms down − 86400000 ms (normal) = 9000000 ms over; 2 started hours, less those of the 3600000 ms before the period; 2 × 200000 VND; 400000 VND',
  );
});

describe('limits', () => {
  const penalty = (id: string, vnd: bigint, statutoryCapPpm: number): MoneyRule => ({
    type: 'penalty',
    id,
    per: 'device',
    by: 'tiers',
    tiers: [{ belowPpm: 985_000, amount: { vnd } }],
    statutoryCapPpm,
  });

  test('apply to what the one before left: of the rule, of the law, of the contract', () => {
    const terms = termsOf({
      fees: feesOf(1_000_000n),
      money: [{ ...penalty('penalties', 300_000n, 80_000), capPpm: 100_000 }],
      capPpm: 30_000,
    });

    const { money } = figuresOf(terms, [dayDown, dayDown, {}]);

    expect(money.caps.map(({ kind, limit, before, after }) => [kind, limit, before, after])).toEqual([
      ['rule', 300_000n, 600_000n, 300_000n],
      ['statutory', 160_000n, 300_000n, 160_000n],
      ['contract', 90_000n, 160_000n, 90_000n],
    ]);
    expect(money.lines.map(({ amount, payable }) => [amount, payable])).toEqual([
      [300_000n, 45_000n],
      [300_000n, 45_000n],
    ]);
    expect(money.caps[1]?.arithmetic).toBe(
      '8.00 % of (2 × 1000000 = 2000000) = 160000, cut off 160000 VND; lines 300000 VND; left 160000 VND',
    );
    expect(money.total).toBe(90_000n);
  });

  test('of the law hold for all penalties on one obligation together, and for no other money', () => {
    const terms = termsOf({
      fees: feesOf(1_000_000n),
      money: [
        penalty('penalties-1', 70_000n, 80_000),
        penalty('penalties-2', 50_000n, 80_000),
        deduction(TIERS),
      ],
    });

    const { money } = figuresOf(terms, [dayDown]);

    expect(money.byType).toEqual({ penalty: 80_000n, deduction: 150_000n, damages: 0n });
    expect(money.caps.map(({ rules, after }) => [rules, after])).toEqual([
      [['penalties-1'], 70_000n],
      [['penalties-2'], 50_000n],
      [['penalties-1', 'penalties-2'], 80_000n],
    ]);
  });

  test('of the law that differ hold each for its rule, and the largest for all', () => {
    const terms = termsOf({
      fees: feesOf(1_000_000n),
      money: [penalty('penalties-1', 100_000n, 80_000), penalty('penalties-2', 100_000n, 120_000)],
    });

    expect(figuresOf(terms, [dayDown]).money.caps.map(({ limit, after }) => [limit, after])).toEqual([
      [80_000n, 80_000n],
      [120_000n, 100_000n],
      [120_000n, 120_000n],
    ]);
  });

  test('of the law take the fee of the contract where the fleet as a whole breached it', () => {
    const rule: MoneyRule = {
      type: 'penalty',
      id: 'fleet',
      per: 'fleet',
      by: 'tiers',
      tiers: [{ belowPpm: 985_000, amount: { vnd: 900_000n } }],
      statutoryCapPpm: 80_000,
    };

    const { money } = figuresOf(termsOf({ fees: feesOf(1n, 5_000_000n), money: [rule] }), [dayDown]);

    expect(money.total).toBe(400_000n);
  });

  test('are cut off to whole đồng, since a part of one would exceed them', () => {
    const terms = termsOf({
      fees: feesOf(99n),
      money: [deduction(tiersOf([[985_000, 1_000_000]]))],
      capPpm: 500_000,
    });

    expect(figuresOf(terms, [dayDown]).money).toMatchObject({ total: 49n, caps: [{ limit: 49n }] });
  });

  test('of a fee that is not agreed limit nothing, and say so', () => {
    const terms = termsOf({ money: [penalty('penalties', 300_000n, 80_000)] });

    const { money } = figuresOf(terms, [dayDown]);

    expect(money.total).toBe(300_000n);
    expect(money.caps).toEqual([
      {
        kind: 'statutory',
        rules: ['penalties'],
        before: 300_000n,
        after: 300_000n,
        arithmetic: '8.00 % of a fee that is not agreed: no limit',
      },
    ]);
  });
});

test.each([
  ['one đồng each to the largest', [3n, 5n, 5n], 7n, [1n, 3n, 3n]],
  ['of equal ones to the first', [5n, 5n, 5n], 7n, [3n, 2n, 2n]],
  ['nothing', [5n, 0n], 0n, [0n, 0n]],
  ['no more than there is', [5n, 1n], 9n, [5n, 1n]],
])('what is left over goes %s', (_, amounts, total, shares) => {
  expect(divide(amounts, total)).toEqual(shares);
});
