import type { Settings } from '../../config/settings/settings-schema.ts';
import type { Device, DeviceKind, Inventory, Link } from '../../core/domain/inventory.ts';
import { isWatchedAt } from '../../core/domain/inventory.ts';
import type { Entity, Indicator } from '../../core/domain/state.ts';
import { deviceEntity, linkEntity } from '../../core/domain/state.ts';
import { buildDeviceChecks, buildLinkChecks, type CheckWatch } from './checks.ts';
import type { Verdict } from './verdict.ts';

/** A device or a link: what it hangs on, what is measured of it, and how it is at the moment, whoever looks. */
export interface Member {
  readonly entity: Entity;
  readonly id: string;
  readonly kind: DeviceKind | 'link';
  readonly device?: Device;
  readonly link?: Link;
  /** It can be reached while every member of at least one way is well; without ways it always can. */
  readonly ways: readonly (readonly Member[])[];
  /** Those whose ways lead through it. */
  readonly behind: readonly Member[];
  readonly checks: readonly CheckWatch[];
  /** How many faults keep it from working at present, and how many keep it without power. */
  brokenBy: number;
  darkBy: number;
  isReachable: boolean;
  /** Devices: 1 from installation to retirement. Links: how many watched devices hang on it directly. */
  watchedBy: number;
  /** Nobody's probes come this way at present. */
  isUnasked: boolean;
  readonly ailments: Map<Indicator, Verdict>;
  /** The last planned fault of its own ends then: one fault at a time. */
  busyUntilMs: number;
}

/** The whole city as it hangs together. */
export interface Network {
  readonly members: ReadonlyMap<Entity, Member>;
  readonly devicesByKind: ReadonlyMap<DeviceKind, readonly Member[]>;
  readonly links: readonly Member[];
  /** Devices by site; a site with a battery keeps running for a while when the power is cut. */
  readonly bySite: ReadonlyMap<string, readonly Member[]>;
  /** Sites by ward, in the order of the inventory. */
  readonly sitesByArea: ReadonlyMap<string, readonly string[]>;
}

export interface NetworkOptions {
  readonly inventory: Pick<Inventory, 'devices' | 'links' | 'sites'>;
  readonly profiles: Settings['profiles'];
  /** Who is watched is that of this instant. */
  readonly atMs: number;
}

/** Builds the members of an inventory, all of them well. */
export function buildNetwork({ inventory, profiles, atMs }: NetworkOptions): Network {
  const members = new Map<Entity, Draft>();
  for (const device of inventory.devices.values()) {
    const entity = deviceEntity(device.id);
    const checks = buildDeviceChecks(device, profiles, inventory.devices);
    members.set(entity, draft({ entity, id: device.id, kind: device.kind, device, checks }));
  }
  for (const link of inventory.links.values()) {
    const entity = linkEntity(link.id);
    const checks = buildLinkChecks(link, inventory, profiles);
    members.set(entity, draft({ entity, id: link.id, kind: 'link', link, checks }));
  }
  for (const member of members.values()) connect(member, members);
  const devices = [...members.values()].filter(({ device }) => device !== undefined);
  for (const member of devices) {
    if (!member.device || !isWatchedAt(member.device, atMs)) continue;
    member.watchedBy = 1;
    for (const link of linksOf(member)) link.watchedBy++;
  }
  return {
    members,
    devicesByKind: Map.groupBy(devices, ({ kind }) => (kind === 'link' ? 'server' : kind)),
    links: [...members.values()].filter(({ link }) => link !== undefined),
    bySite: Map.groupBy(devices, ({ device }) => device?.site ?? ''),
    sitesByArea: new Map(
      Map.groupBy(inventory.sites.values(), ({ area }) => area)
        .entries()
        .map(([area, sites]) => [area, sites.map(({ id }) => id)]),
    ),
  };
}

/** The links that a device hangs on directly: as long as one of their devices is watched, so are they. */
export function linksOf(member: Member): readonly Member[] {
  return [...new Set(member.ways.flat())].filter(({ link }) => link !== undefined);
}

interface Draft extends Member {
  ways: Member[][];
  behind: Member[];
}

function draft(
  given: Pick<Member, 'entity' | 'id' | 'kind' | 'checks'> & { device?: Device; link?: Link },
): Draft {
  return {
    ...given,
    ways: [],
    behind: [],
    brokenBy: 0,
    darkBy: 0,
    isReachable: true,
    watchedBy: 0,
    isUnasked: false,
    ailments: new Map(),
    busyUntilMs: Number.NEGATIVE_INFINITY,
  };
}

function connect(member: Draft, members: ReadonlyMap<Entity, Draft>): void {
  const near = member.link?.near;
  const wanted = member.device?.upstreams ?? (near === undefined || near === 'core' ? [] : [[near]]);
  member.ways = wanted.map((way) => way.flatMap((entity) => members.get(entity) ?? []));
  for (const upstream of new Set(member.ways.flat())) members.get(upstream.entity)?.behind.push(member);
}
