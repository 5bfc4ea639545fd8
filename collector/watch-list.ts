import type { Settings } from '../config/settings-schema.ts';
import type { Check, Device, Inventory } from '../core/inventory.ts';
import { stableHash } from '../core/stable-hash.ts';
import { INDICATORS } from '../core/state.ts';

/** One check of one device: an entry of the schedule. */
export interface Watch {
  readonly device: Device;
  readonly address: string;
  readonly port: number | undefined;
  readonly check: Check;
  /** Where in its interval the check falls: spread by a stable hash, so that load is flat and a restart changes nothing. */
  readonly phaseMs: number;
}

export const watchKey = ({ device, check }: Pick<Watch, 'device' | 'check'>): string =>
  `${device.id} ${check.indicator}`;

/** Everything that can be probed, in the order of the inventory; a channel of a recorder has no address of its own. */
export function buildWatchList(inventory: Inventory, profiles: Settings['profiles']): readonly Watch[] {
  return inventory.devices
    .values()
    .flatMap((device) => watchesOf(device, profiles))
    .toArray();
}

function* watchesOf(device: Device, profiles: Settings['profiles']): Generator<Watch> {
  const { address } = device;
  if (address === undefined) return;
  for (const indicator of INDICATORS) {
    const settings = profiles[device.profile]?.[indicator];
    if (settings === undefined) continue;
    const { port = device.port, ...rest } = settings;
    const phaseMs = stableHash(`${device.id}/${indicator}`) % settings.intervalMs;
    yield { device, address, port, check: { indicator, ...rest }, phaseMs };
  }
}

/** When an entry is due next: the first instant of its phase after `nowMs`. */
export function nextDueMs(
  { phaseMs, check: { intervalMs } }: Pick<Watch, 'phaseMs' | 'check'>,
  nowMs: number,
): number {
  return phaseMs + (Math.floor((nowMs - phaseMs) / intervalMs) + 1) * intervalMs;
}
