import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCheckCoverage } from '#availability/sums/check-coverage.ts';
import type { IntervalStep } from '#availability/timelines/check-intervals.ts';
import { clip, type IntervalSet, totalMs, union } from '#core/time/intervals.ts';

const LAST_MS = 400;
const INTERVALS_MS = [2, 7, 30] as const;

const stretch = fc
  .tuple(fc.integer({ min: 0, max: LAST_MS }), fc.integer({ min: 1, max: 120 }))
  .map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }));
/** Rows of one interval never overlap those of the same one: the collector covers no second twice. */
const rowsOf = (intervalMs?: number) =>
  fc
    .array(stretch, { maxLength: 4 })
    .map((all) => union(all).map((one) => ({ ...one, ...(intervalMs !== undefined && { intervalMs }) })));
const rows = fc
  .tuple(rowsOf(), ...INTERVALS_MS.map((intervalMs) => rowsOf(intervalMs)))
  .map((all) => all.flat());

const steps: fc.Arbitrary<readonly IntervalStep[]> = fc
  .uniqueArray(fc.integer({ min: 1, max: LAST_MS }), { maxLength: 4 })
  .chain((turnsMs) =>
    fc
      .array(fc.constantFrom(...INTERVALS_MS), {
        minLength: turnsMs.length + 1,
        maxLength: turnsMs.length + 1,
      })
      .map((intervalsMs) =>
        [Number.NEGATIVE_INFINITY, ...turnsMs.sort((a, b) => a - b)]
          .map((fromMs, place) => ({ fromMs, intervalMs: intervalsMs[place] ?? 2 }))
          .filter(({ intervalMs }, place) => place === 0 || intervalMs !== intervalsMs[place - 1]),
      ),
  );

const coverageOf = (given: Parameters<typeof createCheckCoverage>[0], all: readonly IntervalStep[]) =>
  createCheckCoverage(given, () => ({ of: () => all, seqsOf: () => [] })).of('device:cam', 'reach').coverage;

const has = (set: IntervalSet, ms: number) => set.some(({ fromMs, toMs }) => fromMs <= ms && ms < toMs);

test('a check is covered by rows of its own interval and of every check, after a change one new interval later', () => {
  fc.assert(
    fc.property(rows, steps, (given, all) => {
      const coverage = coverageOf(given, all);

      for (let ms = 0; ms < LAST_MS + 120; ms++) {
        const place = all.findLastIndex(({ fromMs }) => fromMs <= ms);
        const { fromMs = 0, intervalMs } = all[place] ?? {};
        const isKnown = place === 0 || ms - fromMs >= (intervalMs ?? 0);
        const isCovered = given.some(
          (row) =>
            row.fromMs <= ms &&
            ms < row.toMs &&
            (row.intervalMs === undefined || (isKnown && row.intervalMs === intervalMs)),
        );
        expect(has(coverage, ms)).toBe(isCovered);
      }
    }),
    { numRuns: 60 },
  );
});

test('splitting a period changes no sum', () => {
  fc.assert(
    fc.property(rows, steps, fc.integer({ min: 1, max: LAST_MS }), (given, all, cutMs) => {
      const sumOf = (fromMs: number, toMs: number) => {
        // As the ledger hands them out: whole rows that touch the period.
        const touching = given.filter((row) => row.toMs > fromMs && row.fromMs < toMs);
        return totalMs(clip(coverageOf(touching, all), { fromMs, toMs }));
      };

      expect(sumOf(0, cutMs) + sumOf(cutMs, 600)).toBe(sumOf(0, 600));
    }),
  );
});

test('without rows by interval every check is covered by all there is, and nothing is asked of intervals', () => {
  fc.assert(
    fc.property(rowsOf(), (given) => {
      const covered = createCheckCoverage(given, () => {
        throw new Error('nobody asks');
      });

      expect(covered.of('link:any', 'capacity')).toMatchObject({ coverage: union(given), turns: [] });
    }),
  );
});
