import { describe, expect, test } from 'vitest';
import { seconds } from '#core/time/units.ts';
import { type PaceOf, scriptFaults, shortestScriptMs } from '#simulator/faults/build-script.ts';
import { downPhases, FAULT_KINDS, type FaultKind } from '#simulator/faults/fault.ts';
import { planAct } from '#simulator/faults/plan-act.ts';
import type { Timing } from '#simulator/faults/timing.ts';
import { faultCity } from '../../../support/fault-city.ts';

const city = faultCity();
const usual: Timing = {
  toleranceMs: 3_750,
  endToleranceMs: 3_750,
  confirmedWithinMs: 8_250,
  recoveredWithinMs: 5_250,
};
const slow: Partial<Record<FaultKind, Timing>> = {
  'wrong-password': { ...usual, confirmedWithinMs: 20_000, recoveredWithinMs: 110_000 },
};
const paceOf: PaceOf = (kind) => slow[kind] ?? usual;
const script = (seed: number, durationMs?: number) =>
  scriptFaults({ city, paceOf, seed, ...(durationMs !== undefined && { durationMs }) });

describe('scriptFaults', () => {
  test('sixty seconds hold one fault of every kind, the slowest first, the beginning and the end left well', () => {
    const faults = [...script(1, seconds(60))];

    expect(faults.map(({ kind }) => kind).toSorted()).toEqual([...FAULT_KINDS].toSorted());
    expect(
      faults.slice(0, 3).map(({ number, kind, atMs, durationMs }) => [number, kind, atMs, durationMs]),
    ).toEqual([
      [1, 'flapping', 8_000, 44_750],
      [2, 'wrong-password', 10_000, 42_750],
      [3, 'link-cut', 12_000, 40_750],
    ]);
  });

  test.each([shortestScriptMs(paceOf), seconds(45), seconds(60), seconds(150), seconds(600)])(
    'every phase within %d ms lasts long enough to be confirmed and is over in time to be seen',
    (durationMs) => {
      const faults = [...script(7, durationMs)];

      expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(FAULT_KINDS));
      for (const fault of faults) {
        for (const { fromMs, toMs } of downPhases(fault)) {
          expect(toMs - fromMs).toBeGreaterThanOrEqual(paceOf(fault.kind).confirmedWithinMs);
          expect(fromMs).toBeGreaterThanOrEqual(seconds(8));
          expect(toMs).toBeLessThanOrEqual(durationMs - usual.recoveredWithinMs);
        }
      }
    },
  );

  test('a flapping device goes down at least twice, and stays up long enough to be seen', () => {
    const [fault] = script(1, shortestScriptMs(paceOf));

    expect(fault?.cycle).toEqual({ downMs: 8_250, upMs: 5_250 });
    expect(fault && downPhases(fault)).toHaveLength(2);
  });

  test('is the same for the same seed, and another one for another seed', () => {
    expect([...script(3, seconds(60))]).toEqual([...script(3, seconds(60))]);
    expect([...script(3, seconds(60))]).not.toEqual([...script(4, seconds(60))]);
  });

  test('without a length goes on without end, with a pause in which all is well after each round', () => {
    const kinds = FAULT_KINDS.length;
    const faults = [...script(1).take(3 * kinds)];
    const roundEnds = [0, 1, 2].map((round) =>
      Math.max(
        ...faults.slice(round * kinds, (round + 1) * kinds).map(({ atMs, durationMs }) => atMs + durationMs),
      ),
    );

    expect(roundEnds).toEqual([seconds(68), seconds(148), seconds(228)]);
    expect(faults[kinds]?.atMs).toBe(seconds(88));
  });

  test('things stay broken for as long as a round is wanted to be', () => {
    const faults = [
      ...scriptFaults({ city, paceOf, seed: 1, durationMs: seconds(810), roundMs: seconds(780) }),
    ];

    expect(faults).toHaveLength(FAULT_KINDS.length);
    for (const { durationMs } of faults) expect(durationMs).toBeGreaterThan(seconds(720));
  });

  test.each([1, 2, 3, 23])('of seed %d no two faults of a round have to do with the same thing', (seed) => {
    const faults = [...script(seed, seconds(60))];

    const touched = faults.flatMap((fault) => [...new Set(planAct(fault, city)?.touched)]);
    expect(new Set(touched).size).toBe(touched.length);
    expect(faults).toHaveLength(FAULT_KINDS.length);
  });

  test.each([1, 2, 3, 23])(
    'of seed %d a round leaves alone what is late to recover from the one before',
    (seed) => {
      const rounds = Object.values(
        Object.groupBy(script(seed).take(6 * FAULT_KINDS.length), ({ number }) =>
          Math.floor((number - 1) / FAULT_KINDS.length),
        ),
      );
      for (const [place, faults = []] of rounds.slice(1).entries()) {
        const late = (rounds[place] ?? [])
          .filter(({ kind }) => kind === 'wrong-password' || kind === 'serial-swapped')
          .flatMap((fault) => planAct(fault, city)?.touched ?? []);
        const touched = new Set(faults.flatMap((fault) => planAct(fault, city)?.touched ?? []));
        expect(late.filter((entity) => touched.has(entity))).toEqual([]);
      }
    },
  );

  test('a kind that the city has no target for is left out', () => {
    const poor = { ...city, virtual: new Map() };

    const kinds = [...scriptFaults({ city: poor, paceOf, seed: 1, durationMs: seconds(60) })].map(
      ({ kind }) => kind,
    );
    expect(kinds.toSorted()).toEqual(['link-cut', 'ward-power']);
  });

  test('less time than the shortest script leaves nothing to be done', () => {
    expect(shortestScriptMs(paceOf)).toBe(37_000);
    expect([...script(1, shortestScriptMs(paceOf) - 1)]).toEqual([]);
  });
});
