import type { Area } from '../domain/inventory.ts';
import type { Hex, Point } from './hex.ts';
import { snapToCells } from './snap.ts';
import { spreadPoints } from './spread.ts';
import { tieNeighbours } from './ties.ts';

/** Every area in a cell of its own. */
export type Cartogram = ReadonlyMap<string, Hex>;

type Place = Pick<Area, 'id' | 'district' | 'longitude' | 'latitude'>;

/**
 * Lays areas out as equal hexagons: each has a cell of its own, neighbours and districts stay together as far as the
 * grid allows, north is up. Pure and independent of the order of its input.
 */
export function buildCartogram(areas: Iterable<Place>): Cartogram {
  const places = [...areas].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (places.length === 0) return new Map();
  const points = scalePoints(places.map(projectPoint));
  const ties = tieNeighbours(
    points,
    places.map(({ district }) => district),
  );
  const cells = snapToCells(spreadPoints(points, ties), ties);
  return new Map(cells.flatMap((cell, index) => (places[index] ? [[places[index].id, cell]] : [])));
}

/** Equirectangular: a city is small enough. */
function projectPoint({ longitude, latitude }: Place): Point {
  return { x: longitude * Math.cos((latitude * Math.PI) / 180), y: -latitude };
}

/** The city covers about one cell an area before it is spread. */
function scalePoints(points: readonly Point[]): Point[] {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const width = Math.max(...xs) - left;
  const height = Math.max(...ys) - top;
  const extent = Math.max(width, height);
  if (extent === 0) return points.map(() => ({ x: 0, y: 0 }));
  const area = Math.max(width, extent / 10) * Math.max(height, extent / 10);
  const scale = Math.sqrt(points.length / area);
  return points.map(({ x, y }) => ({ x: (x - left) * scale, y: (y - top) * scale }));
}
