import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { GridPos, Panel } from '@grafana/grafana-foundation-sdk/dashboard';

/** A panel with its own number and place: the SDK would give it neither, or guess. */
export type PlacedPanel = Builder<Panel>;

type Placeable = Builder<Panel> & { id(id: number): unknown; gridPos(place: GridPos): unknown };

/**
 * @param id Its number for good: links and rules name it.
 * @param place Column, row, width and height in cells of Grafana's grid, which is 24 columns wide.
 */
export function at(
  id: number,
  [x, y, w, h]: readonly [x: number, y: number, w: number, h: number],
  panel: Placeable,
): PlacedPanel {
  panel.id(id);
  panel.gridPos({ x, y, w, h });
  return panel;
}

/** The top row: five tiles at most, numbered from 1, that answer whether all is well. */
export const tiles = (...panels: readonly Placeable[]): readonly PlacedPanel[] => tilesAt(0, ...panels);

/** The same row below what comes before it. */
export const tilesAt = (y: number, ...panels: readonly Placeable[]): readonly PlacedPanel[] =>
  topRow(panels, [6, 5, 5, 4, 4], { y, height: 4 });

/** The top row where three lines of counts stand in a tile, which the last has no room for. */
export const countRow = (...panels: readonly Placeable[]): readonly PlacedPanel[] =>
  topRow(panels, [6, 5, 5, 5, 3], { y: 0, height: COUNTS_HEIGHT });
const COUNTS_HEIGHT = 6;

function topRow(
  panels: readonly Placeable[],
  widths: readonly number[],
  { y, height }: { readonly y: number; readonly height: number },
): readonly PlacedPanel[] {
  return panels.map((panel, index) => {
    const x = widths.slice(0, index).reduce((sum, width) => sum + width, 0);
    return at(index + 1, [x, y, widths[index] ?? 1, height], panel);
  });
}
