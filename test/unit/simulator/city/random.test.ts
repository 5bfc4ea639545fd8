import { describe, expect, test } from 'vitest';
import { createRandom } from '#simulator/city/random.ts';

const draw = (seed: number, stream: string, count = 5) => {
  const random = createRandom(seed, stream);
  return Array.from({ length: count }, () => random.integer(0, 999));
};

describe('createRandom', () => {
  test('draws the same numbers for the same seed and stream, on any machine', () => {
    expect(draw(1, 'city')).toEqual([952, 919, 533, 39, 989]);
  });

  test('draws other numbers for another seed', () => {
    expect(draw(2, 'city')).not.toEqual(draw(1, 'city'));
  });

  test('draws other numbers for another stream', () => {
    expect(draw(1, 'places')).not.toEqual(draw(1, 'city'));
  });

  test('reaches both ends of a range and nothing beyond', () => {
    const random = createRandom(1, 'range');

    const drawn = new Set(Array.from({ length: 500 }, () => random.integer(3, 6)));

    expect([...drawn].sort()).toEqual([3, 4, 5, 6]);
  });

  test('picks in proportion to the weights, and never what weighs nothing', () => {
    const random = createRandom(1, 'weights');
    const weights = new Map([
      ['often', 3],
      ['seldom', 1],
      ['never', 0],
    ]);

    const picked = Array.from({ length: 4_000 }, () =>
      random.pickWeighted([...weights.keys()], (item) => weights.get(item) ?? 0),
    );

    const often = picked.filter((item) => item === 'often').length;
    expect(often).toBeGreaterThan(2_850);
    expect(often).toBeLessThan(3_150);
    expect(picked).not.toContain('never');
  });

  test('shuffles without losing or repeating anything, and leaves the list alone', () => {
    const items = Array.from({ length: 50 }, (_, index) => index);

    const shuffled = createRandom(1, 'cards').shuffle(items);

    expect(shuffled).not.toEqual(items);
    expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
  });

  test('refuses to pick from nothing', () => {
    expect(() => createRandom(1, 'none').pick([])).toThrow('expected an index below 0, got 0');
  });
});
