import type { FiguresInventory } from '../../../availability/inventory/figures-inventory.ts';
import type { MeasuredKind } from '../../../availability/inventory/members.ts';
import { addInto, emptyStateMs, toStateSums } from '../../../availability/timelines/state-ms.ts';
import type { Cell, Tally } from '../../../availability/window/tally.ts';
import { INDICATORS, type Indicator } from '../../../core/domain/state.ts';
import type { Period } from '../../../core/time/periods.ts';
import { valueAt } from '../../../core/time/versions.ts';
import type { FiguresScope } from '../document/figures-header.ts';
import type { MonthFigures } from '../document/measured-figures.ts';
import { holdsAt, isInScope } from '../document/placed-devices.ts';
import type { NameOf } from './group-names.ts';

/** Months tell one kind of each indicator, the one that it is about: others would blur it. */
export const MONTH_KINDS: Readonly<Record<Indicator, MeasuredKind>> = {
  reach: 'camera',
  service: 'camera',
  stream: 'camera',
  image: 'camera',
  recording: 'nvr',
  capacity: 'link',
};

type MonthRow = MonthFigures['rows'][number];

export interface MonthsQuestion {
  readonly months: readonly Period[];
  readonly tally: Tally;
  readonly inventory: FiguresInventory;
  readonly nameOf: NameOf;
  readonly scope: FiguresScope;
}

export function buildMonths({ months, tally, inventory, nameOf, scope }: MonthsQuestion): MonthFigures {
  const cells = tally.cells().filter(({ indicator, belonging }) => MONTH_KINDS[indicator] === belonging.kind);
  const byAgency = Map.groupBy(
    cells.filter(({ belonging }) => belonging.kind !== 'link'),
    ({ belonging }) => belonging.agency,
  );
  return {
    rows: months.map(({ label, fromMs, toMs }, month) => ({
      id: label,
      fromMs,
      toMs,
      cameras: countCameras(inventory, scope, toMs - 1),
      indicators: indicatorsOf(cells, 'city', '', month),
      agency: [...byAgency]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([id, own]) => ({
          ...nameOf('agency', id),
          indicators: indicatorsOf(own, 'agency', id, month),
        })),
    })),
  };

  function indicatorsOf(
    own: readonly Cell[],
    group: 'city' | 'agency',
    id: string,
    month: number,
  ): MonthRow['indicators'] {
    const rows: MonthRow['indicators'] = {};
    for (const indicator of INDICATORS) {
      const ofIndicator = own.filter((cell) => cell.indicator === indicator);
      const kind = MONTH_KINDS[indicator];
      const entities = tally.entitiesIn({ indicator, kind, group, id, month });
      if (entities === 0) continue;
      const stateMs = emptyStateMs();
      let [outages, restoredMs] = [0, 0];
      for (const { months: ownMonths } of ofIndicator) {
        const found = ownMonths[month];
        if (!found) continue;
        addInto(stateMs, found.stateMs);
        outages += found.begun;
        restoredMs += found.restoredMs;
      }
      rows[indicator] = { entities, measured: toStateSums(stateMs), outages, restoredMs };
    }
    return rows;
  }
}

/** Cameras that are installed and not retired at an instant. */
function countCameras({ devices }: FiguresInventory, scope: FiguresScope, atMs: number): number {
  let count = 0;
  for (const { versions, present } of devices.values()) {
    const device = valueAt(versions, atMs);
    if (device?.kind === 'camera' && isInScope(device, scope) && holdsAt(present, atMs)) count++;
  }
  return count;
}
