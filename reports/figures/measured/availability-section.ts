import type { MeasuredKind } from '../../../availability/inventory/members.ts';
import { toStateSums } from '../../../availability/timelines/state-ms.ts';
import type { MeasuredGroup } from '../../../availability/window/measured-groups.ts';
import { MEASURED_GROUPS } from '../../../availability/window/measured-groups.ts';
import type { CountQuestion, Tally } from '../../../availability/window/tally.ts';
import type { Availability, AvailabilityFigures } from '../document/measured-figures.ts';
import { addCells, groupCells, tablesOf } from './add-cells.ts';
import type { NameOf } from './group-names.ts';
import type { Besides, BesidesOf } from './unmeasured.ts';

/** Groups that links are in: they lie between places. */
export const groupsOf = (kind: MeasuredKind): readonly MeasuredGroup[] =>
  kind === 'link' ? ['contractor'] : MEASURED_GROUPS;

/** What was measured, and apart from it what is known besides, of the city and of every group. */
export function buildAvailability(tally: Tally, besidesOf: BesidesOf, nameOf: NameOf): AvailabilityFigures {
  const indicators: AvailabilityFigures['indicators'] = {};
  for (const { indicator, kind, cells } of tablesOf(tally.cells())) {
    const rowOf = (group: CountQuestion['group'], id: string, own: typeof cells): Availability => ({
      entities: tally.entitiesIn({ indicator, kind, group, id }),
      measured: addCells(own).measured,
      ...withBesides(besidesOf(indicator, kind, group, id)),
    });
    const rowsOf = (group: MeasuredGroup) =>
      groupsOf(kind).includes(group)
        ? groupCells(cells, group).map(([id, own]) => ({ ...nameOf(group, id), ...rowOf(group, id, own) }))
        : [];
    indicators[indicator] = {
      ...indicators[indicator],
      [kind]: {
        city: rowOf('city', '', cells),
        agency: rowsOf('agency'),
        district: rowsOf('district'),
        area: rowsOf('area'),
        programme: rowsOf('programme'),
        purpose: rowsOf('purpose'),
        contractor: rowsOf('contractor'),
      },
    };
  }
  return { indicators };
}

export function withBesides({
  imported,
  importedEntities,
  never,
  saidByUnits,
}: Besides): Pick<Availability, 'imported' | 'selfReported' | 'neverMeasured'> {
  return {
    ...(importedEntities > 0 && { imported: { entities: importedEntities, sums: toStateSums(imported) } }),
    ...(saidByUnits > 0 && { selfReported: { entities: never, said: saidByUnits } }),
    neverMeasured: never,
  };
}
