import type { MeasuredKind } from '../../../availability/inventory/members.ts';
import {
  addInto,
  emptyStateMs,
  type StateMs,
  type StateSums,
  toStateSums,
} from '../../../availability/timelines/state-ms.ts';
import type { MeasuredGroup } from '../../../availability/window/measured-groups.ts';
import { type Cell, groupIdOf, LENGTHS } from '../../../availability/window/tally.ts';
import { INDICATORS, type Indicator } from '../../../core/domain/state.ts';
import type { OutageStatistics } from '../document/measured-figures.ts';

/** Cells added up: sums of their sums, never means of their means. */
export interface CellSums {
  readonly measured: StateSums;
  readonly outages: OutageStatistics;
  readonly lengths: readonly number[];
}

export const KINDS: readonly MeasuredKind[] = [
  'camera',
  'nvr',
  'switch',
  'router',
  'ups',
  'controller',
  'server',
  'link',
];

/** Of each indicator and kind that anything was measured of, in their order. */
export function* tablesOf(cells: readonly Cell[]): Generator<{
  readonly indicator: Indicator;
  readonly kind: MeasuredKind;
  readonly cells: readonly Cell[];
}> {
  const byTable = Map.groupBy(cells, ({ indicator, belonging }) => `${indicator} ${belonging.kind}`);
  for (const indicator of INDICATORS) {
    for (const kind of KINDS) {
      const own = byTable.get(`${indicator} ${kind}`);
      if (own) yield { indicator, kind, cells: own };
    }
  }
}

/** By id, in the order of ids. */
export function groupCells(
  cells: readonly Cell[],
  group: MeasuredGroup,
): readonly (readonly [id: string, cells: readonly Cell[]])[] {
  const byId = Map.groupBy(cells, ({ belonging }) => groupIdOf(belonging, group));
  return [...byId].sort(([a], [b]) => (a < b ? -1 : 1));
}

export function addCells(cells: Iterable<Cell>): CellSums {
  const stateMs: StateMs = emptyStateMs();
  const lengths: number[] = LENGTHS.map(() => 0);
  const sums = { count: 0, restoredCount: 0, restoredMs: 0, longestMs: 0, openAtEnd: 0 };
  let begunBeforeService = 0;
  for (const cell of cells) {
    for (const month of cell.months) {
      addInto(stateMs, month.stateMs);
      sums.count += month.begun;
      begunBeforeService += month.begunBeforeService;
      sums.restoredCount += month.restored;
      sums.restoredMs += month.restoredMs;
    }
    sums.longestMs = Math.max(sums.longestMs, cell.longestMs);
    sums.openAtEnd += cell.openAtEnd;
    for (const [place, count] of cell.lengths.entries()) lengths[place] = (lengths[place] ?? 0) + count;
  }
  const measured = toStateSums(stateMs);
  const outages = withMeans(sums, measured);
  return {
    measured,
    lengths,
    outages: begunBeforeService === 0 ? outages : { ...outages, begunBeforeService },
  };
}

function withMeans(
  sums: Omit<OutageStatistics, 'mttrMs' | 'mtbfMs'>,
  { upMs, degradedMs }: StateSums,
): OutageStatistics {
  const { restoredCount, restoredMs, count } = sums;
  return {
    ...sums,
    ...(restoredCount === 0 ? {} : { mttrMs: Math.floor(restoredMs / restoredCount) }),
    ...(count === 0 ? {} : { mtbfMs: Math.floor((upMs + degradedMs) / count) }),
  };
}
