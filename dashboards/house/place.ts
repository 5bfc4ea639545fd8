import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import type { GridPos, Panel } from '@grafana/grafana-foundation-sdk/dashboard';

/** A panel with its own number and place: the SDK would give it neither, or guess. */
export interface PlacedPanel {
  readonly panel: Builder<Panel>;
  readonly id: number;
  readonly place: GridPos;
}

type Placeable = Builder<Panel> & { id(id: number): unknown; gridPos(place: GridPos): unknown };

/** @param id Its number for good: links and rules name it. */
export function at(panel: Placeable, id: number, x: number, y: number, w: number, h: number): PlacedPanel {
  const place = { x, y, w, h };
  panel.id(id);
  panel.gridPos(place);
  return { panel, id, place };
}

const TILE_WIDTHS = [5, 5, 5, 5, 4] as const;
export const TILE_HEIGHT = 4;

/** The top row: five tiles at most, numbered from 1, that answer whether all is well. */
export function tiles(...panels: readonly Placeable[]): readonly PlacedPanel[] {
  return panels.map((panel, index) =>
    at(
      panel,
      index + 1,
      TILE_WIDTHS.slice(0, index).reduce((sum, width) => sum + width, 0),
      0,
      TILE_WIDTHS[index] ?? 4,
      TILE_HEIGHT,
    ),
  );
}
