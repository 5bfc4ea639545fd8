import {
  type Area,
  DEVICE_KINDS,
  type DeviceKind,
  type District,
  type Inventory,
} from '../../core/domain/inventory.ts';
import type { DeviceGroup } from '../../core/domain/live-columns.ts';
import type { Condition } from './condition.ts';
import { addCounts, addTo, type Counts, createTally, type Tally, tally } from './counts.ts';
import type { VisibleLink } from './visible-fleet.ts';

export type KindCounts = Readonly<Record<DeviceKind, Counts>>;

/** What is counted of a place. */
export interface PlaceCounts {
  readonly byKind: KindCounts;
  readonly links: Counts;
}

/** What is counted of the city, as far as it is visible: districts add up to the totals, so that nothing can be subtracted. */
export interface CityCounts {
  /** Of everything visible that is watched. */
  readonly totals: PlaceCounts;
  readonly districts: ReadonlyMap<string, PlaceCounts & { readonly district: District }>;
  readonly areas: ReadonlyMap<string, PlaceCounts & { readonly area: Area }>;
  /** Why devices and links are unknown, by reason. */
  readonly unknownReasons: ReadonlyMap<string, number>;
}

/** Devices that are alike in kind and place: how many are in which state. */
export interface GroupCounts {
  readonly group: DeviceGroup;
  readonly counts: Counts;
}

export interface DeviceCounts {
  readonly counts: readonly GroupCounts[];
  /** Why those are unknown that are, by reason. */
  readonly unknownReasons: ReadonlyMap<string, number>;
}

export interface CityTally {
  readonly addDevices: (devices: DeviceCounts) => void;
  readonly addLink: (visible: VisibleLink, condition: Condition) => void;
  readonly result: () => CityCounts;
}

export function createCityTally(inventory: Pick<Inventory, 'districts' | 'areas'>): CityTally {
  const districts = new Map(
    inventory.districts.values().map((district) => [district.id, { district, ...createPlaceTally() }]),
  );
  const areas = new Map(inventory.areas.values().map((area) => [area.id, { area, ...createPlaceTally() }]));
  const unknownReasons = new Map<string, number>();
  const noteUnknown = (reason: string, count: number) =>
    unknownReasons.set(reason, (unknownReasons.get(reason) ?? 0) + count);
  return {
    addDevices: ({ counts: groups, unknownReasons: reasons }) => {
      for (const { group, counts } of groups) {
        const { kind, area = '', district = '' } = group;
        for (const place of [districts.get(district), areas.get(area)])
          if (place) addTo(place.byKind[kind], counts);
      }
      for (const [reason, count] of reasons) noteUnknown(reason, count);
    },
    addLink: ({ area, district }, { state, reason = 'no-data-yet' }) => {
      for (const place of [districts.get(district.id), areas.get(area.id)])
        if (place) tally(place.links, state);
      if (state === 'unknown') noteUnknown(reason, 1);
    },
    result: () => ({ totals: addPlaces([...districts.values()]), districts, areas, unknownReasons }),
  };
}

interface PlaceTally {
  readonly byKind: Record<DeviceKind, Tally>;
  readonly links: Tally;
}

function createPlaceTally(): PlaceTally {
  return { byKind: eachKind(createTally), links: createTally() };
}

function addPlaces(places: readonly PlaceCounts[]): PlaceCounts {
  return {
    byKind: eachKind((kind) => addCounts(places.map(({ byKind }) => byKind[kind]))),
    links: addCounts(places.map(({ links }) => links)),
  };
}

function eachKind<Value>(make: (kind: DeviceKind) => Value): Record<DeviceKind, Value> {
  const [camera, nvr, sw, router, ups, controller, server] = DEVICE_KINDS;
  return {
    camera: make(camera),
    nvr: make(nvr),
    switch: make(sw),
    router: make(router),
    ups: make(ups),
    controller: make(controller),
    server: make(server),
  };
}
