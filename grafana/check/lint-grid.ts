import type { Dashboard, GridPos } from '@grafana/grafana-foundation-sdk/dashboard';
import { type AnyPanel, isRow, namePanel } from '../reading/read-dashboard.ts';
import { faultsOf, type Problem, shown } from './problem.ts';

const COLUMNS = 24;

/** Panels that lie over one another or stick out; those of a folded row have a grid of their own. */
export function lintGrid(dashboardUid: string, { panels = [] }: Dashboard): readonly Problem[] {
  const grids = [panels, ...panels.filter(isRow).map((row) => row.panels ?? [])];
  return grids.flatMap((grid) => lintOneGrid(dashboardUid, grid));
}

function lintOneGrid(dashboardUid: string, panels: readonly AnyPanel[]): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [place, panel] of panels.entries()) {
    const fault = faultsOf(`${dashboardUid}: ${namePanel(panel)}`);
    const { gridPos } = panel;
    if (gridPos === undefined || !isInGrid(gridPos)) {
      problems.push(fault('overlap', `a place within ${COLUMNS} columns`, shown(gridPos)));
      continue;
    }
    for (const other of panels.slice(place + 1)) {
      if (other.gridPos === undefined || !overlap(gridPos, other.gridPos)) continue;
      problems.push(fault('overlap', 'a place of its own', `one that ${namePanel(other)} lies in as well`));
    }
  }
  return problems;
}

const isInGrid = ({ x, y, w, h }: GridPos): boolean =>
  [x, y, w, h].every(Number.isInteger) && x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= COLUMNS;

const overlap = (a: GridPos, b: GridPos): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
