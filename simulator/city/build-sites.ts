import type { Purpose, Site } from '../../core/inventory.ts';
import type { Cluster } from './city.ts';
import type { System } from './recipe.ts';
import { FEWEST_CAMERAS_AT_A_POLE, findFact, type Workshop } from './workshop.ts';

/** The poles and rooms of a cluster; the first one has its cabinet. All cameras of a cluster watch for the same purpose. */
export function buildSites(
  cluster: Cluster,
  system: System | undefined,
  purpose: Purpose,
  workshop: Workshop,
): Site[] {
  if (cluster.layout === 'centre') return [buildCentreSite(cluster, workshop)];
  const { random, recipe } = workshop;
  const area = workshop.areaOf(cluster.area);
  if (cluster.layout === 'hub' || cluster.layout === 'aggregation') {
    const label = cluster.layout === 'hub' ? recipe.ward_office : recipe.district_room;
    const site = { kind: 'centre', purpose: 'security', secrecy: 'restricted' } as const;
    return [placeSite(cluster, { ...site, name: `${label} – ${area.name}` }, system, workshop)];
  }
  const { kind, name } = random.pickWeighted(recipe.places[purpose], ({ weight }) => weight);
  const secrecy = system?.secrecy ?? 'public';
  const count = Math.max(1, Math.floor(cluster.counts.cameras / random.integer(FEWEST_CAMERAS_AT_A_POLE, 4)));
  return Array.from({ length: count }, () => {
    const numbered = `${name} ${Number(workshop.nextId('place', cluster.area).slice(-3))}`;
    const site = { kind, purpose, secrecy, name: `${numbered} – ${area.name}` };
    return placeSite(cluster, site, system, workshop);
  });
}

function placeSite(
  cluster: Cluster,
  site: Pick<Site, 'kind' | 'purpose' | 'secrecy' | 'name'>,
  system: System | undefined,
  workshop: Workshop,
): Site {
  const { kind } = workshop.districtOf(workshop.areaOf(cluster.area));
  const dutyContact = system?.duty_contact?.[kind === 'quan' ? 'inner' : 'outer'];
  if (dutyContact) findFact(workshop.facts.contacts, dutyContact, 'a contact');
  return {
    id: workshop.nextId('site', cluster.area),
    ...site,
    area: cluster.area,
    ...workshop.nextPoint(cluster.area),
    ...(dutyContact && { dutyContact }),
  };
}

function buildCentreSite(cluster: Cluster, workshop: Workshop): Site {
  const centre = workshop.recipe.centres[cluster.centre ?? 0];
  if (centre) findFact(workshop.facts.contacts, centre.duty_contact, 'a contact');
  return {
    id: workshop.nextId('site', cluster.area),
    name: centre?.name ?? cluster.area,
    area: cluster.area,
    ...workshop.nextPoint(cluster.area),
    kind: 'centre',
    purpose: 'traffic',
    ...(centre && { dutyContact: centre.duty_contact }),
    secrecy: 'restricted',
  };
}
