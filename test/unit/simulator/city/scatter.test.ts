import { describe, expect, test } from 'vitest';
import { createRandom } from '#simulator/city/random.ts';
import { type Point, scatterPoints } from '#simulator/city/scatter.ts';
import { HANOI } from '../../../support/hanoi.ts';

const { areas } = HANOI.inventory;
const METERS_PER_DEGREE = 111_320;

function distanceMeters(a: Point, b: Point): number {
  const east = (a.longitude - b.longitude) * Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot(east, a.latitude - b.latitude) * METERS_PER_DEGREE;
}

describe('scatterPoints', () => {
  test('keeps poles further apart than cameras that count as being at one place', () => {
    const area = areas.values().find(({ id }) => id === 'hoan-kiem');
    const points = area ? scatterPoints(area, areas.values(), 200, createRandom(1, 'test')) : [];

    const closest = Math.min(
      ...points.flatMap((a, index) => points.slice(index + 1).map((b) => distanceMeters(a, b))),
    );

    expect(points).toHaveLength(200);
    expect(closest).toBeGreaterThan(15);
  });

  test('keeps every pole nearer to the centre of its own area than to any other', () => {
    const strays = [...areas.values()].flatMap((area) =>
      scatterPoints(area, areas.values(), 20, createRandom(1, area.id)).filter((point) =>
        areas.values().some((other) => distanceMeters(point, other) < distanceMeters(point, area)),
      ),
    );

    expect(strays).toEqual([]);
  });
});
