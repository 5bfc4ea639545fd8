import type { Settings } from '../../config/settings-schema.ts';
import {
  type Area,
  DEVICE_KINDS,
  type Device,
  type DeviceKind,
  type District,
  type Inventory,
  isWatchedAt,
} from '../../core/inventory.ts';
import type { CollectorHealth, LiveStatus, LiveView, MeasurementHealth } from '../../core/sinks.ts';
import { deviceEntity, type Entity, linkEntity } from '../../core/state.ts';
import type { Cause } from './cause.ts';
import { buildCauses } from './causes.ts';
import { type Condition, conditionOf, NO_DATA } from './condition.ts';
import { addCounts, type Counts, createTally, type Tally, tally } from './counts.ts';
import type { VisibleDevice, VisibleFleet } from './visible-fleet.ts';

/** The configuration as far as the portal reads it. */
export interface Shown {
  readonly settings: Settings;
  readonly inventory: Inventory;
}

export type KindCounts = Readonly<Record<DeviceKind, Counts>>;

/** What is counted of a place. Withheld devices are in nobody's place. */
export interface PlaceCounts {
  readonly byKind: KindCounts;
  readonly links: Counts;
}

/** The city at one instant: everything the pages and the API say is read off this. */
export interface CityView {
  readonly atMs: number;
  readonly shown: Shown;
  readonly fleet: VisibleFleet;
  /** Of the visible devices that are watched now. */
  readonly conditions: ReadonlyMap<string, Condition>;
  readonly linkConditions: ReadonlyMap<string, Condition>;
  readonly statusesOf: (deviceId: string) => readonly LiveStatus[];
  /** Of everything that is watched, withheld devices included. */
  readonly totals: PlaceCounts;
  /** The part of the totals that is withheld: it may be told as a number only. */
  readonly withheld: PlaceCounts;
  readonly districts: ReadonlyMap<string, PlaceCounts & { readonly district: District }>;
  readonly areas: ReadonlyMap<string, PlaceCounts & { readonly area: Area }>;
  /** Why devices and links are unknown, by reason. */
  readonly unknownReasons: ReadonlyMap<string, number>;
  /** Visible devices that are in the inventory but not in service now. */
  readonly notWatched: number;
  readonly causes: readonly Cause[];
  readonly health: CollectorHealth;
  readonly measurements: MeasurementHealth;
}

export interface CityViewInput {
  readonly shown: Shown;
  readonly fleet: VisibleFleet;
  readonly live: LiveView;
  readonly measurements: MeasurementHealth;
  readonly atMs: number;
}

export function buildCityView({ shown, fleet, live, measurements, atMs }: CityViewInput): CityView {
  const statuses = gatherStatuses(live);
  const statusesOf = (deviceId: string) => statuses.get(deviceEntity(deviceId)) ?? NO_STATUSES;
  const linkCondition = (id: string) => conditionOf(statuses.get(linkEntity(id)) ?? NO_STATUSES);
  const conditionAt = (device: Device, entity: Entity) =>
    isWatchedAt(device, atMs) ? deviceCondition(device, statuses.get(entity) ?? NO_STATUSES) : undefined;

  const conditions = new Map<string, Condition>();
  const districts = new Map(
    shown.inventory.districts.values().map((district) => [district.id, { district, ...createPlaceTally() }]),
  );
  const areas = new Map(
    shown.inventory.areas.values().map((area) => [area.id, { area, ...createPlaceTally() }]),
  );
  const unknownReasons = new Map<string, number>();
  const noteUnknown = ({ state, reason = 'no-data-yet' }: Condition) => {
    if (state === 'unknown') unknownReasons.set(reason, (unknownReasons.get(reason) ?? 0) + 1);
  };

  const lost: VisibleDevice[] = [];
  for (const visible of fleet.devices) {
    const { device, area, district } = visible;
    const condition = conditionAt(device, visible.entity);
    if (condition === undefined) continue;
    conditions.set(device.id, condition);
    if (condition.state === 'down') lost.push(visible);
    noteUnknown(condition);
    const ofDistrict = districts.get(district.id);
    const ofArea = areas.get(area.id);
    if (ofDistrict) tally(ofDistrict.byKind[device.kind], condition.state);
    if (ofArea) tally(ofArea.byKind[device.kind], condition.state);
  }
  const linkConditions = new Map<string, Condition>();
  for (const { link, area, district } of fleet.links) {
    const condition = linkCondition(link.id);
    linkConditions.set(link.id, condition);
    noteUnknown(condition);
    for (const place of [districts.get(district.id), areas.get(area.id)])
      if (place) tally(place.links, condition.state);
  }
  const withheld = createPlaceTally();
  for (const device of fleet.withheldDevices) {
    const condition = conditionAt(device, deviceEntity(device.id));
    if (condition === undefined) continue;
    noteUnknown(condition);
    tally(withheld.byKind[device.kind], condition.state);
  }
  for (const link of fleet.withheldLinks) {
    const condition = linkCondition(link.id);
    noteUnknown(condition);
    tally(withheld.links, condition.state);
  }

  return {
    atMs,
    shown,
    fleet,
    conditions,
    linkConditions,
    statusesOf,
    totals: addPlaces([...districts.values(), withheld]),
    withheld,
    districts,
    areas,
    unknownReasons,
    notWatched: fleet.devices.length - conditions.size,
    causes: buildCauses({
      inventory: shown.inventory,
      fleet,
      lost,
      conditions,
      reachOf: (entity) => statuses.get(entity)?.find(({ indicator }) => indicator === 'reach'),
    }),
    health: live.health(),
    measurements,
  };
}

/** All kinds of a place together. */
export function addKinds(byKind: KindCounts): Counts {
  return addCounts(Object.values(byKind));
}

const NO_STATUSES: readonly LiveStatus[] = [];

function gatherStatuses(live: LiveView): ReadonlyMap<Entity, readonly LiveStatus[]> {
  const byEntity = new Map<Entity, LiveStatus[]>();
  for (const status of live.statuses()) {
    const known = byEntity.get(status.entity);
    if (known) known.push(status);
    else byEntity.set(status.entity, [status]);
  }
  return byEntity;
}

function deviceCondition({ address, channelOf }: Device, statuses: readonly LiveStatus[]): Condition {
  if (statuses.length > 0) return conditionOf(statuses);
  return address === undefined && channelOf !== undefined ? NOT_MEASURED : NO_DATA;
}

const NOT_MEASURED: Condition = { state: 'unknown', reason: 'not-measured' };

function createPlaceTally(): { byKind: Record<DeviceKind, Tally>; links: Tally } {
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
