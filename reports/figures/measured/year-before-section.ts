import type { Tally } from '../../../availability/window/tally.ts';
import { DEVICE_KINDS } from '../../../core/domain/inventory.ts';
import type { FiguresWindow } from '../document/figures-header.ts';
import type { FiguresInput } from '../document/figures-input.ts';
import type { YearBeforeFigures } from '../document/measured-figures.ts';
import { placeDevices } from '../document/placed-devices.ts';
import { addCells, tablesOf } from './add-cells.ts';
import { withBesides } from './availability-section.ts';
import type { BesidesOf } from './unmeasured.ts';

type Bounds = Pick<FiguresWindow, 'fromMs' | 'toMs' | 'firstDate' | 'lastDate'>;

/** The city, or the agency, in the window of the year before: totals alone. */
export function buildYearBefore(
  { inventory, scope }: Pick<FiguresInput, 'inventory' | 'scope'>,
  { fromMs, toMs, firstDate, lastDate }: Bounds,
  tally: Tally,
  besidesOf: BesidesOf,
): YearBeforeFigures {
  const kindsAt = (atMs: number) => countKinds(placeDevices(inventory, scope, atMs));
  const indicators: YearBeforeFigures['indicators'] = {};
  for (const { indicator, kind, cells } of tablesOf(tally.cells())) {
    const { measured, outages } = addCells(cells);
    const entities = tally.entitiesIn({ indicator, kind, group: 'city', id: '' });
    const besides = withBesides(besidesOf(indicator, kind, 'city', ''));
    indicators[indicator] = {
      ...indicators[indicator],
      [kind]: { availability: { entities, measured, ...besides }, outages },
    };
  }
  return {
    ...{ fromMs, toMs, firstDate, lastDate },
    kinds: kindsAt(toMs - 1),
    openingKinds: kindsAt(fromMs - 1),
    indicators,
  };
}

function countKinds(there: ReturnType<typeof placeDevices>): YearBeforeFigures['kinds'] {
  const kinds: YearBeforeFigures['kinds'] = {};
  for (const kind of DEVICE_KINDS) {
    const count = there.filter(({ entry }) => entry.kind === kind).length;
    if (count > 0) kinds[kind] = count;
  }
  return kinds;
}
