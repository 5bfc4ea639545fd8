import type { Device, Site } from '../../core/domain/inventory.ts';
import { distanceMetres, findAround, lookAlike } from '../../core/domain/near-cameras.ts';
import type { Draft, Report } from '../draft/draft.ts';

const NEAR_METRES = 15;
/** Cameras whose directions differ by less look at the same thing. */
const SAME_DIRECTION_DEGREES = 20;

interface Placed {
  readonly device: Device;
  readonly agency: string;
  readonly site: Site;
  /** Place in the file among the devices: the later one of two is the duplicate. */
  readonly order: number;
}

/** Cameras of different agencies at one place that look the same way for the same purpose: the plan forbids duplication. */
export function findDuplicateViews(draft: Draft, report: Report): void {
  const { devices } = draft;
  const cameras = placeCameras(draft);
  const around = findAround(cameras, NEAR_METRES);
  for (const camera of cameras) {
    const twin = around(camera.site).find(
      (other) => other.order < camera.order && isDuplicate(camera, other),
    );
    if (!twin) continue;
    const { device, agency, site } = camera;
    const line = devices.lineOf(device);
    const twinLine = devices.lineOf(twin.device);
    const message = `${device.id} of ${agency} looks the same way for the same purpose (${site.purpose}) as ${twin.device.id} of ${twin.agency} in line ${twinLine}`;
    report.finding({ code: 'DUPLICATE_VIEW', file: devices.file, line, message });
  }
}

function placeCameras({ devices, sites, present }: Draft): readonly Placed[] {
  return devices.items.flatMap((device, order) => {
    const site = sites.byId.get(device.site);
    if (device.kind !== 'camera' || !site) return [];
    const { isWatched, ownership } = present.get(device) ?? {};
    const agency = ownership?.agency;
    return !isWatched || agency === undefined ? [] : [{ device, agency, site, order }];
  });
}

const isDuplicate = (a: Placed, b: Placed): boolean =>
  a.agency !== b.agency &&
  a.site.purpose === b.site.purpose &&
  lookAlike(a.device, b.device, (degrees) => degrees < SAME_DIRECTION_DEGREES) &&
  distanceMetres(a.site, b.site) <= NEAR_METRES;
