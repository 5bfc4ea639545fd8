import type { Area } from '../../core/domain/inventory.ts';
import type { Random } from './random.ts';

export interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

const METERS_PER_DEGREE = 111_320;
/** Turning by the golden angle keeps every pair of points apart (Vogel's sunflower). */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
const LARGEST_RADIUS_METERS = 2_500;

/**
 * `count` points around the centre of an area, none near another and none nearer to the centre of another area than
 * halfway: areas are known by their centre points only.
 */
export function scatterPoints(
  area: Area,
  areas: Iterable<Area>,
  count: number,
  random: Random,
): readonly Point[] {
  const radius = Math.min(LARGEST_RADIUS_METERS, 0.45 * nearestNeighbourMeters(area, areas));
  const spacing = radius / Math.sqrt(Math.max(1, count));
  const turn = random.next() * 2 * Math.PI;
  const points = Array.from({ length: count }, (_, index) => {
    const angle = turn + index * GOLDEN_ANGLE;
    const distance = spacing * Math.sqrt(index + 0.5);
    const jitter = () => (random.next() - 0.5) * 0.4 * spacing;
    return offset(area, distance * Math.cos(angle) + jitter(), distance * Math.sin(angle) + jitter());
  });
  // Neighbours in the list would otherwise stand on a spiral.
  return random.shuffle(points);
}

function offset(centre: Point, eastMeters: number, northMeters: number): Point {
  const metersPerDegreeEast = METERS_PER_DEGREE * Math.cos((centre.latitude * Math.PI) / 180);
  return {
    longitude: round(centre.longitude + eastMeters / metersPerDegreeEast),
    latitude: round(centre.latitude + northMeters / METERS_PER_DEGREE),
  };
}

/** Five decimals: about a metre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

function nearestNeighbourMeters(area: Area, areas: Iterable<Area>): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const other of areas) {
    if (other.id === area.id) continue;
    const east = (other.longitude - area.longitude) * Math.cos((area.latitude * Math.PI) / 180);
    nearest = Math.min(nearest, Math.hypot(east, other.latitude - area.latitude) * METERS_PER_DEGREE);
  }
  return nearest;
}
