import { describe, expect, test } from 'vitest';
import { renderDecimal } from '#contracts/sla/rational.ts';
import type { Contract } from '#core/domain/inventory.ts';
import {
  at,
  CAMERA,
  CAMERAS,
  down,
  hoursOf,
  inventory,
  LINES,
  period,
  SWITCH,
  settle,
  watched,
} from '#test/support/settled-city.ts';
import { contractRevision, type Recorded } from '#test/support/settlement-ledger.ts';

const OCTOBER = period('2026-10');

const withTerms = (terms: Contract['terms']): Contract => ({
  ...CAMERAS,
  terms: { indicator: 'reach', fees: { by_kind: { camera: '3100000 VND' } }, ...terms },
});

/** First recorded in November, and amended in December. */
const recorded = (first: Contract['terms'], amended: Contract['terms']): readonly Recorded[] => [
  inventory({ devices: [SWITCH, CAMERA], contracts: [LINES] }),
  watched(),
  { recordedMs: at('11-10T00:00'), revisions: [contractRevision(at('11-10T00:00'), withTerms(first))] },
  { recordedMs: at('12-01T00:00'), revisions: [contractRevision(at('10-20T00:00'), withTerms(amended))] },
];

const settleOctober = (...given: Parameters<typeof recorded>) => {
  const settlement = settle(recorded(...given), { period: OCTOBER });
  const fee = settlement.parts[0]?.figures.money.fees.get('device:cam');
  return { settlement, fee: fee && renderDecimal(fee.vnd) };
};

describe('terms first recorded in November and amended "from 20 October"', () => {
  test('govern all of October by version 1 of the rules', () => {
    const { settlement, fee } = settleOctober({}, {});

    expect(hoursOf(settlement, 'device:cam')).toBe('up 744');
    expect(fee).toBe('3100000');
    expect(settlement.warnings).toEqual([{ code: 'contract-recorded-late', sinceMs: at('10-20T00:00') }]);
  });

  test('govern from 20 October on by version 2, and what is before that is in no figure and no fee', () => {
    const { settlement, fee } = settleOctober({}, { rules: 2 });

    expect(settlement.parts).toHaveLength(1);
    expect(hoursOf(settlement, 'device:cam')).toBe('out-of-service 456, up 288');
    expect(fee).toBe('1200000');
    expect(settlement.warnings).toEqual([
      { code: 'contract-recorded-late', sinceMs: at('10-20T00:00'), before: 'left-out' },
    ]);
  });

  test('govern all of October where they say so', () => {
    const { settlement, fee } = settleOctober({}, { rules: 2, before_record: 'settled' });

    expect(hoursOf(settlement, 'device:cam')).toBe('up 744');
    expect(fee).toBe('3100000');
    expect(settlement.warnings).toEqual([
      { code: 'contract-recorded-late', sinceMs: at('10-20T00:00'), before: 'settled' },
    ]);
  });
});

describe('by version 2 of the rules', () => {
  const rules2 = { indicator: 'reach', rules: 2 };

  test('a contract that begins after it was put on record needs no word', () => {
    const contract = { ...CAMERAS, fromMs: at('10-25T00:00'), terms: rules2 };
    const settlement = settle(
      [
        inventory({ contracts: [LINES] }),
        watched(),
        { recordedMs: at('10-20T00:00'), revisions: [contractRevision(at('10-20T00:00'), contract)] },
      ],
      { period: OCTOBER },
    );

    expect(hoursOf(settlement, 'device:cam')).toBe('out-of-service 576, up 168');
    expect(settlement.warnings).toEqual([]);
  });

  test('a period that is before the record of the contract cannot be settled', () => {
    const given = [
      inventory({ contracts: [LINES] }),
      watched(),
      {
        recordedMs: at('11-10T00:00'),
        revisions: [contractRevision(at('11-10T00:00'), { ...CAMERAS, terms: rules2 })],
      },
    ];

    expect(() => settle(given, { period: OCTOBER })).toThrow(
      'contract cameras: expected a period in which it is in force (2026-11-09T17:00:00.000Z..), got 2026-10',
    );
  });

  test('another contract of the same contractor answers for nothing before it was on record', () => {
    const power = { ...LINES, contractor: 'a', terms: rules2 };
    const settlement = settle([
      inventory({ devices: [{ ...SWITCH, contracts: ['lines'] }, CAMERA], contracts: [CAMERAS] }),
      watched(),
      {
        recordedMs: at('12-01T00:00'),
        revisions: [contractRevision(at('11-16T00:00'), power)],
      },
      down('device:sw', at('11-15T12:00'), at('11-16T12:00')),
      down('device:cam', at('11-15T12:00'), at('11-16T12:00')),
    ]);

    expect(hoursOf(settlement, 'device:cam')).toBe('others 12, down 12, up 696');
  });
});
