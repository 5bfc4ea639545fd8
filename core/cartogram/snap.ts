import { fillHoles } from './fill-holes.ts';
import {
  HEX_SIDES,
  type Hex,
  hexCentre,
  hexDistance,
  hexesAround,
  hexKey,
  nearestHex,
  type Point,
} from './hex.ts';
import type { Tie } from './spread.ts';

const MAX_SWEEPS = 60;
/** Cells tried around the present one in each sweep; swaps reach across a ring. */
const REACH = 3;
/** Keeps the city in one piece, without holes that would look like places. */
const COST_OF_FREE_SIDE = 4;

/**
 * Gives every point a cell of its own: first the nearest free one, then whatever brings points nearer to their places
 * and tied ones side by side; gaps are closed. No randomness: equal input has an equal picture.
 */
export function snapToCells(points: readonly Point[], ties: readonly Tie[]): Hex[] {
  const settled = settle(seat(points), points, ties, 'moves-and-swaps');
  return settle(fillHoles(settled, ties), points, ties, 'swaps');
}

/** Moves and swaps for as long as that lowers the cost. */
function settle(
  seats: readonly Hex[],
  points: readonly Point[],
  ties: readonly Tie[],
  allowed: 'moves-and-swaps' | 'swaps',
): Hex[] {
  const cells = [...seats];
  const holder = new Map(cells.map((cell, index) => [hexKey(cell), index]));
  const tiesOf = points.map((_, index) => ties.filter(({ a, b }) => a === index || b === index));

  const costOf = (index: number): number => {
    const [cell, point] = [cells[index], points[index]];
    if (!cell || !point) return 0;
    const centre = hexCentre(cell);
    let cost = (centre.x - point.x) ** 2 + (centre.y - point.y) ** 2;
    for (const { a, b, weight } of tiesOf[index] ?? []) {
      const other = cells[a === index ? b : a];
      const apart = other ? hexDistance(cell, other) - 1 : 0;
      cost += weight * apart * apart;
    }
    const free = HEX_SIDES.filter((side) => !holder.has(hexKey({ q: cell.q + side.q, r: cell.r + side.r })));
    return cost + COST_OF_FREE_SIDE * free.length;
  };
  const put = (index: number, cell: Hex) => {
    cells[index] = cell;
    holder.set(hexKey(cell), index);
  };
  /** Moves to a free cell or swaps with its holder; takes it back unless it lowers the cost. */
  const tryMove = (index: number, to: Hex): boolean => {
    const from = cells[index];
    if (!from || hexKey(from) === hexKey(to)) return false;
    const other = holder.get(hexKey(to));
    if (other === undefined && allowed === 'swaps') return false;
    const total = () => costOf(index) + (other === undefined ? 0 : costOf(other));
    const before = total();
    holder.delete(hexKey(from));
    if (other !== undefined) put(other, from);
    put(index, to);
    if (total() < before - 1e-9) return true;
    holder.delete(hexKey(to));
    if (other !== undefined) put(other, to);
    put(index, from);
    return false;
  };

  for (let sweep = 0, moved = true; moved && sweep < MAX_SWEEPS; sweep++) {
    moved = false;
    for (const [index, cell] of cells.entries()) {
      for (const to of hexesAround(cell, REACH)) {
        if (!tryMove(index, to)) continue;
        moved = true;
        break;
      }
    }
  }
  return cells;
}

/** Those nearest the middle choose first, so that the crowd there is not pushed about by the edge. */
function seat(points: readonly Point[]): Hex[] {
  const middle = {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  };
  const order = points
    .map((point, index) => ({ point, index, distance: Math.hypot(point.x - middle.x, point.y - middle.y) }))
    .sort((a, b) => a.distance - b.distance || a.index - b.index);
  const taken = new Set<string>();
  const cells: Hex[] = [];
  for (const { point, index } of order) {
    const cell = nearestFree(point, taken);
    taken.add(hexKey(cell));
    cells[index] = cell;
  }
  return cells;
}

function nearestFree(point: Point, taken: ReadonlySet<string>): Hex {
  const home = nearestHex(point);
  for (let radius = 0; ; radius++) {
    const [best] = hexesAround(home, radius)
      .filter((cell) => !taken.has(hexKey(cell)))
      .sort((a, b) => distanceTo(point, a) - distanceTo(point, b));
    if (best) return best;
  }
}

function distanceTo(point: Point, cell: Hex): number {
  const centre = hexCentre(cell);
  return Math.hypot(centre.x - point.x, centre.y - point.y);
}
