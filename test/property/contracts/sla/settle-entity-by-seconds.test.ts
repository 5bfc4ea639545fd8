import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settleEntity } from '#contracts/sla/settle-entity.ts';
import { totalMs } from '#core/time/intervals.ts';
import { seconds } from '#core/time/units.ts';
import { bruteForceFigures } from '#test/support/brute-force-sla.ts';
import { anEntityInput, WORLD } from '#test/support/random-contract.ts';

const classesBySecond = ({ segments }: ReturnType<typeof settleEntity>) =>
  segments.flatMap((segment) =>
    Array.from({ length: (segment.toMs - segment.fromMs) / seconds(1) }, () => segment.class),
  );

test('every second has the class that the slow truth gives it', () => {
  fc.assert(
    fc.property(anEntityInput, (input) => {
      expect(classesBySecond(settleEntity(input))).toEqual(bruteForceFigures(input, WORLD.fromMs).classes);
    }),
    { numRuns: 150 },
  );
});

test('sums, availability, bounds and coverage are those of the slow truth', () => {
  fc.assert(
    fc.property(anEntityInput, (input) => {
      const figures = settleEntity(input);
      const slow = bruteForceFigures(input, WORLD.fromMs);

      expect(figures.sums).toEqual(slow.sums);
      const { goodMs, countedMs, lowGoodMs, highGoodMs, boundsCountedMs, coverage } = slow;
      expect(figures).toMatchObject({ goodMs, countedMs, lowGoodMs, highGoodMs, boundsCountedMs, coverage });
      expect(totalMs(figures.underContract)).toBe(slow.underContractMs);
    }),
    { numRuns: 50 },
  );
});

test('excused time has a cause for each of its seconds, and none has more than was asked for it', () => {
  fc.assert(
    fc.property(anEntityInput, (input) => {
      const { sums, excusedByCause } = settleEntity(input);
      const { excusedAtMost } = bruteForceFigures(input, WORLD.fromMs);

      const byCause = Object.entries(excusedByCause);
      expect(byCause.reduce((sumMs, [, ms]) => sumMs + ms, 0)).toBe(sums.excused);
      const atMost = new Map<string, number>(excusedAtMost);
      for (const [cause, ms] of byCause) expect(ms).toBeLessThanOrEqual(atMost.get(cause) ?? 0);
    }),
    { numRuns: 50 },
  );
});

test('outages are as long, as late and as many as the slow truth says', () => {
  fc.assert(
    fc.property(anEntityInput, (input) => {
      const figures = settleEntity(input);
      const slow = bruteForceFigures(input, WORLD.fromMs);

      for (const { ref, isShort, ownMs, ownInPeriodMs, restoration } of figures.outages) {
        expect({
          isShort,
          ownMs,
          ownInPeriodMs,
          overMs: restoration?.overMs ?? 0,
          overBeforeMs: restoration?.overBeforeMs ?? 0,
          startedHours: restoration?.startedHours ?? 0,
        }).toEqual(slow.outages.get(ref));
      }
      const { outageCount, restoredCount, restoredMs, longestOutageMs } = slow;
      expect(figures).toMatchObject({ outageCount, restoredCount, restoredMs, longestOutageMs });
      expect(figures.mttrMs).toBe(wholeShare(restoredMs, restoredCount));
      expect(figures.mtbfMs).toBe(wholeShare(slow.goodMs, outageCount));
      const inPeriodMs = [...slow.outages.values()].reduce(
        (sumMs, outage) => sumMs + outage.ownInPeriodMs,
        0,
      );
      expect(figures.outages.reduce((sumMs, { ownInPeriodMs }) => sumMs + ownInPeriodMs, 0)).toBe(inPeriodMs);
    }),
    { numRuns: 50 },
  );
});

const wholeShare = (sumMs: number, count: number) => (count === 0 ? undefined : Math.floor(sumMs / count));
