import type { Link, Medium, Upstreams } from '../../core/domain/inventory.ts';
import type { Cluster } from './city.ts';
import { type CityBuilder, type FreePort, findFact } from './city-builder.ts';
import type { Recipe, System } from './recipe.ts';

type RentedLine = Recipe['lines']['leased'][number];

/** The lines to the far end of a cluster, and the ways to it: redundant where there are two. */
export interface Lines {
  readonly links: readonly Link[];
  readonly upstreams: Upstreams;
}

const BACKUP_RATIO = 0.2;
const LEASED_RATIO = 0.3;
const RADIO_RATIO = 0.1;
const HUB_LEASED_RATIO = 0.1;
/** The other ports are for trunks. */
const MOST_LEASED_AT_A_CORE_ROUTER = 24;

export function buildLines(
  cluster: Cluster,
  system: System | undefined,
  far: Link['far'],
  placeName: string,
  builder: CityBuilder,
): Lines {
  const { area } = cluster;
  const { random, recipe } = builder;
  const line = (medium: Medium, near: Link['near'], rented?: RentedLine): Link => ({
    id: builder.nextId('line', area),
    name: `Đường truyền ${placeName}`,
    near,
    far,
    medium,
    ...describeMedium(medium, rented, system, builder),
  });
  const leased = (which: 0 | 1) => {
    const rented = recipe.lines.leased[which];
    const port = builder.nextPort(builder.routers.core, MOST_LEASED_AT_A_CORE_ROUTER);
    return withPort((medium, near) => line(medium, near, rented), 'rented-line', port);
  };
  const internet = (near: Link['near']) => line('rented-internet', near, random.pick(recipe.lines.internet));

  if (cluster.layout === 'aggregation') return redundant(buildTrunks(line, builder));
  if (cluster.layout === 'centre') return redundant(buildTrunks(line, builder).slice(0, 1));
  if (cluster.layout === 'hub') {
    return redundant(random.chance(BACKUP_RATIO) ? [leased(0), leased(1)] : [leased(0)]);
  }
  if (cluster.near === 'aggregation') {
    const fibre = buildFibre(line, area, builder);
    return redundant(random.chance(BACKUP_RATIO / 2) ? [fibre, internet('core')] : [fibre]);
  }
  if (cluster.near === 'hub') {
    const hub = hubRouterId(area);
    const draw = random.next();
    if (draw >= RADIO_RATIO + HUB_LEASED_RATIO) return redundant([internet(`device:${hub}`)]);
    const isRadio = draw < RADIO_RATIO;
    const ownLine: LineBuilder = (medium, near) =>
      line(medium, near, isRadio ? undefined : recipe.lines.leased[0]);
    return redundant([withPort(ownLine, isRadio ? 'radio' : 'rented-line', portOf(hub, builder))]);
  }
  // Even of those that would like a cable most hang on rented Internet.
  const isLeased = system?.line === 'fibre' && random.chance(LEASED_RATIO);
  return redundant([isLeased ? leased(0) : internet('core')]);
}

export function hubRouterId(area: string): string {
  return `rt-${area}-office`;
}

type LineBuilder = (medium: Medium, near: Link['near']) => Link;

/** Own cable of the police, measured at a port of the router it starts from. */
function buildFibre(line: LineBuilder, area: string, builder: CityBuilder): Link {
  const { district } = builder.areaOf(area);
  const routers = builder.routers.aggregationByDistrict.get(district) ?? [];
  return withPort(line, 'own-fibre', builder.nextPort(routers));
}

/** One trunk from each core router, so that either may fail. */
function buildTrunks(line: LineBuilder, builder: CityBuilder): Link[] {
  const { core } = builder.routers;
  const starts = core.length > 0 ? core.map((router) => builder.nextPort([router])) : [undefined];
  const { capacity } = builder.recipe.lines.trunk;
  return starts.map((port) => ({ ...withPort(line, 'own-fibre', port), capacityBitsPerSecond: capacity }));
}

/** The port of the ward's router that a line starts from; where all are taken, it is not measured. */
function portOf(device: string, builder: CityBuilder): FreePort {
  return builder.nextPort([device]) ?? { device, name: undefined };
}

/** A line from a device of ours is measured there; rented Internet is not: it only passes through somewhere. */
function withPort(line: LineBuilder, medium: Medium, port: FreePort | undefined): Link {
  const link = line(medium, port ? `device:${port.device}` : 'core');
  if (port?.name === undefined) return link;
  return { ...link, interface: { device: port.device, name: port.name } };
}

function redundant(links: readonly Link[]): Lines {
  return { links, upstreams: links.map(({ id }) => [`link:${id}`]) };
}

function describeMedium(
  medium: Medium,
  rented: RentedLine | undefined,
  system: System | undefined,
  { facts, recipe, nextSerial }: CityBuilder,
): Pick<Link, 'carrier' | 'circuit' | 'hotline' | 'capacityBitsPerSecond' | 'contracts'> {
  if (!rented) {
    const { capacity } = medium === 'radio' ? recipe.lines.radio : recipe.lines.own_fibre;
    return { capacityBitsPerSecond: capacity, contracts: [] };
  }
  const { hotline } = findFact(facts.contractors, rented.carrier, 'a carrier');
  const common = {
    carrier: rented.carrier,
    capacityBitsPerSecond: rented.capacity,
    ...(hotline && { hotline }),
  };
  // A household's own line: no contract of the city, no circuit number that anybody noted.
  if (system && !system.contract && system.line === 'internet') return { ...common, contracts: [] };
  const contract = system?.line_contract ?? rented.contract;
  findFact(facts.contracts, contract, 'a contract');
  return { ...common, circuit: nextSerial(`${rented.prefix}-`), contracts: [contract] };
}
