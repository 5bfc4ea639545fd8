import type { Device, Handover, Link, Purpose, Site } from '../../core/inventory.ts';
import { buildCameras } from './build-cameras.ts';
import { buildDevice, type DeviceWish, type Ground, portNames } from './build-device.ts';
import { buildLines, hubRouterId } from './build-line.ts';
import { buildSites } from './build-sites.ts';
import type { Cluster } from './city.ts';
import { drawProject, planProject } from './lifecycle.ts';
import { handoversOf, resolveOwners } from './owners.ts';
import type { System } from './recipe.ts';
import type { Workshop } from './workshop.ts';

/** What one cluster adds to the city. */
export interface CityPart {
  readonly sites: readonly Site[];
  readonly devices: readonly Device[];
  readonly links: readonly Link[];
  readonly handovers: readonly Handover[];
}

export function buildCluster(cluster: Cluster, block: number, workshop: Workshop): CityPart {
  const { recipe } = workshop;
  const system = cluster.layout === 'centre' ? undefined : recipe.systems[cluster.system];
  const ground = prepareGround(cluster, system, block, workshop);
  const sites = buildSites(cluster, system, drawPurpose(system, workshop), workshop);
  const [site] = sites;
  if (!site) throw new RangeError(`expected a site for a ${cluster.layout} cluster, got none`);

  const { devices, links } =
    cluster.layout === 'centre'
      ? buildCentre(cluster, site, ground, workshop)
      : buildBehindLine(cluster, system, sites, ground, workshop);
  const handovers = devices.flatMap(({ id }) => handoversOf(id, ground.project.installedMs, ground.tenures));
  return { sites, devices, links, handovers };
}

function prepareGround(
  cluster: Cluster,
  system: System | undefined,
  block: number,
  workshop: Workshop,
): Ground {
  const { recipe, random, calendar } = workshop;
  const area = workshop.areaOf(cluster.area);
  const district = workshop.districtOf(area);
  const centre = recipe.centres[cluster.centre ?? 0];
  if (!system) {
    return {
      area,
      block,
      project: planProject(centre?.installed ?? recipe.built.old[0], 0, true, random, calendar),
      tenures: resolveOwners(centre?.owners ?? [], area, district, calendar),
      contract: centre?.contract,
      recorderContract: centre?.contract,
      programme: centre?.programme,
      controllerProgramme: undefined,
      funding: 'Ngân sách thành phố',
    };
  }
  const zone = district.kind === 'quan' ? 'inner' : 'outer';
  return {
    area,
    block,
    project: drawProject(system.new, random, calendar, recipe),
    tenures: resolveOwners(system.owners, area, district, calendar),
    contract: system.contract?.[zone],
    recorderContract: system.recorder_contract,
    programme: system.programme,
    controllerProgramme: system.controller_programme ?? system.programme,
    funding: system.funding,
  };
}

function drawPurpose(system: System | undefined, { random }: Workshop): Purpose {
  const purposes = (['security', 'traffic', 'environment', 'urban-order', 'defence'] as const).filter(
    (purpose) => (system?.purposes[purpose] ?? 0) > 0,
  );
  if (purposes.length === 0) return 'traffic';
  return random.pickWeighted(purposes, (purpose) => system?.purposes[purpose] ?? 0);
}

/** The first device at the end of the line, then what hangs on it, then the cameras. */
function buildBehindLine(
  cluster: Cluster,
  system: System | undefined,
  sites: readonly Site[],
  ground: Ground,
  workshop: Workshop,
): Pick<CityPart, 'devices' | 'links'> {
  const [site] = sites;
  if (!site) return { devices: [], links: [] };
  if (cluster.layout === 'single') {
    const { links, upstreams } = buildLines(cluster, system, `site:${site.id}`, site.name, workshop);
    const cameras = buildCameras(cluster, sites, { upstreams, firstHost: 1 }, ground, workshop);
    return { devices: cameras, links };
  }
  const head = planHead(cluster, site, workshop);
  const id = head.id ?? workshop.nextId(HEAD_PREFIXES[cluster.layout] ?? 'rt', cluster.area);
  const { links, upstreams } = buildLines(cluster, system, `device:${id}`, site.name, workshop);
  const headDevice = buildDevice({ ...head, id, upstreams, host: 1 }, ground, workshop);
  if (cluster.layout === 'aggregation') registerAggregation(headDevice, ground, workshop);
  const behind = [[`device:${id}` as const]];
  const others = planOthers(cluster, site, workshop).map((wish, index) =>
    buildDevice({ ...wish, upstreams: behind, host: index + 2 }, ground, workshop),
  );
  const cameras = buildCameras(
    cluster,
    sites,
    { upstreams: behind, firstHost: others.length + 2, head: headDevice },
    ground,
    workshop,
  );
  return { devices: [headDevice, ...others, ...cameras], links };
}

const HEAD_PREFIXES: Readonly<Partial<Record<Cluster['layout'], string>>> = {
  street: 'sw',
  recorder: 'nvr',
  aggregation: 'rt-agg',
};

type Wish = Omit<DeviceWish, 'upstreams'>;

function planHead({ layout, area }: Cluster, site: Site, workshop: Workshop): Wish {
  switch (layout) {
    case 'street': {
      const model = workshop.pickModel('switch');
      return { kind: 'switch', name: `Switch – ${site.name}`, site, model, profile: 'switch' };
    }
    case 'recorder':
      return planRecorder(site, workshop);
    case 'hub': {
      const model = workshop.pickModel('router');
      return {
        kind: 'router',
        name: `Router – ${site.name}`,
        site,
        model,
        profile: 'router',
        id: hubRouterId(area),
      };
    }
    case 'aggregation': {
      const model = workshop.pickModel('aggregation');
      return { kind: 'router', name: `Router – ${site.name}`, site, model, profile: 'router' };
    }
    default: {
      const model = workshop.pickModel('household_router');
      return { kind: 'router', name: `Router – ${site.name}`, site, model, profile: 'router' };
    }
  }
}

/** A recorder's RTSP port; on loopback one that needs no privileges, since the simulator opens it. */
function planRecorder(site: Site, workshop: Workshop): Wish {
  const port = workshop.addressing === 'loopback' ? 10_554 : 554;
  const model = workshop.pickModel('nvr');
  const name = `Đầu ghi – ${site.name}`;
  return { kind: 'nvr', name, site, model, profile: 'recorder', more: { port } };
}

function planOthers({ layout, counts }: Cluster, site: Site, workshop: Workshop): Wish[] {
  const recorders = layout === 'hub' ? counts.recorders : 0;
  return [
    ...repeat(recorders, () => planRecorder(site, workshop)),
    ...repeat(counts.controllers, (index) => planController(index, site, workshop)),
    ...repeat(counts.supplies, () => planSupply(site, workshop)),
  ];
}

const CONTROLLERS = [
  { model: 'light_controller', name: 'Tủ đèn tín hiệu' },
  { model: 'sign', name: 'Biển báo điện tử' },
  { model: 'detector', name: 'Bộ đếm xe' },
] as const;

function planController(index: number, site: Site, workshop: Workshop): Wish {
  const { model, name } = CONTROLLERS[index % CONTROLLERS.length] ?? CONTROLLERS[0];
  return {
    kind: 'controller',
    name: `${name} – ${site.name}`,
    site,
    model: workshop.pickModel(model),
    profile: 'controller',
  };
}

function planSupply(site: Site, workshop: Workshop): Wish {
  return {
    kind: 'ups',
    name: `Bộ lưu điện – ${site.name}`,
    site,
    model: workshop.pickModel('ups'),
    profile: 'ups',
  };
}

function registerAggregation(router: Device, { area }: Ground, { routers }: Workshop): void {
  const known = routers.aggregationByDistrict.get(area.district) ?? [];
  routers.aggregationByDistrict.set(area.district, [...known, router.id]);
  routers.ports.set(router.id, router.interfaces);
}

/** Servers hang on both core routers where those stand beside them, else on a line to the first of them. */
function buildCentre(
  cluster: Cluster,
  site: Site,
  ground: Ground,
  workshop: Workshop,
): Pick<CityPart, 'devices' | 'links'> {
  const { counts } = cluster;
  const cores = repeat(counts.routers, (index) => buildCoreRouter(index, site, ground, workshop));
  const { links, upstreams } =
    cores.length > 0
      ? { links: [], upstreams: cores.map(({ id }) => [`device:${id}` as const]) }
      : buildLines(cluster, undefined, `site:${site.id}`, site.name, workshop);
  const servers = repeat(counts.servers, (index): Wish => {
    const model = workshop.pickModel('server');
    const name = `Máy chủ ${index + 1} – ${site.name}`;
    return { kind: 'server', name, site, model, profile: 'server', more: { securityLevel: 3 } };
  });
  const others = [...servers, ...repeat(counts.supplies, () => planSupply(site, workshop))];
  return {
    links,
    devices: [
      ...cores,
      ...others.map((wish, index) =>
        buildDevice({ ...wish, upstreams, host: cores.length + index + 1 }, ground, workshop),
      ),
    ],
  };
}

function buildCoreRouter(index: number, site: Site, ground: Ground, workshop: Workshop): Device {
  const id = `rt-core-${index + 1}`;
  const model = workshop.pickModel('core');
  const name = `Router lõi ${index + 1} – ${site.name}`;
  const wish = {
    kind: 'router',
    id,
    name,
    site,
    model,
    profile: 'router',
    upstreams: [],
    host: index + 1,
  } as const;
  workshop.routers.core.push(id);
  workshop.routers.ports.set(id, portNames(model));
  return buildDevice(wish, ground, workshop);
}

function repeat<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
