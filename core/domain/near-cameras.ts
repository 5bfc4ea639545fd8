import type { Device, Site } from './inventory.ts';

const METRES_PER_DEGREE = 111_320;

/** Flat-earth distance: over a thousand metres the error is far below one; a site without coordinates is near itself alone. */
export function distanceMetres(a: Site, b: Site): number {
  if (a.id === b.id) return 0;
  if (a.longitude === undefined || a.latitude === undefined) return Number.POSITIVE_INFINITY;
  if (b.longitude === undefined || b.latitude === undefined) return Number.POSITIVE_INFINITY;
  const x = (a.longitude - b.longitude) * Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot(x, a.latitude - b.latitude) * METRES_PER_DEGREE;
}

/** Two cameras that turn see everything around them; one that turns and one that does not are bought for different things. */
export function lookAlike(a: Device, b: Device, isClose: (degrees: number) => boolean): boolean {
  if (a.cameraClass === 'ptz' && b.cameraClass === 'ptz') return true;
  if (a.cameraClass === 'ptz' || b.cameraClass === 'ptz') return false;
  if (a.directionDegrees === undefined || b.directionDegrees === undefined) return false;
  const difference = Math.abs(a.directionDegrees - b.directionDegrees) % 360;
  return isClose(Math.min(difference, 360 - difference));
}

/** A number for a place on the grid, since strings would cost half a second for a city; a site without coordinates is a place of its own. */
type Cell = number | string;

interface Placed {
  readonly site: Site;
}

/** Those whose sites may lie within that distance of a site, its own among them. */
export function findAround<Item extends Placed>(
  items: readonly Item[],
  withinMetres: number,
): (site: Site) => readonly Item[] {
  // As high as the distance, and wide enough for it at any inhabited latitude, so that neighbours suffice.
  const cellDegrees = withinMetres / METRES_PER_DEGREE;
  const polesApart = Math.ceil(200 / cellDegrees);
  const cellOf = ({ id, longitude, latitude }: Site, stepX: number, stepY: number): Cell => {
    if (longitude === undefined || latitude === undefined) return id;
    const x = Math.floor(longitude / (3 * cellDegrees)) + stepX;
    return x * polesApart + Math.floor(latitude / cellDegrees) + stepY;
  };
  const cellsAround = (site: Site): readonly Cell[] =>
    site.longitude === undefined || site.latitude === undefined
      ? [cellOf(site, 0, 0)]
      : NEIGHBOURS.map(([x, y]) => cellOf(site, x, y));
  const byCell = Map.groupBy(items, ({ site }) => cellOf(site, 0, 0));
  const found = new Map<Cell, readonly Item[]>();
  return (site) => {
    const own = cellOf(site, 0, 0);
    const around = found.get(own) ?? cellsAround(site).flatMap((cell) => byCell.get(cell) ?? []);
    found.set(own, around);
    return around;
  };
}

const NEIGHBOURS = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => [x, y] as const));
