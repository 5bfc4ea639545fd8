import { type Inventory, isWatchedAt } from '../../../core/domain/inventory.ts';
import type { LiveStatus } from '../../../core/domain/sinks.ts';
import { type Indicator, PING_FILTERED, type State } from '../../../core/domain/state.ts';
import { isOpenSite } from '../../../core/domain/withheld.ts';
import type { SeriesName } from '../../../core/names/series.ts';
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
 * Counts the open devices that are watched at `nowMs` (what is withheld is in no count), by the agency, contractor and programme of the inventory. One pass
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
  const cells: Cell[] = [];
  const root: Branch = { children: new Map(), cell: undefined };
  for (const { entity, indicator, state, reason } of statuses) {
    if (!entity.startsWith(DEVICE_PREFIX)) continue;
    const device = inventory.devices.get(entity.slice(DEVICE_PREFIX.length));
    if (device === undefined || !isWatchedAt(device, nowMs)) continue;
    const site = inventory.sites.get(device.site);
    if (site === undefined || !isOpenSite(site)) continue;
    const { kind, agency, contractor, programme } = device;
    let branch = follow(follow(root, site.area), agency);
    branch = follow(follow(follow(follow(branch, contractor), programme), kind), indicator);
    if (branch.cell === undefined) {
      const place = placeOfDevice(inventory, device);
      branch.cell = { kind, indicator, contractor, programme, ...place, counts: countNothing() };
      cells.push(branch.cell);
    }
    // It answers, though not to pings: it is not lost.
    branch.cell.counts[reason === PING_FILTERED ? 'degraded' : state] += 1;
  }
  return cells;
}

/** A tree by the values that make a cell: looking one up is faster than building one key of all of them. */
interface Branch {
  readonly children: Map<string | undefined, Branch>;
  cell: Cell | undefined;
}

function follow({ children }: Branch, value: string | undefined): Branch {
  const known = children.get(value);
  if (known !== undefined) return known;
  const created: Branch = { children: new Map(), cell: undefined };
  children.set(value, created);
  return created;
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
