import type { Settings } from '../../config/settings/settings-schema.ts';
import { canonicalAddress } from '../../core/domain/canonical-address.ts';
import type { Check, Device } from '../../core/domain/inventory.ts';
import { createLinksInFront } from '../../core/domain/links-in-front.ts';
import type { ProberName } from '../../core/domain/probers.ts';
import { INDICATORS } from '../../core/domain/state.ts';
import { finish, STEP, type Steps } from '../../core/host/in-slices.ts';
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
  yield* watchesIn({ inventory, profiles, nowMs }, finish(lookAround(inventory)));
}

/** The same, each handed to `take`, with turns for others in between. */
export function* watchSteps(
  inventory: Watchable,
  profiles: Settings['profiles'],
  nowMs: number,
  take: (watch: Watch) => void,
): Steps<void> {
  const surroundings = yield* lookAround(inventory);
  let count = 0;
  for (const watch of watchesIn({ inventory, profiles, nowMs }, surroundings)) {
    take(watch);
    if (++count % STEP === 0) yield;
  }
}

interface Watched {
  readonly inventory: Watchable;
  readonly profiles: Settings['profiles'];
  readonly nowMs: number;
}

function* watchesIn(
  { inventory, profiles, nowMs }: Watched,
  { interfaces, linksInFront, sharedAddresses }: Surroundings,
): Generator<Watch, undefined> {
  const checkOf = createWatchedChecks(inventory, profiles, nowMs);
  for (const device of inventory.devices.values()) {
    for (const indicator of INDICATORS) {
      const check = checkOf(device, indicator);
      if (check === undefined) continue;
      const address = check.prober === 'channel' ? undefined : device.address;
      const isAddressShared = address !== undefined && sharedAddresses.has(canonicalAddress(address));
      yield {
        deviceId: device.id,
        device,
        address,
        port: profiles[device.profile]?.[indicator]?.port ?? device.port,
        check,
        phaseMs: stableHash(`${device.id}/${indicator}`) % check.intervalMs,
        interfaces: interfaces.get(device.id) ?? NONE,
        lines: check.prober === 'rtsp' ? linesOf(device, linksInFront) : NONE,
        ...(isAddressShared && { isAddressShared }),
      };
    }
  }
}

const NONE: readonly string[] = [];

/** What of others a watch holds: found in one way through the devices. */
interface Surroundings {
  /** By device. */
  readonly interfaces: ReadonlyMap<string, readonly string[]>;
  readonly sharedAddresses: ReadonlySet<string>;
  readonly linksInFront: ReturnType<typeof createLinksInFront>;
}

function* lookAround(inventory: Watchable): Steps<Surroundings> {
  const wanted = new Map<string, string[]>();
  const want = (deviceId: string, name: string) => {
    const names = wanted.get(deviceId);
    if (names === undefined) wanted.set(deviceId, [name]);
    else if (!names.includes(name)) names.push(name);
  };
  const [seen, shared] = [new Set<string>(), new Set<string>()];
  for (const link of inventory.links.values())
    if (link.interface) want(link.interface.device, link.interface.name);
  let count = 0;
  for (const { address, attachedTo } of inventory.devices.values()) {
    if (attachedTo) want(attachedTo.device, attachedTo.name);
    if (address !== undefined) {
      const canonical = canonicalAddress(address);
      if (seen.has(canonical)) shared.add(canonical);
      seen.add(canonical);
    }
    if (++count % STEP === 0) yield;
  }
  return { interfaces: wanted, sharedAddresses: shared, linksInFront: createLinksInFront(inventory) };
}

function linesOf(
  { id, kind, channelOf, upstreams }: Device,
  linksInFront: Surroundings['linksInFront'],
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
