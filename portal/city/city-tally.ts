import {
  type Area,
  DEVICE_KINDS,
  type DeviceKind,
  type District,
  type Inventory,
} from '../../core/domain/inventory.ts';
import type { Condition } from './condition.ts';
import { addCounts, type Counts, createTally, type Tally, tally } from './counts.ts';
import type { VisibleDevice, VisibleLink } from './visible-fleet.ts';

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

/** Counts one by one. */
export interface CityTally {
  readonly addDevice: (visible: VisibleDevice, condition: Condition) => void;
  readonly addLink: (visible: VisibleLink, condition: Condition) => void;
  readonly result: () => CityCounts;
}

export function createCityTally(inventory: Pick<Inventory, 'districts' | 'areas'>): CityTally {
  const districts = new Map(
    inventory.districts.values().map((district) => [district.id, { district, ...createPlaceTally() }]),
  );
  const areas = new Map(inventory.areas.values().map((area) => [area.id, { area, ...createPlaceTally() }]));
  const unknownReasons = new Map<string, number>();
  const noteUnknown = ({ state, reason = 'no-data-yet' }: Condition) => {
    if (state === 'unknown') unknownReasons.set(reason, (unknownReasons.get(reason) ?? 0) + 1);
  };
  const addTo = (place: PlaceTally | undefined, kind: DeviceKind | 'link', { state }: Condition) => {
    if (place) tally(kind === 'link' ? place.links : place.byKind[kind], state);
  };
  return {
    addDevice: ({ device: { kind }, area, district }, condition) => {
      addTo(districts.get(district.id), kind, condition);
      addTo(areas.get(area.id), kind, condition);
      noteUnknown(condition);
    },
    addLink: ({ area, district }, condition) => {
      addTo(districts.get(district.id), 'link', condition);
      addTo(areas.get(area.id), 'link', condition);
      noteUnknown(condition);
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
