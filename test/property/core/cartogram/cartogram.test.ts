import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildCartogram } from '#core/cartogram/build-cartogram.ts';
import { HEX_SIDES, type Hex, hexDistance, hexKey } from '#core/cartogram/hex.ts';
import { hanoiAreas } from '#test/support/sample-fleet.ts';

const areas = fc
  .array(
    fc.record({
      district: fc.constantFrom('a', 'b', 'c'),
      longitude: fc.double({ min: 105, max: 106, noNaN: true }),
      latitude: fc.double({ min: 20, max: 22, noNaN: true }),
    }),
    { maxLength: 25 },
  )
  .map((places) => places.map((place, index) => ({ id: `area-${index}`, ...place })));

test('every area has a cell, and no cell is given twice', () => {
  fc.assert(
    fc.property(areas, (places) => {
      const cells = buildCartogram(places);

      expect([...cells.keys()].sort()).toEqual(places.map(({ id }) => id).sort());
      expect(new Set(cells.values().map(hexKey)).size).toBe(places.length);
    }),
    { numRuns: 40 },
  );
});

test('the picture does not depend on the order of the areas', () => {
  fc.assert(
    fc.property(areas, (places) => {
      expect(Object.fromEntries(buildCartogram(places.toReversed()))).toEqual(
        Object.fromEntries(buildCartogram(places)),
      );
    }),
    { numRuns: 20 },
  );
});

test('areas at one and the same point still get a cell each', () => {
  const places = Array.from({ length: 30 }, (_, index) => ({
    id: `area-${index}`,
    district: 'a',
    longitude: 105.8,
    latitude: 21,
  }));

  expect(new Set(buildCartogram(places).values().map(hexKey)).size).toBe(30);
});

test('Hanoi stays Hanoi: no gaps, districts in one piece, neighbours near, north up', () => {
  const places = [...hanoiAreas().areas.values()];
  const cells = buildCartogram(places);
  const cellOf = (id: string): Hex => cells.get(id) ?? { q: Number.NaN, r: 0 };

  const districts = Map.groupBy(places, ({ district }) => district);
  for (const [district, members] of districts)
    expect([district, isConnected(members.map(({ id }) => cellOf(id)))]).toEqual([district, true]);

  const distances = places.map((place) => hexDistance(cellOf(place.id), cellOf(nearest(place, places))));
  const meanDistance = distances.reduce((sum, one) => sum + one, 0) / distances.length;
  expect(meanDistance).toBeLessThan(1.3);

  expect(cellOf('soc-son').r).toBeLessThan(cellOf('hoang-mai').r);
  expect(cellOf('hoang-mai').r).toBeLessThan(cellOf('huong-son').r);
});

function isConnected(cells: readonly Hex[]): boolean {
  const left = new Map(cells.map((cell) => [hexKey(cell), cell]));
  const waiting = cells.slice(0, 1);
  for (let cell = waiting.pop(); cell; cell = waiting.pop()) {
    if (!left.delete(hexKey(cell))) continue;
    for (const side of HEX_SIDES) waiting.push({ q: cell.q + side.q, r: cell.r + side.r });
  }
  return left.size === 0;
}

function nearest(
  from: { id: string; longitude: number; latitude: number },
  places: readonly { id: string; longitude: number; latitude: number }[],
): string {
  const distance = (to: { longitude: number; latitude: number }) =>
    Math.hypot((to.longitude - from.longitude) * 0.934, to.latitude - from.latitude);
  const others = places.filter(({ id }) => id !== from.id);
  return others.reduce((best, other) => (distance(other) < distance(best) ? other : best)).id;
}
