/** A cell of a grid of pointy-topped hexagons, in axial coordinates. */
export interface Hex {
  readonly q: number;
  readonly r: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The six neighbours in the order of the sides of {@link hexCorner}: side `i` runs from corner `i` to `i + 1`. */
export const HEX_SIDES: readonly Hex[] = [
  { q: 1, r: 0 },
  { q: 0, r: 1 },
  { q: -1, r: 1 },
  { q: -1, r: 0 },
  { q: 0, r: -1 },
  { q: 1, r: -1 },
];

const ROW_HEIGHT = Math.sqrt(3) / 2;

/** Centre of a cell, where neighbours lie 1 apart. */
export function hexCentre({ q, r }: Hex): Point {
  return { x: q + r / 2, y: r * ROW_HEIGHT };
}

/** Corner 0 is the upper right one; they go clockwise (y points down). */
export function hexCorner({ x, y }: Point, corner: number, radius: number): Point {
  const angle = (Math.PI / 180) * (60 * corner - 30);
  return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
}

/** Distance from the centre to a corner, where neighbours lie 1 apart. */
export const HEX_RADIUS = 1 / Math.sqrt(3);

export function hexDistance(a: Hex, b: Hex): number {
  const q = a.q - b.q;
  const r = a.r - b.r;
  return (Math.abs(q) + Math.abs(r) + Math.abs(q + r)) / 2;
}

export function hexKey({ q, r }: Hex): string {
  return `${q},${r}`;
}

/** The cell that holds a point. */
export function nearestHex({ x, y }: Point): Hex {
  const r = y / ROW_HEIGHT;
  const q = x - r / 2;
  const roundedQ = Math.round(q);
  const roundedR = Math.round(r);
  const roundedS = Math.round(-q - r);
  const errorQ = Math.abs(roundedQ - q);
  const errorR = Math.abs(roundedR - r);
  const errorS = Math.abs(roundedS + q + r);
  if (errorQ > errorR && errorQ > errorS) return { q: -roundedR - roundedS, r: roundedR };
  if (errorR > errorS) return { q: roundedQ, r: -roundedQ - roundedS };
  return { q: roundedQ, r: roundedR };
}

/** All cells at most `radius` away, the nearest first. */
export function hexesAround(centre: Hex, radius: number): Hex[] {
  const found: Hex[] = [];
  for (let q = -radius; q <= radius; q++) {
    for (let r = Math.max(-radius, -q - radius); r <= Math.min(radius, -q + radius); r++) {
      found.push({ q: centre.q + q, r: centre.r + r });
    }
  }
  return found.sort((a, b) => hexDistance(a, centre) - hexDistance(b, centre) || a.q - b.q || a.r - b.r);
}
