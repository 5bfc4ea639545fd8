import { expect, test } from 'vitest';
import { fillHoles } from '#core/cartogram/fill-holes.ts';
import { hexDistance, hexesAround, hexKey } from '#core/cartogram/hex.ts';

const ORIGIN = { q: 0, r: 0 };

test('closes a gap of one cell', () => {
  const ring = hexesAround(ORIGIN, 2).filter((cell) => hexDistance(cell, ORIGIN) > 0);

  const filled = fillHoles(ring, []);

  expect(filled.map(hexKey)).toContain('0,0');
  expect(new Set(filled.map(hexKey)).size).toBe(ring.length);
});

test('closes a gap of seven cells', () => {
  const ring = hexesAround(ORIGIN, 4).filter((cell) => hexDistance(cell, ORIGIN) > 1);

  const filled = new Set(fillHoles(ring, []).map(hexKey));

  expect(hexesAround(ORIGIN, 1).every((cell) => filled.has(hexKey(cell)))).toBe(true);
  expect(filled.size).toBe(ring.length);
});

test('leaves a bay open: the way out is not a gap', () => {
  const bay = hexesAround(ORIGIN, 1).slice(1, 6);

  expect(fillHoles(bay, [])).toEqual(bay);
});
