import type { FiguresInventory } from '../../../availability/inventory/figures-inventory.ts';
import type { DeviceKind } from '../../../core/domain/inventory.ts';
import { NO_TAG_VALUE } from '../../../core/names/series.ts';
import type { FiguresInput } from '../document/figures-input.ts';
import type { CountFigures, CountRow, DeviceCounts } from '../document/inventory-figures.ts';
import { isSecret, type PlacedDevice } from '../document/placed-devices.ts';
import { placeDistricts } from './district-place.ts';
import { nameAt } from './name-at.ts';

type Draft = {
  total: number;
  kinds: Partial<Record<DeviceKind, number>>;
  ptz: number;
  fixed: number;
  unclassed: number;
};

/** How many devices there are at the end of the window, by what they belong to. */
export function buildCounts(
  { inventory, window }: Pick<FiguresInput, 'inventory' | 'window'>,
  placed: readonly PlacedDevice[],
): CountFigures {
  const atMs = window.toMs - 1;
  const rows = (by: (placed: PlacedDevice) => string | undefined, names?: Names): CountRow[] =>
    countBy(placed, by).map(([id, counts]) => ({ id, ...nameAt(names?.get(id), atMs), ...counts }));
  const places = placeDistricts(inventory.areas, atMs);
  const secret = placed.filter(isSecret);
  const sitesOf = (some: readonly PlacedDevice[]) => new Set(some.map(({ entry }) => entry.site)).size;
  return {
    city: tally(placed),
    agency: rows(({ entry }) => entry.agency, inventory.agencies),
    district: rows(({ area }) => area?.district, inventory.districts).map((row) => ({
      ...row,
      ...places.get(row.id),
    })),
    area: rows(({ area }) => area?.id, inventory.areas),
    programme: rows(({ entry }) => entry.programme, inventory.programmes),
    purpose: rows(({ site }) => site?.purpose),
    siteKind: rows(({ site }) => site?.kind),
    contractor: rows(({ entry }) => entry.contractor, inventory.contractors),
    sites: sitesOf(placed),
    secretSites: sitesOf(secret),
    secretDevices: secret.length,
  };
}

type Names = FiguresInventory['districts'];

function countBy(
  placed: readonly PlacedDevice[],
  by: (placed: PlacedDevice) => string | undefined,
): readonly (readonly [string, DeviceCounts])[] {
  const groups = new Map<string, Draft>();
  for (const one of placed) {
    const id = by(one) ?? NO_TAG_VALUE;
    const counts = groups.get(id) ?? emptyCounts();
    groups.set(id, counts);
    count(counts, one);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function tally(placed: readonly PlacedDevice[]): DeviceCounts {
  const counts = emptyCounts();
  for (const one of placed) count(counts, one);
  return counts;
}

const emptyCounts = (): Draft => ({ total: 0, kinds: {}, ptz: 0, fixed: 0, unclassed: 0 });

function count(counts: Draft, { entry }: PlacedDevice): void {
  counts.total++;
  counts.kinds[entry.kind] = (counts.kinds[entry.kind] ?? 0) + 1;
  if (entry.kind === 'camera') counts[entry.cameraClass ?? 'unclassed']++;
}
