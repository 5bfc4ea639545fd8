import fc from 'fast-check';
import { expect, test } from 'vitest';
import { days } from '#core/time/units.ts';
import { createRandom } from '#simulator/city/random.ts';
import { buildNetwork } from '#simulator/history/network.ts';
import { createFaultPlanner } from '#simulator/history/plan-faults.ts';
import { SLOW_PROFILES, WATCHED_SINCE_MS, watched } from '../../../support/history.ts';
import { smallCity } from '../../../support/small-city.ts';

const CITY = watched(smallCity(6));

test('no device or line has two faults of its own at a time, and every fault ends', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const network = buildNetwork({ inventory: CITY, profiles: SLOW_PROFILES, atMs: WATCHED_SINCE_MS + 1 });
      const plan = createFaultPlanner(network, createRandom(seed, 'faults'));

      const faults = Array.from({ length: 400 }, (_, day) => [
        ...plan({ fromMs: days(day), toMs: days(day + 1) }),
      ]).flat();

      for (const own of Map.groupBy(faults, ({ member }) => member.id).values()) {
        const inOrder = own.toSorted((a, b) => a.fromMs - b.fromMs);
        inOrder.forEach(({ fromMs, toMs, turns }, index) => {
          expect(fromMs).toBeGreaterThanOrEqual(inOrder[index - 1]?.toMs ?? 0);
          expect(turns.length % 2).toBe(0);
          for (const { atMs } of turns) expect(atMs >= fromMs && atMs <= toMs).toBe(true);
        });
      }
      expect(faults.length).toBeGreaterThan(30);
    }),
    { numRuns: 20 },
  );
});
