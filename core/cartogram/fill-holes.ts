import { HEX_SIDES, type Hex, hexDistance, hexKey } from './hex.ts';
import type { Tie } from './spread.ts';

/**
 * Closes gaps in the middle of the city, which would look like places without a name: everything between a gap and
 * the edge moves up by one cell, along the straight line that keeps tied areas nearest to each other.
 */
export function fillHoles(cells: readonly Hex[], ties: readonly Tie[]): Hex[] {
  let filled = [...cells];
  for (;;) {
    const isOutside = findOutside(filled);
    const hole = findHole(filled, isOutside);
    const closings = hole ? HEX_SIDES.flatMap((side) => closeFrom(filled, hole, side, isOutside) ?? []) : [];
    const [first] = closings;
    if (!first) return filled;
    // Each closing makes one free cell fewer inside: the one it leaves behind lies at the edge.
    filled = closings.reduce(
      (best, other) => (tension(other, ties) < tension(best, ties) ? other : best),
      first,
    );
  }
}

type IsOutside = (cell: Hex) => boolean;

/** Free cells that can be reached from beyond the city without crossing it. */
function findOutside(cells: readonly Hex[]): IsOutside {
  const taken = new Set(cells.map(hexKey));
  const qs = cells.map(({ q }) => q);
  const rs = cells.map(({ r }) => r);
  const [left, top] = [Math.min(...qs) - 1, Math.min(...rs) - 1];
  const [right, bottom] = [Math.max(...qs) + 1, Math.max(...rs) + 1];
  const isBeyond = ({ q, r }: Hex) => q < left || q > right || r < top || r > bottom;
  const outside = new Set<string>();
  const waiting: Hex[] = [{ q: left, r: top }];
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    const key = hexKey(cell);
    if (outside.has(key) || taken.has(key) || isBeyond(cell)) continue;
    outside.add(key);
    for (const side of HEX_SIDES) waiting.push(step(cell, side));
  }
  return (cell) => isBeyond(cell) || outside.has(hexKey(cell));
}

function findHole(cells: readonly Hex[], isOutside: IsOutside): Hex | undefined {
  const taken = new Set(cells.map(hexKey));
  for (const cell of cells) {
    for (const side of HEX_SIDES) {
      const free = step(cell, side);
      if (!taken.has(hexKey(free)) && !isOutside(free)) return free;
    }
  }
  return undefined;
}

/** Moves the straight line of areas on one side of a hole into it; `undefined` where that line ends in another hole. */
function closeFrom(cells: readonly Hex[], hole: Hex, side: Hex, isOutside: IsOutside): Hex[][] | undefined {
  const indexOf = new Map(cells.map((cell, index) => [hexKey(cell), index]));
  const moved = [...cells];
  for (let target = hole; ; target = step(target, side)) {
    const from = step(target, side);
    const index = indexOf.get(hexKey(from));
    if (index === undefined) return isOutside(from) && target !== hole ? [moved] : undefined;
    moved[index] = target;
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
