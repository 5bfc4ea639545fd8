import { seconds } from '../../core/time/units.ts';
import type { Hop, VirtualDevice } from '../protocols/device/virtual-device.ts';

const BITS_PER_OCTET = 8;
const WRAP = 2 ** 32;
/** So that the ports of an agent do not wrap all at once. */
const STAGGER_MS = seconds(3);
const STAGGERED = 5;

/**
 * Sets the 32-bit counters of old agents so that those of their busy ports wrap about `afterMs` after the start: how soon
 * a counter wraps follows from what all devices together bring there.
 */
export function readyToWrap(devices: readonly VirtualDevice[], afterMs: number): VirtualDevice[] {
  const load = sumLoad(devices);
  return devices.map((device) => {
    if (device.snmp?.interfaceTables !== 'if-only') return device;
    const lead = (hop: Hop, ownBitsPerSecond: number, place: number) => {
      const bitsPerSecond = ownBitsPerSecond + (load.get(hopKey(hop)) ?? 0);
      const untilMs = afterMs + STAGGER_MS * (place % STAGGERED);
      return WRAP - Math.max(1, Math.ceil((bitsPerSecond * untilMs) / seconds(BITS_PER_OCTET)));
    };
    const interfaces = device.interfaces.map((port, place) => {
      const hop = { device: device.id, interface: port.name } as const;
      return {
        ...port,
        inOctetsAtStart: lead({ ...hop, direction: 'in' }, port.inBitsPerSecond, place),
        outOctetsAtStart: lead({ ...hop, direction: 'out' }, port.outBitsPerSecond, place),
      };
    });
    return { ...device, interfaces };
  });
}

function sumLoad(devices: readonly VirtualDevice[]): ReadonlyMap<string, number> {
  const load = new Map<string, number>();
  for (const { bitsPerSecond, via } of devices.flatMap(({ flows }) => flows)) {
    for (const hop of via) load.set(hopKey(hop), (load.get(hopKey(hop)) ?? 0) + bitsPerSecond);
  }
  return load;
}

const hopKey = ({ device, interface: name, direction }: Hop): string => `${device} ${name} ${direction}`;
