import type { Device, Link, Site } from '../../core/domain/inventory.ts';
import { buildDevice, type Ground, portNames } from './build-device.ts';
import { buildLines } from './build-line.ts';
import type { Cluster } from './city.ts';
import type { CityBuilder } from './city-builder.ts';
import { wishServer, wishSupply } from './device-wishes.ts';

/** Servers hang on both core routers where those stand beside them, else on a line to the first of them. */
export function buildCentre(
  cluster: Cluster,
  [site]: readonly [Site, ...Site[]],
  ground: Ground,
  builder: CityBuilder,
): { readonly devices: readonly Device[]; readonly links: readonly Link[] } {
  const { counts } = cluster;
  const cores = Array.from({ length: counts.routers }, (_, index) =>
    buildCoreRouter(index, site, ground, builder),
  );
  const { links, upstreams } =
    cores.length > 0
      ? { links: [], upstreams: cores.map(({ id }) => [`device:${id}` as const]) }
      : buildLines(cluster, undefined, `site:${site.id}`, site.name, builder);
  const wishes = [
    ...Array.from({ length: counts.servers }, (_, index) => wishServer(index + 1, site, builder)),
    ...Array.from({ length: counts.supplies }, () => wishSupply(site, builder)),
  ];
  const others = wishes.map((wish, index) =>
    buildDevice({ ...wish, upstreams, host: cores.length + index + 1 }, ground, builder),
  );
  return { links, devices: [...cores, ...others] };
}

function buildCoreRouter(index: number, site: Site, ground: Ground, builder: CityBuilder): Device {
  const id = `rt-core-${index + 1}`;
  const model = builder.pickModel('core');
  const name = `Router lõi ${index + 1} – ${site.name}`;
  builder.routers.core.push(id);
  builder.routers.ports.set(id, portNames(model));
  return buildDevice(
    { kind: 'router', id, name, site, model, profile: 'router', upstreams: [], host: index + 1 },
    ground,
    builder,
  );
}
