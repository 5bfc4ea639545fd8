import { describe, expect, test } from 'vitest';
import { type CompareOptions, compareWithTruth, type RecordedOutage } from '#simulator/faults/compare.ts';
import type { TruthInterval } from '#simulator/faults/fault.ts';

const timing = { toleranceMs: 4_000, confirmedWithinMs: 8_000, recoveredWithinMs: 5_000 };

const truthOf = (
  fromMs: number,
  toMs?: number,
  entity: TruthInterval['entity'] = 'device:cam-1',
): TruthInterval => ({
  fault: 1,
  entity,
  indicator: 'reach',
  from: { earliestMs: fromMs, latestMs: fromMs + 10 },
  ...(toMs !== undefined && { to: { earliestMs: toMs, latestMs: toMs + 10 } }),
});
const outageOf = (
  fromMs: number,
  toMs?: number,
  entity: RecordedOutage['entity'] = 'device:cam-1',
): RecordedOutage => ({
  entity,
  indicator: 'reach',
  fromMs,
  ...(toMs !== undefined && { toMs }),
});
const compare = (given: Partial<CompareOptions<RecordedOutage>>) =>
  compareWithTruth({ truth: [], outages: [], timing, endMs: 100_000, ...given });

describe('compareWithTruth', () => {
  test('an outage within the tolerance is matched, with its signed errors', () => {
    const truth = [truthOf(20_000, 40_000)];
    const outages = [outageOf(22_000, 39_500)];

    expect(compare({ truth, outages })).toEqual({
      matched: [{ truth: truth[0], outage: outages[0], fromErrorMs: 1_990, toErrorMs: -500 }],
      misplaced: [],
      missed: [],
      tooShort: [],
      unexpected: [],
    });
  });

  test('an edge between the bounds of the act is no error', () => {
    const { matched } = compare({ truth: [truthOf(20_000, 40_000)], outages: [outageOf(20_004, 40_010)] });

    expect(matched).toMatchObject([{ fromErrorMs: 0, toErrorMs: 0 }]);
  });

  test.each([
    ['starts too late', 24_011, 40_000],
    ['starts too early', 15_999, 40_000],
    ['ends too late', 20_000, 44_011],
    ['ends too early', 20_000, 35_999],
  ])('an outage that %s is misplaced', (_name, fromMs, toMs) => {
    const result = compare({ truth: [truthOf(20_000, 40_000)], outages: [outageOf(fromMs, toMs)] });

    expect(result).toMatchObject({ matched: [], misplaced: [{}], missed: [], unexpected: [] });
  });

  test.each([
    ['starts as late', 24_010, 40_000],
    ['starts as early', 16_000, 40_000],
    ['ends as late', 20_000, 44_010],
    ['ends as early', 20_000, 36_000],
  ])('an outage that %s as allowed is matched', (_name, fromMs, toMs) => {
    const result = compare({ truth: [truthOf(20_000, 40_000)], outages: [outageOf(fromMs, toMs)] });

    expect(result).toMatchObject({ matched: [{}], misplaced: [] });
  });

  test('a fault that was certain to be confirmed and is not in the ledger is missed', () => {
    const truth = [truthOf(20_000, 28_010)];

    expect(compare({ truth })).toMatchObject({ missed: truth, tooShort: [] });
  });

  test('a fault too short to be certain is not missed, and matched where it was seen', () => {
    const truth = [truthOf(20_000, 28_009)];

    expect(compare({ truth })).toMatchObject({ missed: [], tooShort: truth });
    expect(compare({ truth, outages: [outageOf(21_000, 29_000)] })).toMatchObject({
      matched: [{}],
      tooShort: [],
    });
  });

  test('a fault that began right before the end is not missed', () => {
    const truth = [truthOf(95_000)];

    expect(compare({ truth })).toMatchObject({ missed: [], tooShort: truth });
  });

  test('an outage of another device or indicator, or at another time, is unexpected', () => {
    const outages = [
      outageOf(20_000, 40_000, 'device:cam-2'),
      { ...outageOf(20_000, 40_000), indicator: 'service' } as const,
      outageOf(60_000, 70_000),
    ];

    const { matched, missed, unexpected } = compare({ truth: [truthOf(20_000, 40_000)], outages });

    expect(unexpected).toEqual(outages);
    expect(matched).toEqual([]);
    expect(missed).toHaveLength(1);
  });

  test('a second outage within one fault is unexpected', () => {
    const outages = [outageOf(20_000, 39_000), outageOf(39_500, 40_000)];

    expect(compare({ truth: [truthOf(20_000, 40_000)], outages }).unexpected).toEqual([outages[1]]);
  });

  test('each phase of a flapping device is held against its own outage', () => {
    const truth = [truthOf(20_000, 30_000), truthOf(36_000, 46_000)];
    const outages = [outageOf(37_000, 47_000), outageOf(21_000, 31_000)];

    expect(compare({ truth, outages })).toMatchObject({
      matched: [
        { truth: truth[0], outage: outages[1] },
        { truth: truth[1], outage: outages[0] },
      ],
      missed: [],
      unexpected: [],
    });
  });

  test('one outage over two phases is misplaced, and the second phase missed', () => {
    const truth = [truthOf(20_000, 30_000), truthOf(36_000, 46_000)];

    expect(compare({ truth, outages: [outageOf(21_000, 47_000)] })).toMatchObject({
      matched: [],
      misplaced: [{ truth: truth[0] }],
      missed: [truth[1]],
    });
  });

  test('a fault and an outage that both go on at the end match on their start alone', () => {
    const { matched } = compare({ truth: [truthOf(80_000)], outages: [outageOf(81_000)] });

    expect(matched).toEqual([{ truth: truthOf(80_000), outage: outageOf(81_000), fromErrorMs: 990 }]);
  });

  test('an outage that never ends although its fault did is misplaced, unless there was no time to see it', () => {
    expect(compare({ truth: [truthOf(50_000, 60_000)], outages: [outageOf(51_000)] })).toMatchObject({
      misplaced: [{}],
    });
    expect(compare({ truth: [truthOf(50_000, 95_000)], outages: [outageOf(51_000)] })).toMatchObject({
      matched: [{}],
    });
  });

  test('an outage that ends in the middle of its fault is misplaced', () => {
    expect(compare({ truth: [truthOf(50_000)], outages: [outageOf(51_000, 70_000)] })).toMatchObject({
      misplaced: [{}],
    });
  });
});
