import type { Device, Handover, Link, Site } from '../../core/domain/inventory.ts';
import { buildCameras } from './build-cameras.ts';
import { buildCentre } from './build-centre.ts';
import { buildDevice, type Ground } from './build-device.ts';
import { buildLines } from './build-line.ts';
import { buildSites } from './build-sites.ts';
import type { Cluster } from './city.ts';
import type { CityBuilder } from './city-builder.ts';
import { wishHead, wishOthers } from './device-wishes.ts';
import { handoversOf } from './owners.ts';
import { prepareGround } from './prepare-ground.ts';
import type { System } from './recipe.ts';

/** What one cluster adds to the city. */
export interface CityPart {
  readonly sites: readonly Site[];
  readonly devices: readonly Device[];
  readonly links: readonly Link[];
  readonly handovers: readonly Handover[];
}

export function buildCluster(cluster: Cluster, block: number, builder: CityBuilder): CityPart {
  const system = cluster.layout === 'centre' ? undefined : builder.recipe.systems[cluster.system];
  const ground = prepareGround(cluster, system, block, builder);
  const sites = buildSites(cluster, system, builder);
  const { devices, links } = system
    ? buildBehindLine(cluster, system, sites, ground, builder)
    : buildCentre(cluster, sites, ground, builder);
  const { installedMs } = ground.project;
  const handovers = devices.flatMap(({ id }) => handoversOf(id, installedMs, ground.tenures));
  return { sites, devices, links, handovers };
}

/** The device at the end of the line, then what hangs on it, then the cameras. */
function buildBehindLine(
  cluster: Cluster,
  system: System,
  sites: readonly [Site, ...Site[]],
  ground: Ground,
  builder: CityBuilder,
): Pick<CityPart, 'devices' | 'links'> {
  const [site] = sites;
  if (cluster.layout === 'single') {
    const { links, upstreams } = buildLines(cluster, system, `site:${site.id}`, site.name, builder);
    return { links, devices: buildCameras(cluster, sites, { upstreams, firstHost: 1 }, ground, builder) };
  }
  const wish = wishHead(cluster, site, builder);
  const { links, upstreams } = buildLines(cluster, system, `device:${wish.id}`, site.name, builder);
  const head = buildDevice({ ...wish, upstreams, host: 1 }, ground, builder);
  registerPorts(cluster, head, ground, builder);

  const isCarrier = head.kind === 'switch' || cluster.layout === 'hub';
  const attach = isCarrier ? { attach: head.id } : {};
  const behind = [[`device:${head.id}` as const]];
  const others = wishOthers(cluster, site, builder).map((other, index) =>
    buildDevice({ ...other, upstreams: behind, host: index + 2, ...attach }, ground, builder),
  );
  const attachment = { upstreams: behind, firstHost: others.length + 2, head };
  return { links, devices: [head, ...others, ...buildCameras(cluster, sites, attachment, ground, builder)] };
}

/** The last ports of a switch or a district's router lead to the core, and the first one of a ward's router. */
function registerPorts(
  { layout }: Cluster,
  { id, kind, interfaces }: Device,
  { area }: Ground,
  { routers }: CityBuilder,
): void {
  if (layout === 'hub') routers.ports.set(id, interfaces.slice(1));
  if (kind === 'switch') routers.ports.set(id, interfaces.slice(0, -1));
  if (layout !== 'aggregation') return;
  const known = routers.aggregationByDistrict.get(area.district) ?? [];
  routers.aggregationByDistrict.set(area.district, [...known, id]);
  routers.ports.set(id, interfaces.slice(0, -TRUNKS));
}

/** One to each core router. */
const TRUNKS = 2;
