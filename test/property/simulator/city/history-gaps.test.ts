import fc from 'fast-check';
import { expect, test } from 'vitest';
import { days, hours } from '#core/time/units.ts';
import { createRandom } from '#simulator/city/random.ts';
import { createGapFinder, planGaps } from '#simulator/history/gaps.ts';

const seeds = fc.nat();
const lengths = fc.integer({ min: days(1), max: days(800) });

test('gaps lie within the period, an hour apart', () => {
  fc.assert(
    fc.property(seeds, lengths, (seed, lengthMs) => {
      const gaps = planGaps(0, lengthMs, createRandom(seed, 'gaps'));

      let lastMs = 0;
      for (const { fromMs, toMs } of gaps) {
        expect(fromMs).toBeGreaterThanOrEqual(lastMs + hours(1));
        expect(toMs).toBeGreaterThan(fromMs);
        lastMs = toMs;
      }
      expect(lastMs).toBeLessThan(lengthMs);
    }),
  );
});

test('the gap of an instant is the one that looking at all of them finds', () => {
  fc.assert(
    fc.property(
      seeds,
      fc.array(fc.integer({ min: 0, max: days(300) }), { minLength: 20 }),
      (seed, instants) => {
        const gaps = planGaps(0, days(300), createRandom(seed, 'gaps'));
        const gapAt = createGapFinder(gaps);

        const edges = gaps.flatMap(({ fromMs, toMs }) => [fromMs - 1, fromMs, toMs - 1, toMs]);
        for (const atMs of [...instants, ...edges]) {
          expect(gapAt(atMs)).toBe(gaps.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs));
        }
      },
    ),
  );
});
