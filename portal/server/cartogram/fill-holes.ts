import { HEX_SIDES, type Hex, hexDistance, hexKey } from './hex.ts';
import type { Tie } from './spread.ts';

/**
 * Closes gaps in the middle of the city, which would look like places without a name: everything between a gap and
 * the edge moves up by one cell, along the straight line that keeps tied areas nearest to each other.
 */
export function fillHoles(cells: readonly Hex[], ties: readonly Tie[]): Hex[] {
  let filled = [...cells];
  // Each round closes one gap for good: as many as there are areas is more than there can be.
  for (let round = 0; round < cells.length; round++) {
    const hole = findHole(filled);
    if (!hole) break;
    const candidates = HEX_SIDES.map((side) => closeFrom(filled, hole, side));
    filled = candidates.reduce((best, other) => (tension(other, ties) < tension(best, ties) ? other : best));
  }
  return filled;
}

/** A free cell from which every straight way leads through the city. */
function findHole(cells: readonly Hex[]): Hex | undefined {
  const taken = new Set(cells.map(hexKey));
  for (const cell of cells) {
    for (const side of HEX_SIDES) {
      const free = step(cell, side);
      if (!taken.has(hexKey(free)) && HEX_SIDES.every((way) => taken.has(hexKey(step(free, way)))))
        return free;
    }
  }
  return undefined;
}

function closeFrom(cells: readonly Hex[], hole: Hex, side: Hex): Hex[] {
  const indexOf = new Map(cells.map((cell, index) => [hexKey(cell), index]));
  const moved = [...cells];
  let target = hole;
  for (;;) {
    const from = step(target, side);
    const index = indexOf.get(hexKey(from));
    if (index === undefined) return moved;
    moved[index] = target;
    target = from;
  }
}

function tension(cells: readonly Hex[], ties: readonly Tie[]): number {
  let sum = 0;
  for (const { a, b, weight } of ties) {
    const [from, to] = [cells[a], cells[b]];
    if (from && to) sum += weight * (hexDistance(from, to) - 1) ** 2;
  }
  return sum;
}

function step({ q, r }: Hex, side: Hex): Hex {
  return { q: q + side.q, r: r + side.r };
}
