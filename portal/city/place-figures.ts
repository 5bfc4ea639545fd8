import { DEVICE_KINDS, type DeviceKind } from '../../core/domain/inventory.ts';
import { indexMap } from '../../core/packed/indexed-map.ts';
import type { CityPart } from './city-part.ts';
import type { CityView } from './city-view.ts';
import { SHOWN_STATES, type ShownState } from './count-traits.ts';
import type { VisibleFleet, VisibleLink } from './visible-fleet.ts';

/** What is told of a site, a ward or an agency. */
export interface PlaceFigures {
  readonly part: CityPart;
  readonly devices: Uint32Array;
  readonly byState: ReadonlyMap<ShownState, number>;
  /** With how many of each are down. */
  readonly byKind: ReadonlyMap<DeviceKind, { readonly total: number; readonly down: number }>;
  /** Down first, then degraded. */
  readonly troubled: Uint32Array;
  /** Lines that end here, and those that some device here cannot be reached without; what is down first. */
  readonly lines: readonly VisibleLink[];
}

/** @param isOwn Whether a line is of this part, be there a device behind it or not. */
export function gatherPlace(
  view: CityView,
  devices: Uint32Array,
  isOwn: (visible: VisibleLink) => boolean,
): PlaceFigures {
  const { fleet, stateAt } = view;
  const here = new Uint8Array(fleet.columns.size);
  for (const device of devices) here[device] = 1;
  const part = { hasDevice: (device: number) => here[device] === 1, hasLink: isOwn };
  const inState = (state: ShownState) => devices.filter((device) => stateAt(device) === state);
  return {
    ...{ part, devices, ...countPlace(view, devices) },
    troubled: Uint32Array.of(
      ...inState('down').subarray(0, MOST_TROUBLED),
      ...inState('degraded').subarray(0, MOST_TROUBLED),
    ),
    lines: worstFirst(view, [...fleet.links.filter(isOwn), ...fleet.linksBefore(devices)]),
  };
}

/** More are in the list of devices. */
const MOST_TROUBLED = 100;

function countPlace({ fleet, stateAt }: CityView, devices: Uint32Array) {
  const states = new Map<ShownState, number>();
  const kinds = new Map<DeviceKind, { total: number; down: number }>();
  for (const device of devices) {
    const state = stateAt(device) ?? 'out-of-service';
    states.set(state, (states.get(state) ?? 0) + 1);
    const { kind = 'camera' } = fleet.groupOf(device) ?? {};
    const counts = kinds.get(kind) ?? { total: 0, down: 0 };
    kinds.set(kind, counts);
    counts.total += 1;
    counts.down += Number(state === 'down');
  }
  return { byState: inOrder(states, SHOWN_STATES), byKind: inOrder(kinds, DEVICE_KINDS) };
}

const inOrder = <Key, Value>(counts: ReadonlyMap<Key, Value>, order: readonly Key[]) =>
  new Map([...counts].toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b)));

const WORST_FIRST = ['down', 'degraded', 'unknown', 'up'];

export function worstFirst(
  { linkConditions }: CityView,
  lines: readonly VisibleLink[],
): readonly VisibleLink[] {
  const worst = ({ link }: VisibleLink) =>
    WORST_FIRST.indexOf(linkConditions.get(link.id)?.state ?? 'unknown');
  return [...new Set(lines)].toSorted((a, b) => worst(a) - worst(b));
}

/** The devices at a site: looked for in its ward alone. */
export function devicesAt({ fleet, shown: { inventory } }: CityView, site: string): Uint32Array {
  const area = inventory.sites.get(site)?.area;
  const devices = indexMap(inventory.devices);
  const siteOf = (device: number) =>
    devices.memberAt(devices.indexOf(fleet.columns.idOf(device)) ?? -1, 'site');
  return area === undefined
    ? new Uint32Array()
    : devicesOf(fleet, { area }).filter((device) => siteOf(device) === site);
}

/** The devices of a ward or an agency. */
export function devicesOf(
  { columns, devices }: VisibleFleet,
  { area, agency }: { readonly area?: string; readonly agency?: string },
): Uint32Array {
  const isHere = columns.groups.map(
    (group) =>
      (area === undefined || group.area === area) && (agency === undefined || group.agency === agency),
  );
  return devices.filter((device) => isHere[columns.group[device] ?? -1] === true);
}
