import { checkIntervalMs } from '../../config/check-intervals.ts';
import type { Settings } from '../../config/settings/settings-schema.ts';
import type { Check, Device, Inventory } from '../../core/domain/inventory.ts';
import type { ProberName } from '../../core/domain/probers.ts';
import type { Indicator } from '../../core/domain/state.ts';
import { contractRetentionMs } from './contract-retention.ts';

type Profiles = Settings['profiles'];

/** The part of the inventory that says what is probed; without contracts the profiles alone say what retention is wanted. */
export type Watchable = Pick<Inventory, 'devices' | 'links'> &
  Partial<Pick<Inventory, 'contracts' | 'share'>>;

/** What a device is asked of an indicator, by the contracts in force at `nowMs`; devices that are asked alike share one check. */
export type CheckOf = (device: Device, indicator: Indicator) => Check | undefined;

export function createWatchedChecks(
  { devices, contracts = new Map(), share }: Watchable,
  profiles: Profiles,
  nowMs: number,
): CheckOf {
  const shared = new Map<object, Map<string, Check>>();

  /** What the profile leaves to others: the contract says what retention is wanted, the recorder how often its channels are looked at. */
  const adapt = (device: Device, prober: ProberName, indicator: Indicator): Partial<Check> => {
    if (prober === 'channel') {
      const intervalMs = checkIntervalMs(device, indicator, { inventory: { devices }, profiles });
      return intervalMs === undefined ? {} : { intervalMs };
    }
    if (indicator !== 'recording') return {};
    const retentionMs = contractRetentionMs(device, contracts, nowMs);
    return retentionMs === undefined ? {} : { retentionMs };
  };

  return (device, indicator) => {
    const settings = profiles[device.profile]?.[indicator];
    if (settings === undefined) return undefined;
    const isAsked = settings.prober === 'channel' ? device.channelOf : device.address;
    if (isAsked === undefined || share?.watchesDevice(device) === false) return undefined;
    const { port: _port, ...rest } = settings;
    const own = adapt(device, rest.prober, indicator);
    const known = shared.get(settings) ?? new Map<string, Check>();
    shared.set(settings, known);
    const key = `${own.intervalMs} ${own.retentionMs}`;
    const check = known.get(key) ?? { indicator, ...rest, ...own };
    known.set(key, check);
    return check;
  };
}
