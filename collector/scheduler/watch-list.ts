import type { Settings } from '../../config/settings/settings-schema.ts';
import { canonicalAddress } from '../../core/domain/canonical-address.ts';
import type { Check, Device, Inventory } from '../../core/domain/inventory.ts';
import { linksInFrontOf } from '../../core/domain/links-in-front.ts';
import type { ProberName } from '../../core/domain/probers.ts';
import { INDICATORS } from '../../core/domain/state.ts';
import { stableHash } from '../../core/text/stable-hash.ts';
import { createWatchedChecks, type Watchable } from './watched-checks.ts';

/** One check of one device. */
export interface Watch {
  readonly device: Device;
  /** Absent for a channel that a recorder speaks for: nobody is asked. */
  readonly address: string | undefined;
  readonly port: number | undefined;
  /** Other devices of the inventory have the address, too, as behind a router that translates. */
  readonly isAddressShared?: true;
  readonly check: Check;
  /** Where in its interval the check falls: spread by a stable hash, so that load is flat and a restart changes nothing. */
  readonly phaseMs: number;
  /** Interfaces of it that links are measured at and devices hang on. */
  readonly interfaces: readonly string[];
  /** What a played stream weighs on: the links in front of it and its recorder. Empty for all other checks. */
  readonly lines: readonly string[];
}

/** A check that is sent to an address: an entry of the schedule. */
export type ScheduledWatch = Watch & {
  readonly address: string;
  readonly check: { readonly prober: Exclude<ProberName, 'channel'> };
};

export const isScheduled = (watch: Watch): watch is ScheduledWatch =>
  watch.address !== undefined && watch.check.prober !== 'channel';

/** Everything that can be probed, in the order of the inventory, by the contracts that are in force at `nowMs`. */
export function buildWatchList(
  inventory: Watchable,
  profiles: Settings['profiles'],
  nowMs: number = Date.now(),
): readonly Watch[] {
  return [...eachWatch(inventory, profiles, nowMs)];
}

/** The same one by one: a city has more of them than anybody should hold. */
export function* eachWatch(
  inventory: Watchable,
  profiles: Settings['profiles'],
  nowMs: number,
): Generator<Watch, undefined> {
  const checkOf = createWatchedChecks(inventory, profiles, nowMs);
  const interfacesByDevice = wantedInterfaces(inventory);
  const linksByDevice = linksInFrontOf(inventory);
  const sharedAddresses = findShared(inventory);
  for (const device of inventory.devices.values()) {
    for (const indicator of INDICATORS) {
      const check = checkOf(device, indicator);
      if (check === undefined) continue;
      const address = check.prober === 'channel' ? undefined : device.address;
      const isAddressShared = address !== undefined && sharedAddresses.has(canonicalAddress(address));
      yield {
        device,
        address,
        port: profiles[device.profile]?.[indicator]?.port ?? device.port,
        check,
        phaseMs: stableHash(`${device.id}/${indicator}`) % check.intervalMs,
        interfaces: interfacesByDevice.get(device.id) ?? NONE,
        lines: check.prober === 'rtsp' ? linesOf(device, linksByDevice) : NONE,
        ...(isAddressShared && { isAddressShared }),
      };
    }
  }
}

const NONE: readonly string[] = [];

function findShared({ devices }: Pick<Inventory, 'devices'>): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { address } of devices.values()) {
    if (address === undefined) continue;
    const canonical = canonicalAddress(address);
    if (seen.has(canonical)) shared.add(canonical);
    seen.add(canonical);
  }
  return shared;
}

function wantedInterfaces({ devices, links }: Pick<Inventory, 'devices' | 'links'>) {
  const wanted = new Map<string, string[]>();
  const want = (deviceId: string, name: string) => {
    const names = wanted.get(deviceId);
    if (names === undefined) wanted.set(deviceId, [name]);
    else if (!names.includes(name)) names.push(name);
  };
  for (const link of links.values()) if (link.interface) want(link.interface.device, link.interface.name);
  for (const { attachedTo } of devices.values()) {
    if (attachedTo) want(attachedTo.device, attachedTo.name);
  }
  return wanted;
}

function linesOf({ id, kind, channelOf }: Device, linksByDevice: ReadonlyMap<string, ReadonlySet<string>>) {
  const recorder = channelOf?.recorder ?? (kind === 'nvr' ? id : undefined);
  const links = [...(linksByDevice.get(id) ?? [])].map((link) => `link:${link}`);
  return recorder === undefined ? links : [...links, `device:${recorder}`];
}

/** When an entry is due next: the first instant of its phase after `nowMs`. */
export function nextDueMs(
  { phaseMs, check: { intervalMs } }: Pick<Watch, 'phaseMs' | 'check'>,
  nowMs: number,
): number {
  return phaseMs + (Math.floor((nowMs - phaseMs) / intervalMs) + 1) * intervalMs;
}
