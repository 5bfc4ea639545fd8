import type { Device, Site, Upstreams } from '../../core/domain/inventory.ts';
import { buildDevice, type DeviceWish, type Ground } from './build-device.ts';
import type { Cluster } from './city.ts';
import type { CityBuilder } from './city-builder.ts';

interface Attachment {
  readonly upstreams: Upstreams;
  readonly firstHost: number;
  /** What the cameras hang on. */
  readonly head?: Device;
}

const FIRST_FORWARDED_PORT = 8_001;

/** The cameras of a cluster, spread over its poles, looking to all sides of each. */
export function buildCameras(
  cluster: Cluster,
  sites: readonly Site[],
  attachment: Attachment,
  ground: Ground,
  builder: CityBuilder,
): Device[] {
  const count = cluster.counts.cameras;
  const turns = sites.map(() => builder.random.integer(0, 359));
  return Array.from({ length: count }, (_, index) => {
    const which = index % sites.length;
    const atPole = Math.ceil((count - which) / sites.length);
    const number = Math.floor(index / sites.length);
    const site = sites[which];
    if (!site) throw new RangeError('expected at least one site, got none');
    const directionDegrees = Math.round((turns[which] ?? 0) + (360 * number) / atPole) % 360;
    return buildDevice(
      planCamera(cluster, site, { number, index, directionDegrees }, attachment, ground, builder),
      ground,
      builder,
    );
  });
}

function planCamera(
  cluster: Cluster,
  site: Site,
  position: { readonly number: number; readonly index: number; readonly directionDegrees: number },
  { upstreams, firstHost, head }: Attachment,
  ground: Ground,
  builder: CityBuilder,
): DeviceWish {
  const cameraClass = builder.nextCameraClass();
  const certificate = certify(ground, builder);
  const camera = {
    kind: 'camera',
    id: builder.nextId('cam', site.area),
    name: `Camera ${position.number + 1} – ${site.name}`,
    site,
    model: builder.pickModel(cameraClass),
    profile: `camera-${cameraClass}`,
    upstreams,
  } as const;
  const more = {
    cameraClass,
    directionDegrees: position.directionDegrees,
    ...(certificate && { certificate }),
  };
  if (cluster.layout === 'recorder' && head) {
    const channelOf = { recorder: head.id, channel: position.index + 1 };
    return { ...camera, profile: 'camera-channel', more: { ...more, channelOf } };
  }
  if (cluster.layout === 'forwarded') {
    const port = FIRST_FORWARDED_PORT + position.index;
    return { ...camera, profile: 'camera-forwarded', host: 1, more: { ...more, port } };
  }
  const attach = head?.kind === 'switch' ? { attach: head.id } : {};
  return { ...camera, host: firstHost + position.index, more, ...attach };
}

function certify({ project }: Ground, { recipe, calendar, nextSerial }: CityBuilder): Device['certificate'] {
  const { since, prefix, until } = recipe.certificates;
  if (project.installedMs < calendar.midnightMs(since)) return undefined;
  return { number: nextSerial(`${prefix} `), validToMs: calendar.midnightMs(until) };
}
