import type { CityView } from './city-view.ts';
import type { DownNow } from './down-now.ts';
import type { VisibleFleet, VisibleLink } from './visible-fleet.ts';

/** A part of the city that is looked at alone: a former district, a ward, a site, what is an agency's. */
export interface CityPart {
  readonly hasDevice: (device: number) => boolean;
  readonly hasLink: (visible: VisibleLink) => boolean;
}

export const partOfDistrict = ({ groupOf }: VisibleFleet, id: string): CityPart => ({
  hasDevice: (device) => groupOf(device)?.district === id,
  hasLink: ({ district }) => district.id === id,
});

/** What of the city is lost in a part of it: only its devices are listed there. */
export function lostIn({ downNow }: CityView, { hasDevice, hasLink }: CityPart): DownNow {
  const { incidents, withheld, unassigned, unassignedLinks } = downNow();
  return {
    incidents: incidents.map((incident) => ({ ...incident, lost: incident.lost.filter(hasDevice) })),
    withheld: withheld.filter(hasDevice),
    unassigned: unassigned.filter(hasDevice),
    unassignedLinks: unassignedLinks.filter(hasLink),
  };
}
