import type { Agency, Contractor } from '../../core/domain/inventory.ts';
import type { CityView } from './city-view.ts';
import { isWhole, type VisibleFleet } from './visible-fleet.ts';

/** Whose what somebody sees is and who keeps it: nobody who sees a part of the city is told who else is in it. */
export function partiesSeen({ fleet, shown: { inventory } }: CityView): {
  readonly agencies: readonly Agency[];
  readonly contractors: readonly Contractor[];
} {
  const [agencies, contractors] = [[...inventory.agencies.values()], [...inventory.contractors.values()]];
  if (isWhole(fleet.sight)) return { agencies, contractors };
  const seen = partiesIn(fleet);
  return {
    agencies: agencies.filter(({ id }) => seen.agency.has(id)),
    contractors: contractors.filter(({ id }) => seen.contractor.has(id)),
  };
}

/** The same of one of them. */
export const isPartySeen = (fleet: VisibleFleet, party: 'agency' | 'contractor', id: string): boolean =>
  isWhole(fleet.sight) || partiesIn(fleet)[party].has(id);

function partiesIn({ columns, devices, links }: VisibleFleet) {
  const groups = [...new Set(devices.values().map((device) => columns.group[device] ?? -1))].flatMap(
    (group) => columns.groups[group] ?? [],
  );
  return {
    agency: new Set(groups.map(({ agency }) => agency)),
    contractor: new Set([
      ...groups.map(({ contractor }) => contractor),
      ...links.map(({ link }) => link.carrier),
    ]),
  };
}
