import { describe, expect, test } from 'vitest';
import { seconds } from '#core/units.ts';
import { scriptFaults, shortestScriptMs } from '#simulator/faults/build-script.ts';
import { createConsequenceFinder } from '#simulator/faults/consequences.ts';
import { downPhases, FAULT_KINDS } from '#simulator/faults/fault.ts';
import { buildTiming } from '#simulator/faults/timing.ts';
import { SMALL_CITY_PROFILES, smallCity } from '../../../support/small-city.ts';

const timing = buildTiming({ intervalMs: 3_000, timeoutMs: 250, confirm: 3, recheckMs: 1_000 }, 'batch');
const inventory = smallCity();
const consequencesOf = createConsequenceFinder(inventory, SMALL_CITY_PROFILES, Date.UTC(2026, 0, 1));
const script = (seed: number, durationMs?: number) =>
  scriptFaults({ inventory, consequencesOf, timing, seed, ...(durationMs !== undefined && { durationMs }) });

describe('scriptFaults', () => {
  test('sixty seconds hold one fault of every kind, with the first eight seconds and the end left well', () => {
    const faults = [...script(1, seconds(60))];

    expect(faults.map(({ number, kind, atMs, durationMs }) => [number, kind, atMs, durationMs])).toEqual([
      [1, 'flapping', 8_000, 44_750],
      [2, 'link-cut', 13_000, 39_750],
      [3, 'dead-camera', 18_000, 34_750],
      [4, 'port-closed', 23_000, 29_750],
      [5, 'ward-power', 28_000, 24_750],
    ]);
  });

  test.each([shortestScriptMs(timing), seconds(45), seconds(60), seconds(150), seconds(600)])(
    'every phase within %d ms lasts long enough to be confirmed and is over in time to be seen',
    (durationMs) => {
      const faults = [...script(7, durationMs)];

      expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(FAULT_KINDS));
      for (const { fromMs, toMs } of faults.flatMap(downPhases)) {
        expect(toMs - fromMs).toBeGreaterThanOrEqual(timing.confirmedWithinMs);
        expect(fromMs).toBeGreaterThanOrEqual(seconds(8));
        expect(toMs).toBeLessThanOrEqual(durationMs - timing.recoveredWithinMs);
      }
    },
  );

  test('a flapping device goes down at least twice, and stays up long enough to be seen', () => {
    const [fault] = script(1, shortestScriptMs(timing));

    expect(fault?.cycle).toEqual({ downMs: 8_250, upMs: 5_250 });
    expect(fault && downPhases(fault)).toHaveLength(2);
  });

  test('is the same for the same seed, and another one for another seed', () => {
    expect([...script(3, seconds(60))]).toEqual([...script(3, seconds(60))]);
    expect([...script(3, seconds(60))]).not.toEqual([...script(4, seconds(60))]);
  });

  test('without a length goes on without end, with a pause in which all is well after each round', () => {
    const faults = [...script(1).take(15)];
    const roundEnds = [0, 1, 2].map((round) =>
      Math.max(...faults.slice(round * 5, round * 5 + 5).map(({ atMs, durationMs }) => atMs + durationMs)),
    );

    expect(roundEnds).toEqual([seconds(68), seconds(148), seconds(228)]);
    expect(faults[5]?.atMs).toBe(seconds(88));
  });

  test('targets of a round are of their kind and lie in districts of their own', () => {
    const faults = [...script(11, seconds(60))];

    const places = faults.map(({ target }) => /\d/.exec(target)?.[0]);
    expect(new Set(places).size).toBe(5);
    expect(Object.fromEntries(faults.map(({ kind, target }) => [kind, target.replace(/\d.*/, '')]))).toEqual({
      flapping: 'cam-',
      'link-cut': 'line-',
      'dead-camera': 'cam-',
      'port-closed': 'nvr-',
      'ward-power': 'w',
    });
  });

  test('a device that shares its address is not taken away alone', () => {
    const shared = new Map(
      inventory.devices
        .entries()
        .map(([id, one]) => [id, one.kind === 'camera' ? { ...one, address: '127.99.9.9' } : one]),
    );
    const city = { ...inventory, devices: shared };
    const options = {
      inventory: city,
      consequencesOf: createConsequenceFinder(city, SMALL_CITY_PROFILES, Date.UTC(2026, 0, 1)),
      timing,
      seed: 1,
      durationMs: seconds(60),
    };

    expect([...scriptFaults(options)].map(({ kind }) => kind)).toEqual(['port-closed']);
  });

  test('less time than the shortest script leaves nothing to be done', () => {
    expect(shortestScriptMs(timing)).toBe(37_000);
    expect([...script(1, shortestScriptMs(timing) - 1)]).toEqual([]);
  });
});
