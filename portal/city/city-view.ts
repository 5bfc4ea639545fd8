import type { OpenidSettings } from '../../accounts/openid/openid-settings.ts';
import type { AlertSettings } from '../../core/domain/alert-settings.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import type { CollectorHealth, LiveStatus, MeasurementHealth } from '../../core/domain/sinks.ts';
import {
  deviceEntity,
  INDICATORS,
  type Indicator,
  linkEntity,
  STATES,
  type State,
} from '../../core/domain/state.ts';
import type { TrafficSample } from '../../core/domain/traffic.ts';
import type { Language } from '../../core/language/language.ts';
import { type CityCounts, createCityTally, type KindCounts } from './city-tally.ts';
import { type Condition, conditionOf } from './condition.ts';
import { addCounts, type Counts } from './counts.ts';
import { addToDigest, createConditionReader, type ReadConditions } from './device-conditions.ts';
import { type DownNow, gatherDownNow } from './down-now.ts';
import type { IncidentSource } from './incident-source.ts';
import type { PresentColumns, PresentSource } from './present-source.ts';
import type { Lookup, VisibleFleet } from './visible-fleet.ts';

/** The settings as far as the portal reads them. */
export interface ShownSettings {
  readonly city: {
    readonly name: string;
    readonly nameEn: string;
    readonly timeZone: string;
  };
  readonly page: {
    readonly language: Language;
    /** It is served at, a name or an address. */
    readonly host: string;
    /** Others that it answers to. */
    readonly names: readonly string[];
    /** What whoever is not logged in may do. */
    readonly anonymous: 'none' | 'read';
    /** Whose word about who asks is believed. */
    readonly proxies: readonly string[];
  };
  /** Where people may log in beside a password. */
  readonly accounts?: { readonly openid?: OpenidSettings | undefined };
  /** Where messages lead to. */
  readonly alerts?:
    | ({ readonly pageUrl?: string | undefined } & Partial<
        Pick<AlertSettings, 'recipients' | 'rosters' | 'mail'>
      >)
    | undefined;
}

export interface Shown {
  readonly settings: ShownSettings;
  readonly inventory: Inventory;
}

/** The city at one instant: everything the pages and the API say is read off this. */
export interface CityView extends CityCounts {
  readonly atMs: number;
  readonly shown: Shown;
  readonly fleet: VisibleFleet;
  /** Of the visible devices that are watched now, and how many these are. */
  readonly conditions: Lookup<Condition>;
  readonly watched: number;
  /** The same by place in the columns. */
  readonly conditionAt: (device: number) => Condition | undefined;
  readonly stateAt: (device: number) => State | undefined;
  readonly sinceAt: (device: number) => number | undefined;
  /** Of one rung; `undefined` where it is not asked. */
  readonly rungAt: (device: number, indicator: Indicator) => State | undefined;
  readonly linkConditions: ReadonlyMap<string, Condition>;
  readonly statusesOf: (deviceId: string) => readonly LiveStatus[];
  readonly statusesOfLink: (linkId: string) => readonly LiveStatus[];
  /** The last rates of a link that is measured, and of all interfaces of a device. */
  readonly trafficOfLink: (linkId: string) => TrafficSample | undefined;
  readonly trafficOfDevice: (deviceId: string) => readonly TrafficSample[];
  /** Another number after the state of something visible became another. */
  readonly digest: number;
  /** Visible devices that are in the inventory but not in service now. */
  readonly notWatched: number;
  /** Read from the record when somebody asks: most pages do not. */
  readonly downNow: () => DownNow;
  readonly health: CollectorHealth;
  readonly measurements: MeasurementHealth;
}

export interface CityViewInput {
  readonly shown: Shown;
  readonly fleet: VisibleFleet;
  readonly live: PresentSource;
  readonly measurements: MeasurementHealth;
  readonly incidents: Pick<IncidentSource, 'unresolvedRoots' | 'membersOf'>;
  readonly atMs: number;
}

export const buildCityView = (input: CityViewInput): CityView => createViewBuilder()(input);

/** Conditions of devices that an earlier view told of are those of the next. */
export function createViewBuilder(): (input: CityViewInput) => CityView {
  const readConditions = createConditionReader();
  return (input) => buildView(input, readConditions);
}

function buildView(input: CityViewInput, readConditions: ReadConditions): CityView {
  const { shown, fleet, live, measurements, incidents, atMs } = input;
  const linkStatuses = gatherStatuses(live.linkStatuses());
  const statusesOfLink = (linkId: string) => linkStatuses.get(linkEntity(linkId)) ?? NO_STATUSES;
  const statusesOf = (deviceId: string) => {
    const entity = deviceEntity(deviceId);
    return INDICATORS.flatMap((indicator) => live.status(entity, indicator) ?? []);
  };
  const tally = createCityTally(shown.inventory);
  const devices = readConditions(live.columns(), fleet, shown.inventory);
  tally.addDevices(devices);
  const linkConditions = new Map<string, Condition>();
  let { digest } = devices;
  for (const [place, visible] of fleet.links.entries()) {
    const condition = conditionOf(linkStatuses.get(visible.entity) ?? NO_STATUSES);
    linkConditions.set(visible.link.id, condition);
    tally.addLink(visible, condition);
    digest = addToDigest(addToDigest(digest, place), STATES.indexOf(condition.state));
    digest = addToDigest(digest, condition.sinceMs ?? 0);
  }
  const { conditionAt, stateAt, sinceAt, watched } = devices;
  let downNow: DownNow | undefined;
  return {
    ...tally.result(),
    ...{ atMs, shown, fleet, linkConditions, statusesOf, statusesOfLink, conditionAt, stateAt },
    ...{ watched, digest, sinceAt },
    conditions: {
      get: (id) => conditionAt(fleet.indexOf(id)),
      has: (id) => stateAt(fleet.indexOf(id)) !== undefined,
    },
    rungAt: (device, indicator) => rungIn(live.columns(), device, indicator),
    ...gatherTraffic(live, fleet),
    notWatched: fleet.devices.length - watched,
    downNow: () => {
      downNow ??= gatherDownNow({
        inventory: shown.inventory,
        ...{ fleet, stateAt, conditionAt, linkConditions, incidents },
      });
      return downNow;
    },
    health: live.health(),
    measurements,
  };
}

/** All kinds of a place together. */
export function addKinds(byKind: KindCounts): Counts {
  return addCounts(Object.values(byKind));
}

function rungIn(
  { firstRow, indicator: rungs, state }: PresentColumns,
  device: number,
  indicator: Indicator,
): State | undefined {
  const end = firstRow[device + 1] ?? 0;
  for (let row = firstRow[device] ?? end; row < end; row++)
    if (INDICATORS[rungs[row] ?? -1] === indicator) return STATES[state[row] ?? -1];
  return undefined;
}

const NO_STATUSES: readonly LiveStatus[] = [];

/** `Map.groupBy` takes twice as long over ten thousand links. */
function gatherStatuses(statuses: Iterable<LiveStatus>): ReadonlyMap<string, readonly LiveStatus[]> {
  const byEntity = new Map<string, LiveStatus[]>();
  for (const status of statuses) {
    const known = byEntity.get(status.entity);
    if (known) known.push(status);
    else byEntity.set(status.entity, [status]);
  }
  return byEntity;
}

/** A port that a withheld link begins at is not told of. */
function gatherTraffic(
  { traffic }: PresentSource,
  { linkById }: VisibleFleet,
): Pick<CityView, 'trafficOfLink' | 'trafficOfDevice'> {
  return {
    trafficOfDevice: (device) =>
      [...(traffic?.({ device }) ?? [])].filter(({ linkId }) => linkId === undefined || linkById.has(linkId)),
    trafficOfLink: (linkId) => {
      const port = linkById.get(linkId)?.link.interface;
      return port && [...(traffic?.(port) ?? [])].find((sample) => sample.linkId === linkId);
    },
  };
}
