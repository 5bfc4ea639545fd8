import { PURPOSES, type Purpose, type Site } from '../../core/domain/inventory.ts';
import type { Cluster } from './city.ts';
import { FEWEST_CAMERAS_AT_A_POLE, findFact, type Workshop } from './city-builder.ts';
import type { Random } from './random.ts';
import type { System } from './recipe.ts';

/** The poles and rooms of a cluster; all share a cabinet. All cameras of a cluster watch for the same purpose. */
export function buildSites(
  cluster: Cluster,
  system: System | undefined,
  workshop: Workshop,
): [Site, ...Site[]] {
  if (!system) return [buildCentreSite(cluster, workshop)];
  const { random, recipe } = workshop;
  const area = workshop.areaOf(cluster.area);
  if (cluster.layout === 'hub' || cluster.layout === 'aggregation') {
    const label = cluster.layout === 'hub' ? recipe.ward_office : recipe.district_room;
    const site = { kind: 'centre', purpose: 'security', secrecy: 'restricted' } as const;
    return [placeSite(cluster, { ...site, name: `${label} – ${area.name}` }, system, workshop)];
  }
  const purpose = drawPurpose(system, random);
  const { kind, name } = random.pickWeighted(recipe.places[purpose], ({ weight }) => weight);
  const { secrecy } = system;
  const count = Math.max(1, Math.floor(cluster.counts.cameras / random.integer(FEWEST_CAMERAS_AT_A_POLE, 4)));
  const cabinet = workshop.nextId('tc', area.id);
  const build = () => {
    const number = workshop.nextNumber(`place-${cluster.area}`);
    return placeSite(
      cluster,
      { kind, purpose, secrecy, cabinet, name: `${name} ${number} – ${area.name}` },
      system,
      workshop,
    );
  };
  return [build(), ...Array.from({ length: count - 1 }, build)];
}

function drawPurpose({ purposes }: System, random: Random): Purpose {
  return random.pickWeighted(PURPOSES, (purpose) => purposes[purpose] ?? 0);
}

function placeSite(
  cluster: Cluster,
  site: Pick<Site, 'kind' | 'purpose' | 'secrecy' | 'name' | 'cabinet'>,
  system: System,
  workshop: Workshop,
): Site {
  const { kind } = workshop.districtOf(workshop.areaOf(cluster.area));
  const dutyContact = system.duty_contact?.[kind === 'quan' ? 'inner' : 'outer'];
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
  const { name, duty_contact } = workshop.centreOf(cluster);
  findFact(workshop.facts.contacts, duty_contact, 'a contact');
  return {
    id: workshop.nextId('site', cluster.area),
    name,
    area: cluster.area,
    ...workshop.nextPoint(cluster.area),
    kind: 'centre',
    purpose: 'traffic',
    dutyContact: duty_contact,
    secrecy: 'restricted',
  };
}
