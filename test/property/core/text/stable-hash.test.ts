import { expect, test } from 'vitest';
import { stableHash } from '#core/text/stable-hash.ts';

test('is the same number in every run', () => {
  expect(stableHash('cam-0001/reach')).toBe(stableHash('cam-0001/reach'));
  expect([stableHash(''), stableHash('cam-1')]).toMatchInlineSnapshot(`
    [
      1572119809,
      2371118461,
    ]
  `);
});

test('spreads neighbouring names evenly over an interval', () => {
  const slots = new Array<number>(60).fill(0);
  for (let index = 0; index < 60_000; index++) {
    const slot = Math.floor((stableHash(`cam-${index}/reach`) % 60_000) / 1_000);
    slots[slot] = (slots[slot] ?? 0) + 1;
  }

  // 1,000 expected a slot; five standard deviations are 157.
  expect(Math.min(...slots)).toBeGreaterThan(843);
  expect(Math.max(...slots)).toBeLessThan(1_157);
});
