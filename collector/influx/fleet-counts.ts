import { type Inventory, isWatchedAt } from '../../core/inventory.ts';
import type { SeriesName } from '../../core/series.ts';
import type { LiveStatus } from '../../core/sinks.ts';
import type { Indicator, State } from '../../core/state.ts';
import type { Tags } from './line-protocol.ts';
import { placeOfDevice } from './place-tags.ts';

export type FleetSeries = Extract<SeriesName, `fleet${string}`>;

export type StateCounts = Readonly<Record<State, number>>;

export interface FleetRow<Name extends FleetSeries> {
  readonly tags: Tags<Name>;
  readonly counts: StateCounts;
}

/** How many watched devices are in which state, for everything above a device, per kind and indicator. */
export type FleetCounts = { readonly [Name in FleetSeries]: readonly FleetRow<Name>[] };

/**
 * Counts the devices that are watched at `nowMs`, by the agency, contractor and programme of the inventory. One pass
 * over the statuses; every series sums up to the same fleet.
 */
export function countFleet(inventory: Inventory, statuses: Iterable<LiveStatus>, nowMs: number): FleetCounts {
  const cells = countCells(inventory, statuses, nowMs);
  return {
    fleetCity: sumCells(cells, ({ kind, indicator }) => ({ kind, indicator })),
    fleetAgency: sumCells(cells, ({ agency, kind, indicator }) => ({ agency, kind, indicator })),
    fleetDistrict: sumCells(cells, ({ district, kind, indicator }) => ({ district, kind, indicator })),
    fleetArea: sumCells(cells, ({ area, district, kind, indicator }) => ({
      area,
      district,
      kind,
      indicator,
    })),
    fleetContractor: sumCells(cells, ({ contractor, kind, indicator }) => ({ contractor, kind, indicator })),
    fleetProgramme: sumCells(cells, ({ programme, kind, indicator }) => ({ programme, kind, indicator })),
    fleetAgencyDistrict: sumCells(cells, ({ agency, district, kind, indicator }) => ({
      agency,
      district,
      kind,
      indicator,
    })),
  };
}

/** Devices that every series treats alike. */
interface Cell {
  readonly kind: string;
  readonly indicator: Indicator;
  readonly agency: string | undefined;
  readonly area: string | undefined;
  readonly district: string | undefined;
  readonly contractor: string | undefined;
  readonly programme: string | undefined;
  readonly counts: Record<State, number>;
}

const DEVICE_PREFIX = 'device:';

function countCells(inventory: Inventory, statuses: Iterable<LiveStatus>, nowMs: number): readonly Cell[] {
  const cells = new Map<string, Cell>();
  for (const { entity, indicator, state } of statuses) {
    if (!entity.startsWith(DEVICE_PREFIX)) continue;
    const device = inventory.devices.get(entity.slice(DEVICE_PREFIX.length));
    if (device === undefined || !isWatchedAt(device, nowMs)) continue;
    const { kind, contractor, programme } = device;
    const place = placeOfDevice(inventory, device);
    const key = `${indicator} ${kind} ${place.area} ${place.agency} ${contractor} ${programme}`;
    const cell = cells.get(key) ?? {
      kind,
      indicator,
      contractor,
      programme,
      ...place,
      counts: countNothing(),
    };
    cell.counts[state] += 1;
    cells.set(key, cell);
  }
  return [...cells.values()];
}

function sumCells<Name extends FleetSeries>(
  cells: readonly Cell[],
  tagsOf: (cell: Cell) => Tags<Name>,
): readonly FleetRow<Name>[] {
  const rows = new Map<string, { tags: Tags<Name>; counts: Record<State, number> }>();
  for (const cell of cells) {
    const tags = tagsOf(cell);
    const key = Object.values(tags).join(' ');
    const row = rows.get(key) ?? { tags, counts: countNothing() };
    row.counts.up += cell.counts.up;
    row.counts.degraded += cell.counts.degraded;
    row.counts.down += cell.counts.down;
    row.counts.unknown += cell.counts.unknown;
    rows.set(key, row);
  }
  return [...rows.values()];
}

const countNothing = (): Record<State, number> => ({ up: 0, degraded: 0, down: 0, unknown: 0 });
