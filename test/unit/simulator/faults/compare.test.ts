import { describe, expect, test } from 'vitest';
import { type CompareOptions, compareWithTruth } from '#simulator/faults/compare.ts';
import type { Expected, ExpectedState, Recorded, RecordedState } from '#simulator/faults/expected.ts';
import type { TruthInterval } from '#simulator/faults/fault.ts';

const timing = {
  toleranceMs: 4_000,
  endToleranceMs: 4_000,
  confirmedWithinMs: 8_000,
  recoveredWithinMs: 5_000,
};

const REACH: ExpectedState = {
  shows: 'state',
  entity: 'device:cam-1',
  indicator: 'reach',
  state: 'down',
  reasons: ['timeout', 'unreachable'],
};
const truthOf = (fromMs: number, toMs?: number, expected: Expected = REACH): TruthInterval => ({
  fault: 1,
  expected,
  from: { earliestMs: fromMs, latestMs: fromMs + 10 },
  ...(toMs !== undefined && { to: { earliestMs: toMs, latestMs: toMs + 10 } }),
});
const outageOf = (fromMs: number, toMs?: number, more: Partial<RecordedState> = {}): RecordedState => ({
  shows: 'state',
  entity: 'device:cam-1',
  indicator: 'reach',
  state: 'down',
  reason: 'timeout',
  fromMs,
  ...(toMs !== undefined && { toMs }),
  ...more,
});
const compare = (given: Partial<CompareOptions<Recorded>>) =>
  compareWithTruth({ truth: [], recorded: [], timingOf: () => timing, endMs: 100_000, ...given });

describe('compareWithTruth', () => {
  test('an outage within the tolerance is matched, with its signed errors', () => {
    const truth = [truthOf(20_000, 40_000)];
    const recorded = [outageOf(22_000, 39_500)];

    expect(compare({ truth, recorded })).toEqual({
      matched: [{ truth: truth[0], recorded: recorded[0], fromErrorMs: 1_990, toErrorMs: -500 }],
      late: [],
      misplaced: [],
      mistaken: [],
      missed: [],
      tooShort: [],
      unexpected: [],
    });
  });

  test('an edge between the bounds of the act is no error', () => {
    const { matched } = compare({ truth: [truthOf(20_000, 40_000)], recorded: [outageOf(20_004, 40_010)] });

    expect(matched).toMatchObject([{ fromErrorMs: 0, toErrorMs: 0 }]);
  });

  test('an edge that a late probe saw is placed where its bounds on record hold the truth, and is told', () => {
    const bounds = { fromAfterMs: 19_000, toAfterMs: 39_000 };
    const truth = [truthOf(20_000, 40_000)];

    const late = compare({ truth, recorded: [outageOf(29_000, 49_000, bounds)] });
    expect(late).toMatchObject({ matched: [{}], late: [{ fromErrorMs: 8_990 }], misplaced: [] });
    const inTime = compare({ truth, recorded: [outageOf(22_000, 42_000, bounds)] });
    expect(inTime).toMatchObject({ matched: [{}], late: [], misplaced: [] });
  });

  test('a finding may be as late where probes were passed over, and only there', () => {
    const expected = { shows: 'finding', entity: 'device:cam-1', code: 'disk-trouble' } as const;
    const truth = [truthOf(20_000, 40_000, expected)];
    const recorded = [{ ...expected, fromMs: 22_000, toMs: 49_000 }];

    expect(compare({ truth, recorded })).toMatchObject({ matched: [], misplaced: [{}] });
    const late = compare({ truth, recorded, werePassedOver: true });
    expect(late).toMatchObject({ matched: [{}], late: [{}], misplaced: [] });
  });

  test.each([
    ['the truth lies before the bound of its beginning', 29_000, 42_000, { fromAfterMs: 20_011 }],
    ['the truth lies before the bound of its end', 22_000, 49_000, { toAfterMs: 40_011 }],
    ['it is later than three times the tolerance', 32_011, 42_000, { fromAfterMs: 19_000 }],
  ])('a late edge is misplaced where %s', (_name, fromMs, toMs, bounds) => {
    const recorded = [outageOf(fromMs, toMs, bounds)];

    expect(compare({ truth: [truthOf(20_000, 40_000)], recorded })).toMatchObject({
      matched: [],
      late: [],
      misplaced: [{}],
    });
  });

  test.each([
    ['starts too late', 24_011, 40_000],
    ['starts too early', 15_999, 40_000],
    ['ends too late', 20_000, 44_011],
    ['ends too early', 20_000, 35_999],
  ])('an outage that %s is misplaced', (_name, fromMs, toMs) => {
    const result = compare({ truth: [truthOf(20_000, 40_000)], recorded: [outageOf(fromMs, toMs)] });

    expect(result).toMatchObject({ matched: [], misplaced: [{}], missed: [], unexpected: [] });
  });

  test.each([
    ['starts as late', 24_010, 40_000],
    ['starts as early', 16_000, 40_000],
    ['ends as late', 20_000, 44_010],
    ['ends as early', 20_000, 36_000],
  ])('an outage that %s as allowed is matched', (_name, fromMs, toMs) => {
    const result = compare({ truth: [truthOf(20_000, 40_000)], recorded: [outageOf(fromMs, toMs)] });

    expect(result).toMatchObject({ matched: [{}], misplaced: [] });
  });

  test('what is asked less often after its end may be seen to end later', () => {
    const truth = [truthOf(20_000, 40_000)];
    const late = { ...timing, endToleranceMs: 20_000 };

    expect(compare({ truth, recorded: [outageOf(20_000, 59_000)], timingOf: () => late })).toMatchObject({
      matched: [{}],
    });
    expect(compare({ truth, recorded: [outageOf(25_000, 59_000)], timingOf: () => late })).toMatchObject({
      misplaced: [{}],
    });
  });

  test('a fault that was certain to be confirmed and is not on record is missed', () => {
    const truth = [truthOf(20_000, 28_010)];

    expect(compare({ truth })).toMatchObject({ missed: truth, tooShort: [] });
  });

  test('a fault too short to be certain is not missed, and matched where it was seen', () => {
    const truth = [truthOf(20_000, 28_009)];

    expect(compare({ truth })).toMatchObject({ missed: [], tooShort: truth });
    expect(compare({ truth, recorded: [outageOf(21_000, 29_000)] })).toMatchObject({
      matched: [{}],
      tooShort: [],
    });
  });

  test('a fault that began right before the end is not missed', () => {
    const truth = [truthOf(95_000)];

    expect(compare({ truth })).toMatchObject({ missed: [], tooShort: truth });
  });

  test('an outage of another device or indicator, or at another time, is unexpected', () => {
    const recorded = [
      outageOf(20_000, 40_000, { entity: 'device:cam-2' }),
      outageOf(20_000, 40_000, { indicator: 'service' }),
      outageOf(60_000, 70_000),
    ];

    const { matched, missed, unexpected } = compare({ truth: [truthOf(20_000, 40_000)], recorded });

    expect(unexpected).toEqual(recorded);
    expect(matched).toEqual([]);
    expect(missed).toHaveLength(1);
  });

  test.each([
    ['another reason', { reason: 'refused' }],
    ['another state', { state: 'unknown', reason: 'stale' }],
  ] as const)('%s than must follow is mistaken, and what must follow is missed', (_name, more) => {
    const truth = [truthOf(20_000, 40_000)];

    const result = compare({ truth, recorded: [outageOf(20_000, 40_000, more)] });

    expect(result).toMatchObject({
      matched: [],
      mistaken: [{ truth: truth[0] }],
      missed: truth,
      unexpected: [],
    });
  });

  test('a shortfall on the way down or back is part of the outage', () => {
    const half = { state: 'degraded', reason: 'loss' } as const;
    const recorded = [
      outageOf(20_000, 22_000, half),
      outageOf(22_000, 41_000),
      outageOf(41_000, 43_000, half),
    ];

    expect(compare({ truth: [truthOf(20_000, 40_000)], recorded })).toMatchObject({
      matched: [{ recorded: recorded[1] }],
      mistaken: [],
      unexpected: [],
    });
    const lasting = [outageOf(20_000, 39_000, half)];
    expect(compare({ truth: [truthOf(20_000, 40_000)], recorded: lasting })).toMatchObject({
      mistaken: [{}],
    });
  });

  test('where probes were late, a shortfall on the way stands for longer than it was seen', () => {
    const half = { state: 'degraded', reason: 'loss' } as const;
    const seenHalf = (toMs: number, toAfterMs: number) => [
      outageOf(20_000, toMs, { ...half, toAfterMs }),
      outageOf(toMs, 40_000, { fromAfterMs: 20_000 }),
    ];
    const compared = (recorded: Recorded[]) => compare({ truth: [truthOf(20_000, 40_000)], recorded });

    expect(compared(seenHalf(28_000, 20_000))).toMatchObject({ mistaken: [], unexpected: [], missed: [] });
    expect(compared(seenHalf(28_000, 25_000))).toMatchObject({ mistaken: [{}] });
    expect(compared(seenHalf(33_000, 20_000))).toMatchObject({ mistaken: [{}] });
  });

  test('what may follow is neither missed nor unexpected', () => {
    const may: Expected = { ...REACH, state: 'unknown', reasons: ['stale'], certainty: 'may' };
    const truth = [truthOf(20_000, 80_000, may)];
    const stale = outageOf(40_000, 85_000, { state: 'unknown', reason: 'stale' });

    expect(compare({ truth })).toMatchObject({ missed: [], tooShort: [] });
    expect(compare({ truth, recorded: [stale] })).toMatchObject({
      matched: [],
      mistaken: [],
      unexpected: [],
    });
    expect(compare({ truth, recorded: [outageOf(40_000, 50_000)] })).toMatchObject({ mistaken: [{}] });
  });

  test('a finding is held against the finding that must follow', () => {
    const drift: Expected = { shows: 'finding', entity: 'device:cam-1', code: 'clock-drift' };
    const truth = [truthOf(20_000, 40_000, drift)];
    const found = {
      shows: 'finding',
      entity: 'device:cam-1',
      code: 'clock-drift',
      fromMs: 22_000,
      toMs: 42_000,
    } as const;
    const other = { ...found, code: 'serial-changed' } as const;

    expect(compare({ truth, recorded: [found, other] })).toMatchObject({
      matched: [{ recorded: found, fromErrorMs: 1_990, toErrorMs: 1_990 }],
      unexpected: [other],
    });
  });

  test('a second outage within one fault is mistaken', () => {
    const recorded = [outageOf(20_000, 39_000), outageOf(39_500, 40_000)];

    expect(compare({ truth: [truthOf(20_000, 40_000)], recorded }).mistaken).toMatchObject([
      { recorded: recorded[1] },
    ]);
  });

  test('each phase of a flapping device is held against its own outage', () => {
    const truth = [truthOf(20_000, 30_000), truthOf(36_000, 46_000)];
    const recorded = [outageOf(37_000, 47_000), outageOf(21_000, 31_000)];

    expect(compare({ truth, recorded })).toMatchObject({
      matched: [
        { truth: truth[0], recorded: recorded[1] },
        { truth: truth[1], recorded: recorded[0] },
      ],
      missed: [],
      unexpected: [],
    });
  });

  test('one outage over two phases is misplaced, and the second phase missed', () => {
    const truth = [truthOf(20_000, 30_000), truthOf(36_000, 46_000)];

    expect(compare({ truth, recorded: [outageOf(21_000, 47_000)] })).toMatchObject({
      matched: [],
      misplaced: [{ truth: truth[0] }],
      missed: [truth[1]],
    });
  });

  test('a fault and an outage that both go on at the end match on their start alone', () => {
    const { matched } = compare({ truth: [truthOf(80_000)], recorded: [outageOf(81_000)] });

    expect(matched).toEqual([{ truth: truthOf(80_000), recorded: outageOf(81_000), fromErrorMs: 990 }]);
  });

  test('an outage that never ends although its fault did is misplaced, unless there was no time to see it', () => {
    expect(compare({ truth: [truthOf(50_000, 60_000)], recorded: [outageOf(51_000)] })).toMatchObject({
      misplaced: [{}],
    });
    expect(compare({ truth: [truthOf(50_000, 95_000)], recorded: [outageOf(51_000)] })).toMatchObject({
      matched: [{}],
    });
  });

  test('an outage that ends in the middle of its fault is misplaced', () => {
    expect(compare({ truth: [truthOf(50_000)], recorded: [outageOf(51_000, 70_000)] })).toMatchObject({
      misplaced: [{}],
    });
  });
});
