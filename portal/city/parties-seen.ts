import type { Agency, Contractor } from '../../core/domain/inventory.ts';
import type { CityView } from './city-view.ts';
import { isWhole } from './visible-fleet.ts';

/** Whose what somebody sees is and who keeps it: nobody who sees a part of the city is told who else is in it. */
export function partiesSeen({ fleet, shown: { inventory } }: CityView): {
  readonly agencies: readonly Agency[];
  readonly contractors: readonly Contractor[];
} {
  const [agencies, contractors] = [[...inventory.agencies.values()], [...inventory.contractors.values()]];
  if (isWhole(fleet.sight)) return { agencies, contractors };
  const { columns, devices, links } = fleet;
  const groups = [...new Set(devices.values().map((device) => columns.group[device] ?? -1))].flatMap(
    (group) => columns.groups[group] ?? [],
  );
  const [owners, keepers] = [
    new Set(groups.map(({ agency }) => agency)),
    new Set([...groups.map(({ contractor }) => contractor), ...links.map(({ link }) => link.carrier)]),
  ];
  return {
    agencies: agencies.filter(({ id }) => owners.has(id)),
    contractors: contractors.filter(({ id }) => keepers.has(id)),
  };
}
