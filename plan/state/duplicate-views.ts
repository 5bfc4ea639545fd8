import { type Device, isWatchedAt, type Site } from '../../core/domain/inventory.ts';
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

const METRES_PER_DEGREE = 111_320;

/**
 * Cameras of different agencies that are near to each other and look the same way: perhaps one would do. Each pair once.
 * Where neither coordinates nor a direction are on record nothing can be said.
 */
export function findDuplicateViews(
  devices: readonly Device[],
  { atMs, sites, duplicateWithinMetres, duplicateWithinDegrees }: DuplicateViewOptions,
): readonly PlanFinding[] {
  const cellDegrees = duplicateWithinMetres / METRES_PER_DEGREE;
  const cameras = placeCameras();
  const byCell = Map.groupBy(cameras, ({ site }) => cellOf(site, 0, 0));
  return cameras.flatMap((camera) =>
    neighbours(camera.site)
      .flatMap((cell) => byCell.get(cell) ?? [])
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
    if (metres > duplicateWithinMetres || !looksAlike(camera.device, other.device)) return [];
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

  /** Two cameras that turn see everything around them; one that turns and one that does not are bought for different things. */
  function looksAlike(a: Device, b: Device): boolean {
    if (a.cameraClass === 'ptz' && b.cameraClass === 'ptz') return true;
    if (a.cameraClass === 'ptz' || b.cameraClass === 'ptz') return false;
    if (a.directionDegrees === undefined || b.directionDegrees === undefined) return false;
    const difference = Math.abs(a.directionDegrees - b.directionDegrees) % 360;
    return Math.min(difference, 360 - difference) <= duplicateWithinDegrees;
  }

  /** Cells are as high as the distance, and wide enough for it at any inhabited latitude. */
  function cellOf({ id, longitude, latitude }: Site, stepX: number, stepY: number): string {
    if (longitude === undefined || latitude === undefined) return id;
    const x = Math.floor(longitude / (3 * cellDegrees)) + stepX;
    return `${x} ${Math.floor(latitude / cellDegrees) + stepY}`;
  }

  function neighbours(site: Site): readonly string[] {
    if (site.longitude === undefined || site.latitude === undefined) return [cellOf(site, 0, 0)];
    return STEPS.flatMap((x) => STEPS.map((y) => cellOf(site, x, y)));
  }
}

const STEPS = [-1, 0, 1];

/** Of a flat earth: over a thousand metres the error is far below one. */
function distanceMetres(a: Site, b: Site): number {
  if (a.id === b.id) return 0;
  if (a.longitude === undefined || a.latitude === undefined) return Number.POSITIVE_INFINITY;
  if (b.longitude === undefined || b.latitude === undefined) return Number.POSITIVE_INFINITY;
  const x = (a.longitude - b.longitude) * Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot(x, a.latitude - b.latitude) * METRES_PER_DEGREE;
}
