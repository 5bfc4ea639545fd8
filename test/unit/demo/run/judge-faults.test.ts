import { describe, expect, test } from 'vitest';
import { type Harm, judgeFaults, summarizeEdges } from '#demo/run/judge-faults.ts';
import type { Comparison, Match } from '#simulator/faults/compare.ts';
import type { Recorded, RecordedState } from '#simulator/faults/expected.ts';
import type { Fault, TruthInterval } from '#simulator/faults/fault.ts';

type Entity = RecordedState['entity'];

const cut: Fault = { number: 1, kind: 'link-cut', target: 'line-1', atMs: 0, durationMs: 10_000 };
const truthOf = (entity: Entity, fault = 1): TruthInterval => ({
  fault,
  expected: { shows: 'state', entity, indicator: 'reach', state: 'down', reasons: ['timeout'] },
  from: { earliestMs: 10_000, latestMs: 10_010 },
  to: { earliestMs: 30_000, latestMs: 30_010 },
});
const outageOf = (entity: Entity, fromMs: number, toMs: number): RecordedState => ({
  shows: 'state',
  entity,
  indicator: 'reach',
  state: 'down',
  reason: 'timeout',
  fromMs,
  toMs,
});
const matchOf = (entity: Entity, fromErrorMs: number, toErrorMs: number): Match<Recorded> => ({
  truth: truthOf(entity),
  recorded: outageOf(entity, 10_010 + fromErrorMs, 30_010 + toErrorMs),
  fromErrorMs,
  toErrorMs,
});
const nothing: Comparison = {
  matched: [],
  late: [],
  misplaced: [],
  mistaken: [],
  missed: [],
  tooShort: [],
  unexpected: [],
};
const judge = (fault: Fault, comparison: Partial<Comparison>, harm: Harm = 'unseen') =>
  judgeFaults([fault], { ...nothing, ...comparison }, () => harm)[0];

describe('judgeFaults', () => {
  test('shows the edges of the target itself, and the worst error of all it took down', () => {
    const matched = [matchOf('device:cam-1', 300, -2_500), matchOf('link:line-1', 1_000, 400)];

    expect(judge(cut, { matched })).toEqual({
      number: 1,
      kind: 'link-cut',
      target: 'line-1',
      expected: 2,
      found: 2,
      shown: ['reach timeout'],
      amiss: [],
      truthFromMs: 10_000,
      truthToMs: 30_000,
      ledgerFromMs: 11_010,
      ledgerToMs: 30_410,
      worstErrorMs: 2_500,
      verdict: 'found',
    });
  });

  test('one thing that was missed makes the fault missed, and is named', () => {
    const found = judge(cut, { matched: [matchOf('device:cam-1', 0, 0)], missed: [truthOf('link:line-1')] });

    expect(found).toMatchObject({ verdict: 'missed', expected: 2, found: 1, amiss: ['link:line-1 reach'] });
  });

  test('an edge too far off makes the fault misplaced', () => {
    expect(judge(cut, { misplaced: [matchOf('link:line-1', 9_000, 0)] })).toMatchObject({
      verdict: 'misplaced',
      found: 0,
      worstErrorMs: 9_000,
      amiss: ['link:line-1 reach'],
    });
  });

  test('another reason than must follow is named with what it is', () => {
    expect(judge(cut, { mistaken: [matchOf('link:line-1', 0, 0)] })).toMatchObject({
      verdict: 'mistaken',
      amiss: ['link:line-1 reach down timeout'],
    });
  });

  test('a fault that nobody had time to see is cut short, and those of others are not counted for it', () => {
    const matched = [matchOf('device:cam-1', 0, 0)];

    expect(judge({ ...cut, number: 2 }, { matched, tooShort: [truthOf('link:line-1', 2)] })).toEqual({
      number: 2,
      kind: 'link-cut',
      target: 'line-1',
      expected: 0,
      found: 0,
      shown: [],
      amiss: [],
      verdict: 'cut-short',
    });
  });

  test('a lost channel is shown by its recorder', () => {
    const lost: Fault = { ...cut, kind: 'channel-lost', target: 'nvr-1#4' };
    const matched = [matchOf('device:cam-1', 0, 0), matchOf('device:nvr-1', 700, 0)];

    expect(judge(lost, { matched })).toMatchObject({ ledgerFromMs: 10_710, shown: ['reach timeout'] });
  });

  test('an agent that starts anew is found where nothing follows but a rate that is left out', () => {
    const restart: Fault = { ...cut, kind: 'agent-restart', target: 'rt-1' };

    expect(judge(restart, {}, 'none')).toMatchObject({ verdict: 'found', expected: 1, found: 1 });
    expect(judge(restart, {}, 'done')).toMatchObject({ verdict: 'missed', found: 0 });
    expect(judge(restart, {}, 'unseen')).toMatchObject({ verdict: 'cut-short', found: 0 });
    const unexpected = [outageOf('device:rt-1', 10_000, 20_000)];
    expect(judge(restart, { unexpected }, 'none')).toMatchObject({
      verdict: 'missed',
      amiss: ['device:rt-1 reach'],
    });
  });
});

describe('summarizeEdges', () => {
  test('counts both edges of everything that belongs to the script', () => {
    const matched = [matchOf('device:cam-1', 1_000, -3_000), matchOf('link:line-1', 0, 0)];

    expect(summarizeEdges({ ...nothing, matched })).toEqual({
      count: 4,
      meanMs: 1_000,
      worstMs: 3_000,
      late: 0,
      beyond: 0,
    });
  });

  test('what is asked less often after refusals is not held against its end', () => {
    const late = matchOf('device:cam-1', 500, 60_000);
    const refused: Match<Recorded> = {
      ...late,
      truth: {
        ...late.truth,
        expected: {
          shows: 'state',
          entity: 'device:cam-1',
          indicator: 'stream',
          state: 'unknown',
          reasons: ['no-access'],
        },
      },
    };

    expect(summarizeEdges({ ...nothing, matched: [refused] })).toMatchObject({ worstMs: 500 });
  });

  test('nothing has no edges', () => {
    expect(summarizeEdges(nothing)).toEqual({ count: 0, meanMs: 0, worstMs: 0, late: 0, beyond: 0 });
  });
});
