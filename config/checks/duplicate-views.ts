import { type Device, isWatchedAt, type Site } from '../../core/inventory.ts';
import type { Draft, Report } from '../draft.ts';
import { indexHandovers, ownershipAt } from '../ownership.ts';

const NEAR_METERS = 15;
/** Cameras whose directions differ by less look at the same thing. */
const SAME_DIRECTION_DEGREES = 20;
const METERS_PER_DEGREE = 111_320;

interface Placed {
  readonly device: Device;
  readonly agency: string;
  readonly site: Site;
}

/** Cameras of different agencies at one place that look the same way for the same purpose: the plan forbids duplication. */
export function findDuplicateViews(draft: Draft, report: Report): void {
  const { devices } = draft;
  const cameras = placeCameras(draft);
  const byCell = Map.groupBy(cameras, ({ site }) => cellOf(site, 0, 0));
  const line = (device: Device) => devices.lineOf(device);
  for (const camera of cameras) {
    const others = neighbourCells(camera.site).flatMap((cell) => byCell.get(cell) ?? []);
    const twin = others.find(
      (other) => line(other.device) < line(camera.device) && isDuplicate(camera, other),
    );
    if (!twin) continue;
    report.finding({
      code: 'DUPLICATE_VIEW',
      file: devices.file,
      line: line(camera.device),
      message: `${camera.device.id} of ${camera.agency} looks the same way for the same purpose (${camera.site.purpose}) as ${twin.device.id} of ${twin.agency} in line ${line(twin.device)}`,
    });
  }
}

function placeCameras({ devices, sites, handovers, nowMs }: Draft): readonly Placed[] {
  const index = indexHandovers(handovers.items);
  return devices.items.flatMap((device) => {
    const site = sites.byId.get(device.site);
    if (device.kind !== 'camera' || !site || !isWatchedAt(device, nowMs)) return [];
    const { agency } = ownershipAt(device, index, nowMs);
    return agency === undefined ? [] : [{ device, agency, site }];
  });
}

function isDuplicate(a: Placed, b: Placed): boolean {
  if (a.agency === b.agency || a.site.purpose !== b.site.purpose || !looksAlike(a.device, b.device))
    return false;
  return a.site === b.site || distanceMeters(a.site, b.site) <= NEAR_METERS;
}

/** Two cameras that turn see everything around them; one that turns and one that does not are bought for different things. */
function looksAlike(a: Device, b: Device): boolean {
  if (a.cameraClass === 'ptz' && b.cameraClass === 'ptz') return true;
  if (a.cameraClass === 'ptz' || b.cameraClass === 'ptz') return false;
  if (a.directionDegrees === undefined || b.directionDegrees === undefined) return false;
  const difference = Math.abs(a.directionDegrees - b.directionDegrees) % 360;
  return Math.min(difference, 360 - difference) < SAME_DIRECTION_DEGREES;
}

/** Flat-earth distance: over 15 m the error is far below a millimetre. */
function distanceMeters(a: Site, b: Site): number {
  if (a.longitude === undefined || a.latitude === undefined) return Number.POSITIVE_INFINITY;
  if (b.longitude === undefined || b.latitude === undefined) return Number.POSITIVE_INFINITY;
  const x = (a.longitude - b.longitude) * Math.cos((a.latitude * Math.PI) / 180);
  return Math.hypot(x, a.latitude - b.latitude) * METERS_PER_DEGREE;
}

/** Cells are a little larger than the distance on either axis at any inhabited latitude, so neighbours suffice. */
const CELL_LATITUDE_DEGREES = NEAR_METERS / METERS_PER_DEGREE;
const CELL_LONGITUDE_DEGREES = CELL_LATITUDE_DEGREES * 3;

/** A site without coordinates is a place of its own. */
function cellOf({ id, longitude, latitude }: Site, stepX: number, stepY: number): string {
  if (longitude === undefined || latitude === undefined) return `site:${id}`;
  const x = Math.floor(longitude / CELL_LONGITUDE_DEGREES) + stepX;
  return `${x}:${Math.floor(latitude / CELL_LATITUDE_DEGREES) + stepY}`;
}

function neighbourCells(site: Site): readonly string[] {
  if (site.longitude === undefined) return [cellOf(site, 0, 0)];
  const steps = [-1, 0, 1];
  return steps.flatMap((stepX) => steps.map((stepY) => cellOf(site, stepX, stepY)));
}
