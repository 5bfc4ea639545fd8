import { describe, expect, test } from 'vitest';
import { HEX_SIDES, hexCentre, hexDistance, hexesAround, nearestHex } from '#core/cartogram/hex.ts';

describe('hexagons', () => {
  test('neighbours lie one apart, on the grid and on the picture', () => {
    for (const side of HEX_SIDES) {
      const { x, y } = hexCentre(side);
      expect(Math.hypot(x, y)).toBeCloseTo(1, 10);
      expect(hexDistance(side, { q: 0, r: 0 })).toBe(1);
    }
  });

  test('the cell that holds a centre is its own', () => {
    for (const cell of hexesAround({ q: 3, r: -2 }, 4)) expect(nearestHex(hexCentre(cell))).toEqual(cell);
  });

  test.each([
    [0, 1],
    [1, 7],
    [3, 37],
  ])('within %d of a cell lie %d cells', (radius, count) => {
    expect(hexesAround({ q: 0, r: 0 }, radius)).toHaveLength(count);
  });
});
