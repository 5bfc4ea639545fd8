import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { divide } from '#contracts/money/caps.ts';
import { fleetShare } from '#contracts/sla/fleet-share.ts';
import type { Fraction } from '#contracts/sla/fraction.ts';
import { type EntityFigures, type EntityInput, settleEntity } from '#contracts/sla/settle-entity.ts';
import { countOf, SETTLED_CLASSES } from '#contracts/sla/settled-class.ts';
import { type Interval, intersect, subtract, union } from '#core/time/intervals.ts';
import { inputOf, termsOf } from '#test/support/sla-input.ts';

const SPAN_MS = 60;
const PERIOD = { fromMs: 10, toMs: 50 };
const aStretch = fc
  .tuple(fc.nat(SPAN_MS), fc.nat(SPAN_MS))
  .map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) }));
const aSet = fc.array(aStretch, { maxLength: 4 }).map(union);

const someTerms = fc
  .record({
    unknown: fc.constantFrom('left-out', 'up', 'down'),
    degraded: fc.constantFrom('up', 'down'),
    othersDown: fc.constantFrom('left-out', 'own'),
    shortestOutageMs: fc.nat(8),
    upsAutonomyMs: fc.nat(5),
    restartGraceMs: fc.nat(5),
  })
  .map((terms) =>
    termsOf({
      ...terms,
      excused: new Set(['planned-work', 'power-cut']),
      targets: { restoration: [{ severity: 'normal', withinMs: 3 }] },
    }),
  );

const someInput = fc
  .record({
    terms: someTerms,
    down: aSet,
    unknown: aSet,
    degraded: aSet,
    outOfService: aSet,
    planned: aSet,
    cuts: aSet,
    others: aSet,
  })
  .map(({ planned, cuts, others, down, ...given }) =>
    inputOf({
      ...given,
      period: PERIOD,
      down,
      excused: [
        { set: planned, cause: 'planned-work', ref: 'maintenance:1', scope: 'window', announcedMs: 0 },
        { set: cuts, cause: 'power-cut', ref: 'claim:1', scope: 'down' },
      ],
      attributed: intersect(down, others).map((span) => ({
        ...span,
        cause: 'upstream',
        owner: 'link:theirs',
        evidence: [],
      })),
      isOwn: () => false,
    }),
  );

const lengthMs = ({ fromMs, toMs }: Interval) => toMs - fromMs;
const isAtMost = (a: Fraction, b: Fraction) => a.goodMs * b.countedMs <= b.goodMs * a.countedMs;

test('segments follow each other over the whole period, and the sums of the classes are its length', () => {
  fc.assert(
    fc.property(someInput, (input) => {
      const { segments, sums } = settleEntity(input);

      const edges = [PERIOD.fromMs, ...segments.map(({ toMs }) => toMs)];
      expect(segments.map(({ fromMs }) => fromMs)).toEqual(edges.slice(0, -1));
      expect(edges.at(-1)).toBe(PERIOD.toMs);
      expect(SETTLED_CLASSES.reduce((sumMs, name) => sumMs + sums[name], 0)).toBe(lengthMs(PERIOD));
    }),
    { numRuns: 500 },
  );
});

test('the availability lies within its bounds', () => {
  fc.assert(
    fc.property(someInput, (input) => {
      const figures = settleEntity(input);
      const { lowGoodMs, highGoodMs, boundsCountedMs: countedMs } = figures;

      expect(isAtMost({ goodMs: lowGoodMs, countedMs }, figures)).toBe(true);
      expect(isAtMost(figures, { goodMs: highGoodMs, countedMs })).toBe(true);
    }),
    { numRuns: 500 },
  );
});

// A restart grace is the exception that contracts agree on: what fails already during a cut may start at its cost.
test('more downtime never raises the availability', () => {
  fc.assert(
    fc.property(someInput, aStretch, ({ terms, ...rest }, added) => {
      const input = { ...rest, terms: { ...terms, restartGraceMs: 0 } };
      const before = settleEntity(input);
      const after = settleEntity(withDown(input, added));

      expect(isAtMost(after, before)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

/** The same, but down in a stretch wherever it was up. */
function withDown(input: EntityInput, added: Interval): EntityInput {
  const up = union(input.measured.filter(({ state }) => state === 'up'));
  const more = intersect(up, union([added]));
  const measured = input.measured
    .flatMap((segment) => [
      ...subtract([segment], more).map((part) => ({ ...segment, ...part })),
      ...intersect([segment], more).map((part) => ({ ...part, state: 'down' as const })),
    ])
    .sort((a, b) => a.fromMs - b.fromMs);
  const outages = union([...input.outages, ...more]).map((span, index) => ({
    ...span,
    afterMs: span.fromMs,
    untilAfterMs: span.toMs,
    ref: `change:${index + 1}`,
  }));
  return { ...input, measured, outages };
}

test('splitting a period changes no sum, no count of outages and no started hour', () => {
  fc.assert(
    fc.property(someInput, fc.integer({ min: PERIOD.fromMs, max: PERIOD.toMs }), (input, cutMs) => {
      const whole = settleEntity(input);
      const parts = [
        settleEntity({ ...input, period: { fromMs: PERIOD.fromMs, toMs: cutMs } }),
        settleEntity({ ...input, period: { fromMs: cutMs, toMs: PERIOD.toMs } }),
      ];

      const sumOf = (numberOf: (figures: EntityFigures) => number) =>
        parts.reduce((sum, figures) => sum + numberOf(figures), 0);
      for (const name of SETTLED_CLASSES) expect(sumOf(({ sums }) => sums[name])).toBe(whole.sums[name]);
      expect(sumOf(({ goodMs }) => goodMs)).toBe(whole.goodMs);
      expect(sumOf(({ countedMs }) => countedMs)).toBe(whole.countedMs);
      expect(sumOf(({ outageCount }) => outageCount)).toBe(whole.outageCount);
      expect(sumOf(startedHoursOf)).toBe(startedHoursOf(whole));
    }),
    { numRuns: 500 },
  );
});

const startedHoursOf = ({ outages }: EntityFigures): number =>
  outages.reduce((sum, { restoration }) => sum + (restoration?.startedHours ?? 0), 0);

describe('money', () => {
  test('divided in proportion adds up, exceeds no amount, and is at most a đồng off', () => {
    const someAmounts = fc.array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 8 });

    fc.assert(
      fc.property(someAmounts, fc.bigInt({ min: 0n, max: 80_000n }), (amounts, limit) => {
        const sum = (list: readonly bigint[]) => list.reduce((total, amount) => total + amount, 0n);
        const whole = sum(amounts);
        const total = (limit * whole) / 80_000n;

        const shares = divide(amounts, total);

        expect(sum(shares)).toBe(total);
        for (const [index, share] of shares.entries()) {
          const amount = amounts[index] ?? 0n;
          expect(share <= amount).toBe(true);
          const errorTimesWhole = share * whole - amount * total;
          expect(errorTimesWhole <= whole && errorTimesWhole >= -whole).toBe(true);
        }
      }),
    );
  });
});

test('the share of a fleet agrees with counting at every millisecond', () => {
  fc.assert(
    fc.property(fc.array(someInput, { maxLength: 4 }), fc.nat(1_000_000), (inputs, targetPpm) => {
      const terms = termsOf();
      const entities = inputs.map(settleEntity);

      const share = fleetShare(entities, terms, targetPpm);

      const counted = Array.from({ length: lengthMs(PERIOD) }, (_, index) => {
        const atMs = PERIOD.fromMs + index;
        const classes = entities.flatMap(({ segments }) =>
          segments.filter(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs).map((each) => each.class),
        );
        const counts = classes.map((each) => countOf(each, terms)).filter((count) => count !== 'left-out');
        return { good: counts.filter((count) => count === 'good').length, counted: counts.length };
      }).filter((each) => each.counted > 0);
      const lowest = Math.min(...counted.map((each) => each.good / each.counted));
      const below = counted.filter((each) => each.good * 1e6 < targetPpm * each.counted);
      expect(share.lowest ? share.lowest.good / share.lowest.counted : Number.POSITIVE_INFINITY).toBe(lowest);
      expect(share.belowMs).toBe(below.length);
    }),
  );
});
