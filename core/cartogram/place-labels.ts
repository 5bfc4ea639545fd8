import { type Hex, hexCentre, hexKey, type Point } from './hex.ts';

/** Letters that fit across one cell. */
const MAX_LETTERS = 10;

export interface Label {
  /** The cell under whose middle the label stands. */
  readonly cell: Hex;
  readonly lines: readonly string[];
}

/**
 * Chooses for each group the cell that its label stands in: near the middle of the group, and away from the labels
 * that were placed before, groups with the fewest cells choosing first.
 */
export function placeLabels(
  groups: readonly { readonly id: string; readonly name: string; readonly cells: readonly Hex[] }[],
): ReadonlyMap<string, Label> {
  const labels = new Map<string, Label>();
  const taken = new Map<string, number>();
  for (const { id, name, cells } of groups.toSorted((a, b) => a.cells.length - b.cells.length)) {
    if (cells.length === 0) continue;
    const lines = wrapName(name);
    const width = Math.max(...lines.map(({ length }) => length)) / MAX_LETTERS;
    const middle = middleOf(cells);
    const crowdedness = (cell: Hex) => {
      const centre = hexCentre(cell);
      const beside = (side: number) => taken.get(hexKey({ q: cell.q + side, r: cell.r })) ?? 0;
      const overlap =
        Math.max(0, (beside(1) + width) / 2 - 0.9) + Math.max(0, (beside(-1) + width) / 2 - 0.9);
      return Math.hypot(centre.x - middle.x, centre.y - middle.y) + 15 * overlap;
    };
    const cell = cells.reduce((best, other) => (crowdedness(other) < crowdedness(best) ? other : best));
    labels.set(id, { cell, lines });
    taken.set(hexKey(cell), width);
  }
  return labels;
}

/** Breaks a name into at most two lines at the space that makes them most alike. */
function wrapName(name: string): string[] {
  if (name.length <= MAX_LETTERS) return [name];
  const words = name.split(' ');
  const breaks = words.slice(1).map((_, index) => {
    const lines = [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')];
    return { lines, longest: Math.max(...lines.map(({ length }) => length)) };
  });
  const best = breaks.toSorted((a, b) => a.longest - b.longest)[0];
  return best?.lines ?? [name];
}

function middleOf(cells: readonly Hex[]): Point {
  const centres = cells.map(hexCentre);
  return {
    x: centres.reduce((sum, { x }) => sum + x, 0) / centres.length,
    y: centres.reduce((sum, { y }) => sum + y, 0) / centres.length,
  };
}
