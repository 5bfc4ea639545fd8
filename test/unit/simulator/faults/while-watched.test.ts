import { expect, test } from 'vitest';
import { compareWithTruth } from '#simulator/faults/compare.ts';
import type { ExpectedState, RecordedState } from '#simulator/faults/expected.ts';
import type { TruthInterval } from '#simulator/faults/fault.ts';
import { whileWatched } from '#simulator/faults/while-watched.ts';

const REACH: ExpectedState = {
  ...{ shows: 'state', entity: 'device:cam-1', indicator: 'reach', state: 'down' },
  reasons: ['timeout'],
};
const truthOf = (fromMs: number, toMs: number): TruthInterval => ({
  ...{ fault: 1, expected: REACH },
  from: { earliestMs: fromMs, latestMs: fromMs },
  to: { earliestMs: toMs, latestMs: toMs },
});
const outageOf = (fromMs: number, toMs: number): RecordedState => ({
  ...{ shows: 'state', entity: 'device:cam-1', indicator: 'reach', state: 'down', reason: 'timeout' },
  ...{ fromMs, toMs },
});
const timingOf = () => ({
  toleranceMs: 4_000,
  endToleranceMs: 4_000,
  confirmedWithinMs: 8_000,
  recoveredWithinMs: 5_000,
});
/** Nobody watched from 18 s to 35 s. */
const compare = (truth: TruthInterval, recorded: readonly RecordedState[]) =>
  compareWithTruth({
    truth: whileWatched([truth], () => [{ fromMs: 18_000, toMs: 35_000 }], timingOf),
    ...{ recorded, timingOf },
    endMs: 100_000,
  });

test('what broke while nobody watched is in time where it was seen as soon as somebody did', () => {
  expect(compare(truthOf(20_000, 60_000), [outageOf(38_900, 60_000)]).matched).toHaveLength(1);
  expect(compare(truthOf(20_000, 60_000), [outageOf(22_000, 60_000)]).matched).toHaveLength(1);
});

test('what was seen later than that is misplaced, and what was never seen is missed', () => {
  expect(compare(truthOf(20_000, 60_000), [outageOf(39_100, 60_000)]).misplaced).toHaveLength(1);
  expect(compare(truthOf(20_000, 60_000), []).missed).toHaveLength(1);
});

test('what broke too shortly before that to be confirmed may be seen after it', () => {
  expect(compare(truthOf(10_000, 60_000), [outageOf(38_900, 60_000)]).matched).toHaveLength(1);
});

test('that a line fell need not be told by whoever did not see the devices behind it fall', () => {
  const line = { ...REACH, entity: 'link:line-1' } as const;
  const fallen = (fromMs: number) => compare({ ...truthOf(fromMs, 60_000), expected: line }, []).missed;

  expect(fallen(20_000)).toEqual([]);
  expect(fallen(36_000)).toHaveLength(1);
});

test('what broke before or after that is as exact as ever', () => {
  expect(compare(truthOf(9_000, 60_000), [outageOf(22_000, 60_000)]).misplaced).toHaveLength(1);
  expect(compare(truthOf(35_000, 60_000), [outageOf(40_000, 60_000)]).misplaced).toHaveLength(1);
});

test('what was over before anybody watched again need not be seen', () => {
  expect(compare(truthOf(20_000, 34_000), [])).toMatchObject({ missed: [], tooShort: [{}] });
  expect(compare(truthOf(20_000, 34_000), [outageOf(50_000, 55_000)]).unexpected).toHaveLength(1);
});
