import { type Device, isWatchedAt, type Site } from '../../core/domain/inventory.ts';
import { distanceMetres, findAround, lookAlike } from '../../core/domain/near-cameras.ts';
import { compareIds } from './compare-ids.ts';
import type { PlanFinding } from './plan-finding.ts';

export interface DuplicateViewOptions {
  readonly atMs: number;
  readonly sites: ReadonlyMap<string, Site>;
  readonly duplicateWithinMetres: number;
  readonly duplicateWithinDegrees: number;
}

interface Placed {
  readonly device: Device;
  readonly agency: string;
  readonly site: Site;
}

/**
 * Cameras of different agencies that are near to each other and look the same way: perhaps one would do. Each pair once.
 * Where neither coordinates nor a direction are on record nothing can be said.
 */
export function findDuplicateViews(
  devices: readonly Device[],
  { atMs, sites, duplicateWithinMetres, duplicateWithinDegrees }: DuplicateViewOptions,
): readonly PlanFinding[] {
  const cameras = placeCameras();
  const isClose = (degrees: number) => degrees <= duplicateWithinDegrees;
  const around = findAround(cameras, duplicateWithinMetres);
  return cameras.flatMap((camera) =>
    around(camera.site)
      .filter((other) => compareIds(camera.device.id, other.device.id) < 0 && camera.agency !== other.agency)
      .sort((a, b) => compareIds(a.device.id, b.device.id))
      .flatMap((other) => findingOf(camera, other)),
  );

  function placeCameras(): readonly Placed[] {
    return devices.flatMap((device) => {
      const site = sites.get(device.site);
      const { agency } = device;
      const isPlaced = device.kind === 'camera' && isWatchedAt(device, atMs) && agency !== undefined && site;
      return isPlaced ? [{ device, agency, site }] : [];
    });
  }

  function findingOf(camera: Placed, other: Placed): readonly PlanFinding[] {
    const metres = distanceMetres(camera.site, other.site);
    if (metres > duplicateWithinMetres || !lookAlike(camera.device, other.device, isClose)) return [];
    return [
      {
        code: 'duplicate-view',
        site: camera.site.id,
        devices: [camera.device.id, other.device.id],
        agencies: [camera.agency, other.agency],
        isSecret: camera.site.secrecy === 'secret' || other.site.secrecy === 'secret',
        detail: String(Math.round(metres)),
      },
    ];
  }
}
