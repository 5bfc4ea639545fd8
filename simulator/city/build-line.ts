import type { Link, Medium, Upstreams } from '../../core/inventory.ts';
import type { Cluster } from './city.ts';
import type { Recipe, System } from './recipe.ts';
import { findFact, type Workshop } from './workshop.ts';

type RentedLine = Recipe['lines']['leased'][number];

/** The lines to the far end of a cluster, and the ways to it: redundant where there are two. */
export interface Lines {
  readonly links: readonly Link[];
  readonly upstreams: Upstreams;
}

const BACKUP_RATIO = 0.2;
const LEASED_RATIO = 0.3;

export function buildLines(
  cluster: Cluster,
  system: System | undefined,
  far: Link['far'],
  placeName: string,
  workshop: Workshop,
): Lines {
  const { area } = cluster;
  const { random, recipe } = workshop;
  const line = (medium: Medium, near: Link['near'], rented?: RentedLine): Link => ({
    id: workshop.nextId('line', area),
    name: `Đường truyền ${placeName}`,
    near,
    far,
    medium,
    ...describeMedium(medium, rented, system, workshop),
  });
  const leased = (which: 0 | 1) => line('rented-line', 'core', recipe.lines.leased[which]);
  const internet = (near: Link['near']) => line('rented-internet', near, random.pick(recipe.lines.internet));

  if (cluster.layout === 'aggregation') return redundant(buildTrunks(line, workshop));
  if (cluster.layout === 'centre') return redundant(buildTrunks(line, workshop).slice(0, 1));
  if (cluster.layout === 'hub') {
    return redundant(random.chance(BACKUP_RATIO) ? [leased(0), leased(1)] : [leased(0)]);
  }
  if (cluster.near === 'aggregation') {
    const fibre = buildFibre(line, area, workshop);
    return redundant(random.chance(BACKUP_RATIO / 2) ? [fibre, internet('core')] : [fibre]);
  }
  if (cluster.near === 'hub') {
    const near = `device:${hubRouterId(area)}` as const;
    const draw = random.next();
    if (draw < 0.1) return redundant([line('radio', near)]);
    return redundant([draw < 0.2 ? line('rented-line', near, recipe.lines.leased[0]) : internet(near)]);
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
function buildFibre(line: LineBuilder, area: string, workshop: Workshop): Link {
  const { district } = workshop.areaOf(area);
  const routers = workshop.routers.aggregationByDistrict.get(district) ?? [];
  return withPort(line, workshop.nextPort(routers));
}

/** One trunk from each core router, so that either may fail. */
function buildTrunks(line: LineBuilder, workshop: Workshop): Link[] {
  const { core } = workshop.routers;
  const starts = core.length > 0 ? core.map((router) => workshop.nextPort([router])) : [undefined];
  const { capacity } = workshop.recipe.lines.trunk;
  return starts.map((port) => ({ ...withPort(line, port), capacityBitsPerSecond: capacity }));
}

function withPort(line: LineBuilder, port: ReturnType<Workshop['nextPort']>): Link {
  const link = line('own-fibre', port ? `device:${port.device}` : 'core');
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
  { facts, recipe, nextSerial }: Workshop,
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
