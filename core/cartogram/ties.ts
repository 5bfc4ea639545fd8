import type { Point } from './hex.ts';
import type { Tie } from './spread.ts';

/** Ties within a group count more: its areas shall make one patch. */
const WEIGHT_OF_GROUP = 4;
const WEIGHT_OF_GROUP_TREE = 8;

/**
 * Ties neighbours together: pairs with no third point inside the circle between them (Gabriel graph), and for each
 * group the shortest tree that holds it together.
 */
export function tieNeighbours(points: readonly Point[], groups: readonly string[]): Tie[] {
  const ties: Tie[] = [];
  for (const [a, from] of points.entries()) {
    for (const [b, to] of points.entries()) {
      if (b <= a || !isGabriel(points, a, b, from, to)) continue;
      ties.push({ a, b, weight: groups[a] === groups[b] ? WEIGHT_OF_GROUP : 1 });
    }
  }
  for (const group of new Set(groups)) ties.push(...groupTree(points, groups, group));
  return ties;
}

function isGabriel(points: readonly Point[], a: number, b: number, from: Point, to: Point): boolean {
  const centre = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const radius2 = distance2(from, to) / 4;
  return points.every((point, index) => index === a || index === b || distance2(point, centre) >= radius2);
}

/** Prim's algorithm; groups are small. */
function groupTree(points: readonly Point[], groups: readonly string[], group: string): Tie[] {
  const outside = new Set(groups.flatMap((name, index) => (name === group ? index : [])));
  const inside: number[] = [];
  const ties: Tie[] = [];
  const [first] = outside;
  if (first === undefined) return ties;
  inside.push(first);
  outside.delete(first);
  while (outside.size > 0) {
    let best: { a: number; b: number; length: number } | undefined;
    for (const a of inside) {
      for (const b of outside) {
        const [from, to] = [points[a], points[b]];
        const length = from && to ? distance2(from, to) : Number.POSITIVE_INFINITY;
        if (best === undefined || length < best.length) best = { a, b, length };
      }
    }
    if (best === undefined) break;
    ties.push({ a: best.a, b: best.b, weight: WEIGHT_OF_GROUP_TREE });
    inside.push(best.b);
    outside.delete(best.b);
  }
  return ties;
}

function distance2(a: Point, b: Point): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
}
