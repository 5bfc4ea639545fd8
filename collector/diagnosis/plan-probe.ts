import { join } from 'node:path';
import { loadConfig } from '../../config/load-config.ts';
import { loadMakers } from '../../config/makers/load-makers.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import { buildWatchList } from '../scheduler/watch-list.ts';
import { DELIVERED_COMMUNITY } from './credentials-by-reference.ts';
import { NothingToProbeError } from './nothing-to-probe.ts';
import { DEFAULT_SETTINGS, planAddress } from './plan-address.ts';
import { checksOf, type ProbePlan } from './probe-device.ts';
import type { ProbeOptions } from './probe-options.ts';

/** What to ask of a device of the inventory. */
export async function planInventoried(
  deviceId: string,
  { config: dir, only, times, every, walk }: ProbeOptions,
): Promise<ProbePlan> {
  const { inventory, settings, makers } = await loadConfig(dir);
  const device = inventory.devices.get(deviceId);
  if (device === undefined) {
    throw new NothingToProbeError(`${dir}: expected the id of a device, found no device "${deviceId}"`);
  }
  const watches = buildWatchList(inventory, settings.profiles);
  const { scheduled, isByChannel } = checksOf(deviceId, { watches });
  const wanted = only
    ? scheduled.filter(({ check }) => only.some((name) => name === check.prober))
    : scheduled;
  const isChannelAsked = isByChannel && only === undefined;
  if (wanted.length === 0 && !isChannelAsked && walk === undefined) {
    const expected = `${deviceId}: expected an address and a check${only ? ` by ${only.join(' or ')}` : ''}`;
    const why =
      device.address === undefined
        ? 'the device has no address'
        : `profile ${device.profile} has no ${only ? 'such ' : ''}check`;
    throw new NothingToProbeError(`${expected}, but ${why}`);
  }
  return {
    device,
    watches: wanted,
    isByChannel: isChannelAsked,
    isInventoried: true,
    isWhole: only === undefined,
    city: { inventory, settings, watches },
    makers,
    times,
    everyMs: every,
  };
}

/** What to ask of an address that only the command line names. */
export async function planAdHoc(address: string, options: ProbeOptions): Promise<ProbePlan> {
  const { port, as = [], path, tls, times, every, walk, config: dir } = options;
  const isSnmp = as.includes('snmp') || walk !== undefined;
  const credentials = options.credentials ?? (isSnmp ? DELIVERED_COMMUNITY : undefined);
  const { device, watches } = planAddress({
    address,
    as,
    transport: tls ? 'tls' : 'plain',
    kind: options.kind ?? 'switch',
    ...(port !== undefined && { port }),
    ...(credentials !== undefined && { credentials }),
    ...(path !== undefined && { path }),
  });
  return {
    device,
    watches,
    isByChannel: false,
    isInventoried: false,
    isWhole: false,
    city: { inventory: NOTHING, settings: DEFAULT_SETTINGS, watches },
    makers: await loadMakers(join(dir, 'makers')),
    times,
    everyMs: every,
  };
}

const NOTHING: Inventory = {
  agencies: new Map(),
  contractors: new Map(),
  contracts: new Map(),
  calendars: new Map(),
  programmes: new Map(),
  districts: new Map(),
  areas: new Map(),
  contacts: new Map(),
  sites: new Map(),
  devices: new Map(),
  links: new Map(),
  handovers: [],
};
