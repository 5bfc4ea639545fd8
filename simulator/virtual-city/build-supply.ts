import type { Device } from '../../core/domain/inventory.ts';
import { stableHash } from '../../core/text/stable-hash.ts';
import { minutes } from '../../core/time/units.ts';
import type { VirtualDevice } from '../protocols/device/virtual-device.ts';
import { commonParts } from './common-parts.ts';
import type { VirtualCityOptions } from './virtual-city-options.ts';

/** An uninterruptible power supply on mains. */
export function buildSupply(device: Device, address: string, options: VirtualCityOptions): VirtualDevice {
  const { ports, accessOf } = options;
  return {
    ...commonParts(device),
    endpoints: { snmp: { address, port: ports.snmp } },
    access: accessOf(device),
    ups: {
      source: 'mains',
      chargePercent: 100,
      runtimeMs: minutes(30 + (stableHash(`${device.id}/runtime`) % 60)),
      loadPercent: 20 + (stableHash(`${device.id}/load`) % 40),
      voltageVolts: 228,
    },
  };
}
