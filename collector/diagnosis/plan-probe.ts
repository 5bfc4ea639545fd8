import type { Config } from '../../config/load-config.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import { InputError } from '../../core/input/input-error.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { buildWatchList } from '../scheduler/watch-list.ts';
import { DELIVERED_COMMUNITY } from './credentials-by-reference.ts';
import { NothingToProbeError } from './nothing-to-probe.ts';
import { DEFAULT_SETTINGS, planAddress } from './plan-address.ts';
import { checksOf, type ProbePlan } from './probe-device.ts';
import type { ProbeInput } from './probe-input.ts';

/** The configuration that what is asked stands in. */
export type ProbedCity = Pick<Config, 'dir' | 'inventory' | 'settings' | 'makers'>;

/** Whether all is asked that a device is asked, or one list. */
type Purpose = 'probe' | 'walk';

/** @throws NOTHING_TO_PROBE, INPUT_INVALID */
export function planProbe(city: ProbedCity, input: ProbeInput, purpose: Purpose): ProbePlan {
  const { device, address } = input;
  if (address !== undefined) return planAdHoc(address, city, input, purpose);
  if (device !== undefined) return planInventoried(device, city, input, purpose);
  throw new InputError([
    {
      member: 'device',
      en: 'expected a device of the inventory or an address',
      vi: 'cần một thiết bị trong danh mục hoặc một địa chỉ',
    },
  ]);
}

function planInventoried(
  deviceId: string,
  { dir, inventory, settings, makers }: ProbedCity,
  { only, times, everyMs }: ProbeInput,
  purpose: Purpose,
): ProbePlan {
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
  if (wanted.length === 0 && !isChannelAsked && purpose === 'probe') {
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
    everyMs,
  };
}

/** Of the city only the makers matter: its settings are about what stands in its inventory. */
function planAdHoc(
  address: string,
  { makers }: ProbedCity,
  { port, as = [], path, tls, kind = 'switch', times, everyMs, ...given }: ProbeInput,
  purpose: Purpose,
): ProbePlan {
  const isSnmp = as.includes('snmp') || purpose === 'walk';
  const credentials = given.credentials ?? (isSnmp ? DELIVERED_COMMUNITY : undefined);
  const { device, watches } = planAddress({
    ...{ address, as, kind, transport: tls ? 'tls' : 'plain' },
    ...omitUndefined({ port, credentials, path }),
  });
  return {
    device,
    watches,
    isByChannel: false,
    isInventoried: false,
    isWhole: false,
    city: { ...NO_CITY, watches },
    makers,
    times,
    everyMs,
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

/** Stands for the city of an address. */
export const NO_CITY = { inventory: NOTHING, settings: DEFAULT_SETTINGS };
