import type { DeviceColumns, DeviceGroup, LiveColumns } from '../../../core/domain/live-columns.ts';
import { INDICATORS, type Indicator, PING_FILTERED, STATES, type State } from '../../../core/domain/state.ts';
import type { SeriesName } from '../../../core/names/series.ts';
import type { Tags } from './line-protocol.ts';

export type FleetSeries = Extract<SeriesName, `fleet${string}`>;

export type StateCounts = Readonly<Record<State, number>>;

export interface FleetRow<Name extends FleetSeries> {
  readonly tags: Tags<Name>;
  readonly counts: StateCounts;
}

/** How many watched devices are in which state, for everything above a device, per kind and indicator. */
export type FleetCounts = { readonly [Name in FleetSeries]: readonly FleetRow<Name>[] };

/**
 * Counts the open devices that are watched now (what is withheld is in no count), by the agency, contractor and programme
 * they have now. Every series sums up to the same fleet.
 */
export type CountFleet = (columns: CountedColumns) => FleetCounts;

type CountedColumns = Pick<
  LiveColumns,
  'size' | 'devices' | 'device' | 'indicator' | 'state' | 'reason' | 'reasons'
>;

/** Which rows there are is worked out when there are other groups of devices; then only numbers are added. */
export function createFleetCounter(): CountFleet {
  let known: { readonly groups: DeviceColumns['groups']; readonly size: number } | undefined;
  let series = createSeries([]);
  return (columns) => {
    const { groups } = columns.devices;
    if (known?.groups !== groups || known.size !== groups.length) series = createSeries(groups);
    known = { groups, size: groups.length };
    const cells = countCells(columns);
    return {
      fleetCity: series.fleetCity(cells),
      fleetAgency: series.fleetAgency(cells),
      fleetDistrict: series.fleetDistrict(cells),
      fleetArea: series.fleetArea(cells),
      fleetContractor: series.fleetContractor(cells),
      fleetProgramme: series.fleetProgramme(cells),
      fleetAgencyDistrict: series.fleetAgencyDistrict(cells),
    };
  };
}

/** By group of devices, indicator and state. */
type Cells = Uint32Array;

const CELL = STATES.length;

function countCells({ size, devices, device, indicator, state, reason, reasons }: CountedColumns): Cells {
  const { group, groups, isWatched, isOpen } = devices;
  const cells = new Uint32Array(groups.length * INDICATORS.length * CELL);
  const degraded = STATES.indexOf('degraded');
  const filtered = reasons.indexOf(PING_FILTERED);
  for (let row = 0; row < size; row++) {
    const index = device[row] ?? 0;
    if (isWatched[index] !== 1 || isOpen[index] !== 1) continue;
    // It answers, though not to pings: it is not lost.
    const counted = reason[row] === filtered ? degraded : (state[row] ?? 0);
    const cell = ((group[index] ?? 0) * INDICATORS.length + (indicator[row] ?? 0)) * CELL + counted;
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  return cells;
}

function createSeries(groups: readonly DeviceGroup[]) {
  const of = <Name extends FleetSeries>(tagsOf: (group: DeviceGroup, indicator: Indicator) => Tags<Name>) =>
    createSum(groups, tagsOf);
  return {
    fleetCity: of<'fleetCity'>(({ kind }, indicator) => ({ kind, indicator })),
    fleetAgency: of<'fleetAgency'>(({ agency, kind }, indicator) => ({ agency, kind, indicator })),
    fleetDistrict: of<'fleetDistrict'>(({ district, kind }, indicator) => ({ district, kind, indicator })),
    fleetArea: of<'fleetArea'>(({ area, district, kind }, indicator) => ({
      area,
      district,
      kind,
      indicator,
    })),
    fleetContractor: of<'fleetContractor'>(({ contractor, kind }, indicator) => ({
      contractor,
      kind,
      indicator,
    })),
    fleetProgramme: of<'fleetProgramme'>(({ programme, kind }, indicator) => ({
      programme,
      kind,
      indicator,
    })),
    fleetAgencyDistrict: of<'fleetAgencyDistrict'>(({ agency, district, kind }, indicator) => ({
      agency,
      district,
      kind,
      indicator,
    })),
  };
}

/** Adds up the cells of those that have the same tags; a row that counts nothing is left out. */
function createSum<Name extends FleetSeries>(
  groups: readonly DeviceGroup[],
  tagsOf: (group: DeviceGroup, indicator: Indicator) => Tags<Name>,
): (cells: Cells) => readonly FleetRow<Name>[] {
  const tags: Tags<Name>[] = [];
  const placeByKey = new Map<string, number>();
  const places = Uint32Array.from({ length: groups.length * INDICATORS.length }, (_, cell) => {
    const group = groups[Math.floor(cell / INDICATORS.length)];
    const indicator = INDICATORS[cell % INDICATORS.length];
    if (group === undefined || indicator === undefined) return 0;
    const own = tagsOf(group, indicator);
    const key = Object.values(own).join(' ');
    const place = placeByKey.get(key) ?? tags.push(own) - 1;
    placeByKey.set(key, place);
    return place;
  });
  return (cells) => {
    const sums = new Uint32Array(tags.length * CELL);
    for (let cell = 0; cell < cells.length; cell++) {
      const place = (places[Math.floor(cell / CELL)] ?? 0) * CELL + (cell % CELL);
      sums[place] = (sums[place] ?? 0) + (cells[cell] ?? 0);
    }
    return tags.flatMap((own, place) => {
      const counts = countsAt(sums, place * CELL);
      return counts.up + counts.degraded + counts.down + counts.unknown > 0 ? { tags: own, counts } : [];
    });
  };
}

const countsAt = (sums: Uint32Array, first: number): StateCounts => {
  const [up = 0, degraded = 0, down = 0, unknown = 0] = sums.subarray(first, first + CELL);
  return { up, degraded, down, unknown };
};
