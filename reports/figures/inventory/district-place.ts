import type { FiguresInventory } from '../../../availability/inventory/figures-inventory.ts';
import { valueAt } from '../../../core/time/versions.ts';

/** The middle of the wards and communes of a former district, in millionths of a degree, for maps. */
export interface DistrictPlace {
  readonly longitudeE6: number;
  readonly latitudeE6: number;
}

const MILLION = 1_000_000;

/** By district, as its areas were at an instant. */
export function placeDistricts(
  areas: FiguresInventory['areas'],
  atMs: number,
): ReadonlyMap<string, DistrictPlace> {
  const present = [...areas.values()].flatMap((versions) => valueAt(versions, atMs) ?? []);
  return new Map(
    [...Map.groupBy(present, ({ district }) => district)].map(([district, members]) => {
      const meanOf = (degrees: (area: (typeof members)[number]) => number): number =>
        Math.round((members.reduce((sum, area) => sum + degrees(area), 0) / members.length) * MILLION);
      const place = {
        longitudeE6: meanOf(({ longitude }) => longitude),
        latitudeE6: meanOf(({ latitude }) => latitude),
      };
      return [district, place];
    }),
  );
}
