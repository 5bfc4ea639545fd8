import type { MeasuredGroup } from '../../../availability/window/measured-groups.ts';
import { LENGTHS, type Tally } from '../../../availability/window/tally.ts';
import type { OutageFigures } from '../document/measured-figures.ts';
import { addCells, groupCells, tablesOf } from './add-cells.ts';
import { groupsOf } from './availability-section.ts';
import type { NameOf } from './group-names.ts';

/** How often and how long, of the city and of every group; lengths of the city alone. */
export function buildOutages(tally: Tally, nameOf: NameOf): OutageFigures {
  const indicators: OutageFigures['indicators'] = {};
  const lengths: OutageFigures['lengths'] = {};
  for (const { indicator, kind, cells } of tablesOf(tally.cells())) {
    const city = addCells(cells);
    const rowsOf = (group: MeasuredGroup) =>
      groupsOf(kind).includes(group)
        ? groupCells(cells, group).map(([id, own]) => ({ ...nameOf(group, id), ...addCells(own).outages }))
        : [];
    indicators[indicator] = {
      ...indicators[indicator],
      [kind]: {
        city: city.outages,
        agency: rowsOf('agency'),
        district: rowsOf('district'),
        area: rowsOf('area'),
        programme: rowsOf('programme'),
        purpose: rowsOf('purpose'),
        contractor: rowsOf('contractor'),
      },
    };
    const rows = LENGTHS.map(({ id }, place) => ({ id, count: city.lengths[place] ?? 0 }));
    lengths[indicator] = { ...lengths[indicator], [kind]: rows };
  }
  return { indicators, lengths };
}
