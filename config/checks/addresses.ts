import { canonicalAddress } from '../../core/domain/canonical-address.ts';
import type { Device } from '../../core/domain/inventory.ts';
import type { Draft, Report } from '../draft/draft.ts';

/** No two devices in use may be reached at the same address and port, or be the same channel of a recorder. */
export function checkAddresses({ devices, present }: Draft, report: Report): void {
  const firstAtAddress = new Map<string, Device>();
  const firstAtChannel = new Map<string, Device>();
  for (const device of devices.items) {
    // The address of a retired device is free for its successor.
    if (present.get(device)?.stage === 'retired') continue;
    const { address, port, channelOf } = device;
    if (address !== undefined) {
      const place = placeOf(address, port);
      const first = firstOf(firstAtAddress, placeOf(canonicalAddress(address), port), device);
      if (first) refuse(device, 'address', `an address and port of its own, got ${place}`, first);
    }
    if (channelOf) {
      const place = `${channelOf.recorder}#${channelOf.channel}`;
      const first = firstOf(firstAtChannel, place, device);
      if (first) refuse(device, 'channel_of', `a channel of its own, got ${place}`, first);
    }
  }

  function refuse(device: Device, field: string, message: string, first: Device): void {
    const other = `${first.id} in line ${devices.lineOf(first)}`;
    report.problem(devices.problem(device, field, `expected ${message}, which is that of ${other}`));
  }
}

function placeOf(address: string, port: number | undefined): string {
  if (port === undefined) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Who was there before; remembers the first one. */
function firstOf(firsts: Map<string, Device>, place: string, device: Device): Device | undefined {
  const first = firsts.get(place);
  if (!first) firsts.set(place, device);
  return first;
}
