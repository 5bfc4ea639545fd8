import { HEX_RADIUS, HEX_SIDES, type Hex, hexCentre, hexCorner, hexKey, type Point } from './hex.ts';

/** The sides at which a group of cells meets anything that is not of the group. */
export function outlineOf(cells: readonly Hex[]): (readonly [Point, Point])[] {
  const inside = new Set(cells.map(hexKey));
  return cells.flatMap((cell) =>
    HEX_SIDES.flatMap((side, index) => {
      if (inside.has(hexKey({ q: cell.q + side.q, r: cell.r + side.r }))) return [];
      const centre = hexCentre(cell);
      return [[hexCorner(centre, index, HEX_RADIUS), hexCorner(centre, index + 1, HEX_RADIUS)] as const];
    }),
  );
}
