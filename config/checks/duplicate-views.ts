import type { Device, Site } from '../../core/domain/inventory.ts';
import type { Draft, Report } from '../draft/draft.ts';

const NEAR_METERS = 15;
/** Cameras whose directions differ by less look at the same thing. */
const SAME_DIRECTION_DEGREES = 20;
const METERS_PER_DEGREE = 111_320;

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
  const byCell = Map.groupBy(placeCameras(draft), ({ site }) => cellOf(site, 0, 0));
  for (const cameras of byCell.values()) {
    const [first] = cameras;
    if (!first) continue;
    const around = neighbourCells(first.site).flatMap((cell) => byCell.get(cell) ?? []);
    if (around.every(({ agency }) => agency === first.agency)) continue;
    for (const camera of cameras) {
      const twin = around.find((other) => other.order < camera.order && isDuplicate(camera, other));
      if (!twin) continue;
      const { device, agency, site } = camera;
      const line = devices.lineOf(device);
      const twinLine = devices.lineOf(twin.device);
      const message = `${device.id} of ${agency} looks the same way for the same purpose (${site.purpose}) as ${twin.device.id} of ${twin.agency} in line ${twinLine}`;
      report.finding({ code: 'DUPLICATE_VIEW', file: devices.file, line, message });
    }
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

type Cell = number | string;

/** A number for a place on the grid, since strings would cost half a second for a city; a site without coordinates is a place of its own. */
function cellOf({ id, longitude, latitude }: Site, stepX: number, stepY: number): Cell {
  if (longitude === undefined || latitude === undefined) return id;
  const x = Math.floor(longitude / CELL_LONGITUDE_DEGREES) + stepX;
  const y = Math.floor(latitude / CELL_LATITUDE_DEGREES) + stepY;
  return x * CELLS_POLE_TO_POLE + y;
}

const CELLS_POLE_TO_POLE = Math.ceil(200 / CELL_LATITUDE_DEGREES);
const NEIGHBOURS = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => [x, y] as const));

function neighbourCells(site: Site): readonly Cell[] {
  if (site.longitude === undefined) return [cellOf(site, 0, 0)];
  return NEIGHBOURS.map(([x, y]) => cellOf(site, x, y));
}
