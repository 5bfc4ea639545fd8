import { checkIntervalMs } from '../../config/check-intervals.ts';
import type { Settings } from '../../config/settings/settings-schema.ts';
import { canonicalAddress } from '../../core/domain/canonical-address.ts';
import type { Check, Device, Inventory } from '../../core/domain/inventory.ts';
import { linksInFrontOf } from '../../core/domain/links-in-front.ts';
import type { ProberName } from '../../core/domain/probers.ts';
import { INDICATORS } from '../../core/domain/state.ts';
import { stableHash } from '../../core/text/stable-hash.ts';
import { contractRetentionMs } from './contract-retention.ts';

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

export const watchKey = ({ device, check }: Pick<Watch, 'device' | 'check'>): string =>
  `${device.id} ${check.indicator}`;

export const isScheduled = (watch: Watch): watch is ScheduledWatch =>
  watch.address !== undefined && watch.check.prober !== 'channel';

/** The part of the inventory that says what is probed; without contracts the profiles alone say what retention is wanted. */
type Watchable = Pick<Inventory, 'devices' | 'links'> & Partial<Pick<Inventory, 'contracts'>>;

/** Everything that can be probed, in the order of the inventory, by the contracts that are in force at `nowMs`. */
export function buildWatchList(
  inventory: Watchable,
  profiles: Settings['profiles'],
  nowMs: number = Date.now(),
): readonly Watch[] {
  const interfacesByDevice = wantedInterfaces(inventory);
  const linksByDevice = linksInFrontOf(inventory);
  const sharedAddresses = findShared(inventory);
  return inventory.devices
    .values()
    .flatMap((device) => watchesOf(device, profiles))
    .map((watch) => ({
      ...watch,
      check: fitCheck(watch, inventory, profiles, nowMs),
      interfaces: interfacesByDevice.get(watch.device.id) ?? NONE,
      lines: watch.check.prober === 'rtsp' ? linesOf(watch.device, linksByDevice) : NONE,
      ...(watch.address !== undefined &&
        sharedAddresses.has(canonicalAddress(watch.address)) && { isAddressShared: true as const }),
    }))
    .toArray();
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

function* watchesOf(
  device: Device,
  profiles: Settings['profiles'],
): Generator<Omit<Watch, 'interfaces' | 'lines'>> {
  const { address } = device;
  for (const indicator of INDICATORS) {
    const settings = profiles[device.profile]?.[indicator];
    if (settings === undefined) continue;
    const isByChannel = settings.prober === 'channel';
    if (isByChannel ? device.channelOf === undefined : address === undefined) continue;
    const { port = device.port, ...rest } = settings;
    const phaseMs = stableHash(`${device.id}/${indicator}`) % settings.intervalMs;
    yield {
      device,
      address: isByChannel ? undefined : address,
      port,
      check: { indicator, ...rest },
      phaseMs,
    };
  }
}

/** What the profile leaves to others: the contract says what retention is wanted, the recorder how often its channels are looked at. */
function fitCheck(
  { device, check }: Pick<Watch, 'device' | 'check'>,
  { devices, contracts = new Map() }: Watchable,
  profiles: Settings['profiles'],
  nowMs: number,
): Check {
  if (check.prober === 'channel') {
    const everyMs = checkIntervalMs(device, check.indicator, { inventory: { devices }, profiles });
    return { ...check, intervalMs: everyMs ?? check.intervalMs };
  }
  if (check.indicator !== 'recording') return check;
  const retentionMs = contractRetentionMs(device, contracts, nowMs) ?? check.retentionMs;
  return { ...check, ...(retentionMs !== undefined && { retentionMs }) };
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
