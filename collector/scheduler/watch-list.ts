import type { Settings } from '../../config/settings/settings-schema.ts';
import { canonicalAddress } from '../../core/domain/canonical-address.ts';
import type { Check, Device } from '../../core/domain/inventory.ts';
import { createLinksInFront } from '../../core/domain/links-in-front.ts';
import type { ProberName } from '../../core/domain/probers.ts';
import { INDICATORS } from '../../core/domain/state.ts';
import { stableHash } from '../../core/text/stable-hash.ts';
import { createWatchedChecks, type Watchable } from './watched-checks.ts';

/** One check of one device. */
export interface Watch {
  readonly deviceId: string;
  /** Decoded when it is asked for, where a schedule gives it. */
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
export type ScheduledWatch = Watch & Sent;

interface Sent {
  readonly address: string;
  readonly check: { readonly prober: Exclude<ProberName, 'channel'> };
}

export const isScheduled = <One extends AskedCheck>(watch: One): watch is One & Sent =>
  watch.address !== undefined && watch.check.prober !== 'channel';

/** What the check itself tells: what others of the inventory tell of its device comes to it afterwards. */
export type AskedCheck = Omit<Watch, 'interfaces' | 'isAddressShared'>;

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
  const surroundings = createSurroundings(inventory);
  for (const device of inventory.devices.values()) surroundings.note(device);
  const checksOf = createCheckLister(inventory, profiles, nowMs);
  for (const device of inventory.devices.values()) {
    const interfaces = surroundings.interfaces.get(device.id) ?? NONE;
    for (const asked of checksOf(device)) {
      const isAddressShared = asked.address !== undefined && surroundings.isShared(asked.address);
      yield { ...asked, interfaces, ...(isAddressShared && { isAddressShared }) };
    }
  }
}

/** What is asked of each device. */
export function createCheckLister(
  inventory: Watchable,
  profiles: Settings['profiles'],
  nowMs: number,
): (device: Device) => Generator<AskedCheck> {
  const checkOf = createWatchedChecks(inventory, profiles, nowMs);
  const linksInFront = createLinksInFront(inventory);
  return function* (device) {
    for (const indicator of INDICATORS) {
      const check = checkOf(device, indicator);
      if (check === undefined) continue;
      yield {
        deviceId: device.id,
        device,
        address: check.prober === 'channel' ? undefined : device.address,
        port: profiles[device.profile]?.[indicator]?.port ?? device.port,
        check,
        phaseMs: stableHash(`${device.id}/${indicator}`) % check.intervalMs,
        lines: check.prober === 'rtsp' ? linesOf(device, linksInFront) : NONE,
      };
    }
  };
}

const NONE: readonly string[] = [];

/** What of others a watch holds: known once every device was noted. */
export interface Surroundings {
  readonly note: (device: Pick<Device, 'address' | 'attachedTo'>) => void;
  /** By device. */
  readonly interfaces: ReadonlyMap<string, readonly string[]>;
  readonly isShared: (address: string) => boolean;
}

export function createSurroundings({ links }: Pick<Watchable, 'links'>): Surroundings {
  const interfaces = new Map<string, string[]>();
  const want = (deviceId: string, name: string) => {
    const names = interfaces.get(deviceId);
    if (names === undefined) interfaces.set(deviceId, [name]);
    else if (!names.includes(name)) names.push(name);
  };
  const [seen, shared] = [new Set<string>(), new Set<string>()];
  for (const link of links.values()) if (link.interface) want(link.interface.device, link.interface.name);
  return {
    note: ({ address, attachedTo }) => {
      if (attachedTo) want(attachedTo.device, attachedTo.name);
      if (address === undefined) return;
      const canonical = canonicalAddress(address);
      if (seen.has(canonical)) shared.add(canonical);
      seen.add(canonical);
    },
    interfaces,
    isShared: (address) => shared.size > 0 && shared.has(canonicalAddress(address)),
  };
}

function linesOf(
  { id, kind, channelOf, upstreams }: Device,
  linksInFront: ReturnType<typeof createLinksInFront>,
): readonly string[] {
  const recorder = channelOf?.recorder ?? (kind === 'nvr' ? id : undefined);
  const links = Array.from(linksInFront(upstreams), (link) => `link:${link}`);
  return recorder === undefined ? links : [...links, `device:${recorder}`];
}

/** When an entry is due next: the first instant of its phase after `nowMs`. */
export function nextDueMs(
  { phaseMs, check: { intervalMs } }: Pick<Watch, 'phaseMs' | 'check'>,
  nowMs: number,
): number {
  return phaseMs + (Math.floor((nowMs - phaseMs) / intervalMs) + 1) * intervalMs;
}
