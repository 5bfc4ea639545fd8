import type { DeviceKind, Site } from '../../core/domain/inventory.ts';
import type { DeviceWish } from './build-device.ts';
import { hubRouterId } from './build-line.ts';
import { type Cluster, countDevices } from './city.ts';
import type { CityBuilder } from './city-builder.ts';
import type { Model, Recipe } from './recipe.ts';

/** A device that has yet to get its address and its way to the core. */
type Wish = Omit<DeviceWish, 'upstreams' | 'host'>;

/** What stands at the end of a cluster's line. */
export function wishHead({ layout, area, counts }: Cluster, site: Site, builder: CityBuilder): Wish {
  const router = (model: keyof Recipe['models'], id: string) =>
    wishOf('router', 'Router', builder.pickModel(model), site, builder, id);
  switch (layout) {
    case 'recorder':
      // Its cameras are seen only by what it tells of its channels.
      return { ...wishRecorder(site, builder), profile: 'recorder' };
    case 'hub':
      return router('router', hubRouterId(area));
    case 'aggregation':
      return router('aggregation', builder.nextId('rt-agg', area));
    case 'forwarded':
      return { ...router('household_router', builder.nextId('rt', area)), profile: 'household-router' };
    case 'street':
    case 'single':
    case 'centre':
      // One port for each device, the switch itself left out, and the uplink.
      return wishOf('switch', 'Switch', builder.pickModel('switch', countDevices(counts)), site, builder);
  }
}

/** What stands beside the head, behind the same line. */
export function wishOthers({ layout, counts }: Cluster, site: Site, builder: CityBuilder): readonly Wish[] {
  const recorders = layout === 'hub' ? counts.recorders : 0;
  return [
    ...Array.from({ length: recorders }, () => wishRecorder(site, builder)),
    ...Array.from({ length: counts.controllers }, (_, index) => wishController(index, site, builder)),
    ...Array.from({ length: counts.supplies }, () => wishSupply(site, builder)),
  ];
}

export function wishServer(number: number, site: Site, builder: CityBuilder): Wish {
  return {
    ...wishOf('server', `Máy chủ ${number}`, builder.pickModel('server'), site, builder),
    more: { securityLevel: 3 },
  };
}

export function wishSupply(site: Site, builder: CityBuilder): Wish {
  return wishOf('ups', 'Bộ lưu điện', builder.pickModel('ups'), site, builder);
}

function wishRecorder(site: Site, builder: CityBuilder): Wish {
  const model = builder.pickModel('nvr');
  return { ...wishOf('nvr', 'Đầu ghi', model, site, builder), profile: model.profile ?? 'recorder' };
}

const CONTROLLERS = [
  { model: 'light_controller', name: 'Tủ đèn tín hiệu' },
  { model: 'sign', name: 'Biển báo điện tử' },
  { model: 'detector', name: 'Bộ đếm xe' },
] as const;

function wishController(index: number, site: Site, builder: CityBuilder): Wish {
  const { model, name } = CONTROLLERS[index % CONTROLLERS.length] ?? CONTROLLERS[0];
  return wishOf('controller', name, builder.pickModel(model), site, builder);
}

const ID_PREFIXES: Readonly<Record<DeviceKind, string>> = {
  camera: 'cam',
  nvr: 'nvr',
  switch: 'sw',
  router: 'rt',
  ups: 'ups',
  controller: 'ctl',
  server: 'srv',
};

/** The profiles of the sample city are named after the kinds of device. */
function wishOf(
  kind: DeviceKind,
  label: string,
  model: Model,
  site: Site,
  builder: CityBuilder,
  id = builder.nextId(ID_PREFIXES[kind], site.area),
): Wish {
  const name = `${label} – ${site.name}`;
  return { kind, id, name, site, model, profile: kind };
}
