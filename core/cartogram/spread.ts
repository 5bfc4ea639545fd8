import type { Point } from './hex.ts';

/** Two areas that lie side by side, by their index; `weight` is how much it matters that they stay so. */
export interface Tie {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

const ROUNDS = 400;

/**
 * Moves points apart until hardly two are closer than 1, while ties pull and everything keeps near its place:
 * a crowded centre grows and an empty edge shrinks, as in Dorling's cartograms.
 */
export function spreadPoints(points: readonly Point[], ties: readonly Tie[]): Point[] {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  for (let round = 0; round < ROUNDS; round++) {
    const pull = 0.08 * (1 - round / ROUNDS);
    for (const { a, b, weight } of ties) moveTogether(xs, ys, a, b, 1, pull * Math.min(1, weight));
    for (let a = 0; a < points.length; a++) {
      for (let b = a + 1; b < points.length; b++) moveApart(xs, ys, a, b);
    }
  }
  return points.map((_, index) => ({ x: at(xs, index), y: at(ys, index) }));
}

function moveTogether(xs: number[], ys: number[], a: number, b: number, rest: number, share: number): void {
  const distance = Math.hypot(at(xs, b) - at(xs, a), at(ys, b) - at(ys, a));
  if (distance > rest) shift(xs, ys, a, b, (share * (distance - rest)) / distance);
}

function moveApart(xs: number[], ys: number[], a: number, b: number): void {
  const distance = Math.hypot(at(xs, b) - at(xs, a), at(ys, b) - at(ys, a));
  if (distance >= 1) return;
  if (distance > 1e-6) {
    shift(xs, ys, a, b, (0.3 * (distance - 1)) / distance);
    return;
  }
  // Two areas at the same point: their order decides who goes where, so that the picture is the same every time.
  const angle = a + 2.4 * b;
  xs[b] = at(xs, b) + 0.1 * Math.cos(angle);
  ys[b] = at(ys, b) + 0.1 * Math.sin(angle);
}

function shift(xs: number[], ys: number[], a: number, b: number, share: number): void {
  const dx = ((at(xs, b) - at(xs, a)) * share) / 2;
  const dy = ((at(ys, b) - at(ys, a)) * share) / 2;
  xs[a] = at(xs, a) + dx;
  ys[a] = at(ys, a) + dy;
  xs[b] = at(xs, b) - dx;
  ys[b] = at(ys, b) - dy;
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? 0;
}
