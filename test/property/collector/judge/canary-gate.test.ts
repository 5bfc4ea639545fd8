import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCanaryGate } from '#collector/judge/canary-gate.ts';
import type { Reading } from '#core/domain/probing.ts';

const readingOf = fc.record({ atMs: fc.integer({ min: 1, max: 90 }), tookMs: fc.nat(30) }).map(
  ({ atMs, tookMs }): Reading => ({
    ...{ deviceId: `cam-${atMs}`, indicator: 'reach', atMs, endMs: atMs + tookMs },
    outcome: { ok: true, measurements: {} },
  }),
);
const roundsOf = fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 5 });

test('the last of good rounds in a row vouches for what all of them do, and covers as far', () => {
  fc.assert(
    fc.property(fc.array(readingOf, { maxLength: 20 }), roundsOf, (readings, instants) => {
      const rounds = instants.toSorted((a, b) => a - b);
      const release = (from: readonly number[]) => {
        const gate = createCanaryGate({ latestMs: 0, ofInterval: () => 0 });
        gate.use(new Set([10]), 0);
        gate.goodCanary(0);
        gate.hold(readings, 100);
        const released = from.map((atMs) => gate.goodCanary(atMs));
        const coverage = released.flatMap((one) => one.coverage(new Map([[10, 100]])));
        return {
          readings: new Set(released.flatMap((one) => one.readings)),
          droppedCount: released.reduce((sum, one) => sum + one.droppedCount, 0),
          coveredMs: coverage.at(-1),
        };
      };

      expect(release(rounds.slice(-1))).toEqual(release(rounds));
    }),
  );
});
