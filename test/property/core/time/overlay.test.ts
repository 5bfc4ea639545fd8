import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clip, totalMs, union } from '#core/time/intervals.ts';
import { type Labelled, type Layer, overlay, sumByLabel } from '#core/time/overlay.ts';

const SPAN_MS = 40;
const LABELS = ['a', 'b', 'c', 'base'] as const;
const anInstant = fc.nat(SPAN_MS);
const aSet = fc.array(fc.record({ fromMs: anInstant, toMs: anInstant }), { maxLength: 8 }).map(union);
const someLayers: fc.Arbitrary<readonly Layer<string>[]> = fc.array(
  fc.record({ label: fc.constantFrom(...LABELS), set: aSet }),
  { maxLength: 5 },
);
const anInterval = fc
  .tuple(anInstant, anInstant)
  .map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) }));

/** The slow truth: instant by instant. */
const labelAt = (layers: readonly Layer<string>[], ms: number) =>
  layers.find(({ set }) => set.some(({ fromMs, toMs }) => fromMs <= ms && ms < toMs))?.label ?? 'base';

const instantsOf = (segments: readonly Labelled<string>[]) =>
  segments.flatMap(({ fromMs, toMs, label }) =>
    Array.from({ length: toMs - fromMs }, (_, index) => [fromMs + index, label] as const),
  );

test('every instant has the label of the first layer that has it, once, and sums make up the interval', () => {
  fc.assert(
    fc.property(anInterval, someLayers, (interval, layers) => {
      const segments = overlay(interval, layers, 'base');

      const lengthMs = interval.toMs - interval.fromMs;
      const instants = Array.from({ length: lengthMs }, (_, index) => interval.fromMs + index);
      expect(instantsOf(segments)).toEqual(instants.map((ms) => [ms, labelAt(layers, ms)]));
      expect(
        sumByLabel(segments)
          .values()
          .reduce((sum, ms) => sum + ms, 0),
      ).toBe(lengthMs);
      expect(segments.every(({ label }, index) => label !== segments[index - 1]?.label)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('splitting the interval changes no sum', () => {
  fc.assert(
    fc.property(anInterval, anInstant, someLayers, ({ fromMs, toMs }, at, layers) => {
      const cutMs = Math.min(Math.max(at, fromMs), toMs);
      const parts = [
        ...overlay({ fromMs, toMs: cutMs }, layers, 'base'),
        ...overlay({ fromMs: cutMs, toMs }, layers, 'base'),
      ];

      const whole = overlay({ fromMs, toMs }, layers, 'base');
      expect(sumByLabel(parts)).toEqual(sumByLabel(whole));
      expect(instantsOf(parts)).toEqual(instantsOf(whole));
    }),
  );
});

test('the topmost layer has all of its instants, and more of it never gives another layer more', () => {
  fc.assert(
    fc.property(anInterval, aSet, aSet, someLayers, (interval, top, more, layers) => {
      const sums = (set: typeof top) =>
        sumByLabel(overlay(interval, [{ label: 'top', set }, ...layers], 'base'));
      const [before, after] = [sums(top), sums(union([...top, ...more]))];

      expect(before.get('top') ?? 0).toBe(totalMs(clip(top, interval)));
      for (const label of LABELS) expect(after.get(label) ?? 0).toBeLessThanOrEqual(before.get(label) ?? 0);
    }),
  );
});

test('the number of segments grows no faster than the number of intervals', () => {
  const layers = ['a', 'b', 'c'].map((label, offset) => ({
    label,
    set: Array.from({ length: 2_000 }, (_, index) => {
      const fromMs = index * 10 + offset;
      return { fromMs, toMs: fromMs + 2 };
    }),
  }));

  expect(overlay({ fromMs: 0, toMs: 20_000 }, layers, 'base')).toHaveLength(4 * 2_000);
});
