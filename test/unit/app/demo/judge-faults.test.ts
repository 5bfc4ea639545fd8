import { describe, expect, test } from 'vitest';
import { judgeFaults, summarizeEdges } from '#app/demo/judge-faults.ts';
import type { Outage } from '#settlement/outages.ts';
import type { Comparison } from '#simulator/faults/compare.ts';
import type { Fault, TruthInterval } from '#simulator/faults/fault.ts';

const cut: Fault = { number: 1, kind: 'link-cut', target: 'line-1', atMs: 0, durationMs: 10_000 };
const truthOf = (entity: TruthInterval['entity'], fault = 1): TruthInterval => ({
  fault,
  entity,
  indicator: 'reach',
  from: { earliestMs: 10_000, latestMs: 10_010 },
  to: { earliestMs: 30_000, latestMs: 30_010 },
});
const outageOf = (entity: Outage['entity'], fromMs: number, toMs: number): Outage => ({
  entity,
  indicator: 'reach',
  fromMs,
  afterMs: fromMs - 1_000,
  toMs,
  reason: 'timeout',
  evidence: {},
});
const matchOf = (entity: Outage['entity'], fromErrorMs: number, toErrorMs: number) => ({
  truth: truthOf(entity),
  outage: outageOf(entity, 10_010 + fromErrorMs, 30_010 + toErrorMs),
  fromErrorMs,
  toErrorMs,
});
const nothing: Comparison<Outage> = { matched: [], misplaced: [], missed: [], tooShort: [], unexpected: [] };

describe('judgeFaults', () => {
  test('shows the edges of the target itself, and the worst error of all it took down', () => {
    const matched = [matchOf('device:cam-1', 300, -2_500), matchOf('link:line-1', 1_000, 400)];

    expect(judgeFaults([cut], { ...nothing, matched })).toEqual([
      {
        number: 1,
        kind: 'link-cut',
        target: 'line-1',
        expected: 2,
        found: 2,
        amiss: [],
        truthFromMs: 10_000,
        truthToMs: 30_000,
        ledgerFromMs: 11_010,
        ledgerToMs: 30_410,
        worstErrorMs: 2_500,
        verdict: 'found',
      },
    ]);
  });

  test('one thing that was missed makes the fault missed, and is named', () => {
    const comparison = {
      ...nothing,
      matched: [matchOf('device:cam-1', 0, 0)],
      missed: [truthOf('link:line-1')],
    };

    expect(judgeFaults([cut], comparison)).toMatchObject([
      { verdict: 'missed', expected: 2, found: 1, amiss: ['link:line-1 reach'] },
    ]);
  });

  test('an edge too far off makes the fault misplaced', () => {
    const misplaced = [matchOf('link:line-1', 9_000, 0)];

    expect(judgeFaults([cut], { ...nothing, misplaced })).toMatchObject([
      { verdict: 'misplaced', found: 0, worstErrorMs: 9_000, amiss: ['link:line-1 reach'] },
    ]);
  });

  test('a fault that nobody had time to see is cut short, and those of others are not counted for it', () => {
    const matched = [matchOf('device:cam-1', 0, 0)];
    const other = { ...cut, number: 2 };

    expect(judgeFaults([other], { ...nothing, matched, tooShort: [truthOf('link:line-1', 2)] })).toEqual([
      {
        number: 2,
        kind: 'link-cut',
        target: 'line-1',
        expected: 0,
        found: 0,
        amiss: [],
        verdict: 'cut-short',
      },
    ]);
  });
});

describe('summarizeEdges', () => {
  test('counts both edges of every outage that belongs to the script', () => {
    const comparison = {
      ...nothing,
      matched: [matchOf('device:cam-1', 1_000, -3_000), matchOf('link:line-1', 0, 0)],
    };

    expect(summarizeEdges(comparison)).toEqual({ count: 4, meanMs: 1_000, worstMs: 3_000 });
  });

  test('nothing has no edges', () => {
    expect(summarizeEdges(nothing)).toEqual({ count: 0, meanMs: 0, worstMs: 0 });
  });
});
