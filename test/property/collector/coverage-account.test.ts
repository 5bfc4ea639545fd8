import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCanaryGate } from '#collector/judge/canary-gate.ts';
import type { CoverageUpdate } from '#core/domain/sinks.ts';
import { type IntervalSet, totalMs, union } from '#core/time/intervals.ts';

const INTERVALS_MS = [1, 3, 10, 40];
const EVER_MS = 2_000;

type Step =
  | { readonly what: 'good' | 'bad'; readonly afterMs: number }
  | { readonly what: 'use'; readonly afterMs: number; readonly intervalsMs: ReadonlySet<number> };

const afterMs = fc.integer({ min: 1, max: 12 });
const someIntervals = fc.subarray(INTERVALS_MS).map((some) => new Set(some));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('good' as const), afterMs }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('bad' as const), afterMs }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('use' as const), afterMs, intervalsMs: someIntervals }),
  },
);

/** The last of each segment is what is on record of it. */
function recordOf(updates: readonly CoverageUpdate[], intervalMs: number): IntervalSet {
  const toByFrom = new Map<number, number>();
  for (const update of updates)
    if (update.intervalMs === intervalMs) toByFrom.set(update.fromMs, update.toMs);
  const segments = [...toByFrom].map(([fromMs, toMs]) => ({ fromMs, toMs }));
  const covered = union(segments);
  // No second twice.
  expect(totalMs(covered)).toBe(totalMs(segments));
  return covered;
}

/** Second by second, from the definition: canaries good around it, and so throughout the interval before, which was in use. */
function expected(steps: readonly Step[], intervalMs: number): IntervalSet {
  const isSeen = Array.from({ length: EVER_MS }, () => false);
  const isUsed = Array.from({ length: EVER_MS }, () => false);
  let [atMs, lastGoodMs, isInUse] = [0, Number.NaN, false];
  for (const one of steps) {
    isUsed.fill(isInUse, atMs, atMs + one.afterMs);
    atMs += one.afterMs;
    if (one.what === 'use') isInUse = one.intervalsMs.has(intervalMs);
    if (one.what === 'good' && Number.isFinite(lastGoodMs)) isSeen.fill(true, lastGoodMs, atMs);
    if (one.what !== 'use') lastGoodMs = one.what === 'good' ? atMs : Number.NaN;
  }
  const isCovered = (ms: number) =>
    ms >= intervalMs &&
    Array.from({ length: intervalMs + 1 }, (_, back) => ms - back).every((at) => isSeen[at] && isUsed[at]);
  return union(
    Array.from({ length: atMs }, (_, fromMs) => ({ fromMs, toMs: fromMs + 1 })).filter(({ fromMs }) =>
      isCovered(fromMs),
    ),
  );
}

test('an interval is covered where canaries were good for one interval before, and it was in use, and nowhere else', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const sight = createCanaryGate({ latestMs: 0, ofInterval: () => 0 });
      const updates: CoverageUpdate[] = [];
      let atMs = 0;
      for (const one of steps) {
        atMs += one.afterMs;
        if (one.what === 'use') updates.push(...sight.use(one.intervalsMs, atMs));
        if (one.what === 'good') updates.push(...sight.goodCanary(atMs).coverage(new Map()));
        if (one.what === 'bad') updates.push(...sight.lose('blind').coverage(new Map()));
      }
      updates.push(...sight.lose('stop').coverage(new Map()));

      for (const intervalMs of INTERVALS_MS) {
        const covered = recordOf(updates, intervalMs);
        const model = expected(steps, intervalMs);
        // What is dropped by a reload ends at the canary before it: never more than the model, and no less but that.
        for (const { fromMs, toMs } of covered)
          expect(model.some((one) => one.fromMs <= fromMs && toMs <= one.toMs)).toBe(true);
        const isAlwaysUsed = steps.every(({ what }, index) => what !== 'use' || index === 0);
        if (isAlwaysUsed) expect(covered).toEqual(model);
      }
      for (const { fromMs, toMs } of updates) expect(fromMs).toBeLessThan(toMs);
    }),
  );
});
