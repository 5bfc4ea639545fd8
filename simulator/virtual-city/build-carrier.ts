import type { Device } from '../../core/domain/inventory.ts';
import { stableHash } from '../../core/text/stable-hash.ts';
import type { VirtualDevice, VirtualInterface } from '../protocols/device/virtual-device.ts';
import { commonParts } from './common-parts.ts';
import { snmpHabits } from './maker-habits.ts';
import { type Network, uplinkOf, usedPorts } from './route-to-core.ts';
import type { VirtualCityOptions } from './virtual-city-options.ts';

/** Acknowledgements, time, somebody's web page: what flows besides video. */
const OWN_BITS_PER_SECOND = { in: 24_000, out: 64_000 } as const;
const CAMERA_MILLIWATTS = 7_200;

/** A switch or a router: ports that are in use are up. */
export function buildCarrier(device: Device, address: string, options: VirtualCityOptions): VirtualDevice {
  const { network, ports, accessOf } = options;
  const used = usedPorts(device.id, network);
  const uplink = uplinkOf(device, network);
  const snmp = snmpHabits(device);
  const interfaces = device.interfaces.map((name, index) =>
    buildInterface(device, name, index, { isUp: used.has(name) || name === uplink, network }),
  );
  return {
    ...commonParts(device),
    endpoints: { snmp: { address, port: ports.snmp } },
    access: accessOf(device),
    snmp,
    interfaces,
  };
}

function buildInterface(
  device: Device,
  name: string,
  index: number,
  { isUp, network }: { readonly isUp: boolean; readonly network: Network },
): VirtualInterface {
  const hanging = network.devices
    .values()
    .find(({ attachedTo }) => attachedTo?.device === device.id && attachedTo.name === name);
  return {
    index: index + 1,
    name,
    ...(hanging && { alias: hanging.id }),
    speedBitsPerSecond: speedOf(device, name, network),
    admin: 'up',
    oper: isUp ? 'up' : 'down',
    inBitsPerSecond: isUp ? OWN_BITS_PER_SECOND.in : 0,
    outBitsPerSecond: isUp ? OWN_BITS_PER_SECOND.out : 0,
    ...countersAtStart(device, name),
    ...(givesPower(device) && { poeMilliwatts: hanging?.kind === 'camera' ? CAMERA_MILLIWATTS : 0 }),
  };
}

const givesPower = ({ maker }: Device): boolean => maker === 'Zyxel';

const GIGABIT = 1e9;
const TEN_GIGABIT = 1e10;

function speedOf({ id }: Device, name: string, { links }: Network): number {
  if (name.startsWith('TenGig')) return TEN_GIGABIT;
  const link = links.values().find((one) => one.interface?.device === id && one.interface.name === name);
  return Math.max(GIGABIT, link?.capacityBitsPerSecond ?? 0);
}

/** Long past 32 bits, as after months of video. */
const LARGEST_START_OCTETS = 2 ** 42;

function countersAtStart(device: Device, name: string) {
  const draw = (direction: string) =>
    (stableHash(`${device.id}/${name}/${direction}`) / 2 ** 32) * LARGEST_START_OCTETS;
  return { inOctetsAtStart: Math.floor(draw('in')), outOctetsAtStart: Math.floor(draw('out')) };
}
