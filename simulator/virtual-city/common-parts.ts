import type { Device } from '../../core/domain/inventory.ts';
import { stableHash } from '../../core/text/stable-hash.ts';
import { days } from '../../core/time/units.ts';
import type { VirtualDevice } from '../protocols/device/virtual-device.ts';
import { firmwareOf } from './maker-habits.ts';

const LONGEST_UPTIME_DAYS = 200;

/** What all kinds of device have alike; everything else is empty. */
export function commonParts(
  device: Device,
): Omit<VirtualDevice, 'endpoints' | 'access'> & { readonly maker: string } {
  const { id, kind, maker = 'Unknown', model = 'Unknown', serial = 'Unknown', site } = device;
  return {
    id,
    kind,
    maker,
    model,
    serial,
    firmware: firmwareOf(device),
    name: id,
    location: site,
    uptimeMs: days(1 + (stableHash(`${id}/uptime`) % LONGEST_UPTIME_DAYS)),
    interfaces: [],
    flows: [],
    streams: [],
    channels: [],
    disks: [],
    networkTime: { source: 'ntp', servers: ['127.0.0.1'] },
    temperatures: [{ name: 'Main board', celsius: 35 + (stableHash(`${id}/celsius`) % 20) }],
  };
}
