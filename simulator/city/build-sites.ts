import { PURPOSES, type Purpose, type Site } from '../../core/domain/inventory.ts';
import type { Cluster } from './city.ts';
import { type CityBuilder, FEWEST_CAMERAS_AT_A_POLE, findFact } from './city-builder.ts';
import type { Random } from './random.ts';
import type { System } from './recipe.ts';

/** The poles and rooms of a cluster; all share a cabinet. All cameras of a cluster watch for the same purpose. */
export function buildSites(
  cluster: Cluster,
  system: System | undefined,
  builder: CityBuilder,
): [Site, ...Site[]] {
  if (!system) return [buildCentreSite(cluster, builder)];
  const { random, recipe } = builder;
  const area = builder.areaOf(cluster.area);
  if (cluster.layout === 'hub' || cluster.layout === 'aggregation') {
    const label = cluster.layout === 'hub' ? recipe.ward_office : recipe.district_room;
    const site = { kind: 'centre', purpose: 'security', secrecy: 'restricted' } as const;
    return [placeSite(cluster, { ...site, name: `${label} – ${area.name}` }, system, builder)];
  }
  const purpose = drawPurpose(system, random);
  const { kind, name } = random.pickWeighted(recipe.places[purpose], ({ weight }) => weight);
  const { secrecy } = system;
  const count = Math.max(1, Math.floor(cluster.counts.cameras / random.integer(FEWEST_CAMERAS_AT_A_POLE, 4)));
  const cabinet = builder.nextId('tc', area.id);
  const build = () => {
    const number = builder.nextNumber(`place-${cluster.area}`);
    return placeSite(
      cluster,
      { kind, purpose, secrecy, cabinet, name: `${name} ${number} – ${area.name}` },
      system,
      builder,
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
  builder: CityBuilder,
): Site {
  const { kind } = builder.districtOf(builder.areaOf(cluster.area));
  const dutyContact = system.duty_contact?.[kind === 'quan' ? 'inner' : 'outer'];
  if (dutyContact) findFact(builder.facts.contacts, dutyContact, 'a contact');
  return {
    id: builder.nextId('site', cluster.area),
    ...site,
    area: cluster.area,
    ...builder.nextPoint(cluster.area),
    ...(dutyContact && { dutyContact }),
  };
}

function buildCentreSite(cluster: Cluster, builder: CityBuilder): Site {
  const { name, duty_contact } = builder.centreOf(cluster);
  findFact(builder.facts.contacts, duty_contact, 'a contact');
  return {
    id: builder.nextId('site', cluster.area),
    name,
    area: cluster.area,
    ...builder.nextPoint(cluster.area),
    kind: 'centre',
    purpose: 'traffic',
    dutyContact: duty_contact,
    secrecy: 'restricted',
  };
}
