import type { Rate } from './meter.ts';
import type { VirtualDevice, VirtualFlow, VirtualInterface } from './virtual-device.ts';
import type { VirtualFault } from './virtual-fault.ts';

/** What an interface carries from now on. */
export interface InterfaceRate {
  readonly device: string;
  readonly interface: string;
  readonly in: Rate;
  readonly out: Rate;
}

export type FaultsOf = (deviceId: string) => Iterable<VirtualFault>;

/** Adds the flows of a city up at its interfaces. Pure but for what it has indexed. */
export interface TrafficPlan {
  /** Rates of every interface. */
  readonly all: (faultsOf: FaultsOf) => InterfaceRate[];
  /** Rates of the interfaces whose traffic a fault of this device can change. */
  readonly around: (deviceId: string, faultsOf: FaultsOf) => InterfaceRate[];
}

interface SourcedFlow {
  readonly source: string;
  readonly flow: VirtualFlow;
}

export function createTrafficPlan(devices: readonly VirtualDevice[]): TrafficPlan {
  const flowsAt = new Map<string, SourcedFlow[]>();
  const flowsThrough = new Map<string, Set<SourcedFlow>>();
  const interfaces = new Map<string, { device: string; planned: VirtualInterface }>();
  for (const { id, interfaces: planned } of devices) {
    for (const one of planned) interfaces.set(keyOf(id, one.name), { device: id, planned: one });
  }
  for (const { id, flows } of devices) {
    for (const flow of flows) {
      const sourced = { source: id, flow };
      const touched = [id, ...flow.via.map(({ device }) => device)];
      for (const device of touched) addTo(flowsThrough, device, sourced);
      for (const { device, interface: name, direction } of flow.via) {
        const key = `${direction} ${keyOf(device, name)}`;
        flowsAt.set(key, [...(flowsAt.get(key) ?? []), sourced]);
      }
    }
  }
  const rateOf = (key: string, faultsOf: FaultsOf): InterfaceRate[] => {
    const found = interfaces.get(key);
    if (found === undefined) return [];
    const { device, planned } = found;
    const carried = (direction: 'in' | 'out') =>
      (flowsAt.get(`${direction} ${key}`) ?? [])
        .filter((flow) => isFlowing(flow, faultsOf))
        .reduce((sum, { flow }) => sum + flow.bitsPerSecond, 0);
    const rate = (direction: 'in' | 'out', own: number) =>
      applyFaults({ planned, direction, bitsPerSecond: own + carried(direction) }, faultsOf(device));
    return [
      {
        device,
        interface: planned.name,
        in: rate('in', planned.inBitsPerSecond),
        out: rate('out', planned.outBitsPerSecond),
      },
    ];
  };
  return {
    all: (faultsOf) => [...interfaces.keys()].flatMap((key) => rateOf(key, faultsOf)),
    around: (deviceId, faultsOf) => {
      const keys = new Set(
        devices.find(({ id }) => id === deviceId)?.interfaces.map(({ name }) => keyOf(deviceId, name)),
      );
      for (const { flow } of flowsThrough.get(deviceId) ?? []) {
        for (const { device, interface: name } of flow.via) keys.add(keyOf(device, name));
      }
      return [...keys].flatMap((key) => rateOf(key, faultsOf));
    },
  };
}

const keyOf = (device: string, name: string): string => `${device} ${name}`;

function addTo<Key, Item>(map: Map<Key, Set<Item>>, key: Key, item: Item): void {
  const known = map.get(key);
  if (known) known.add(item);
  else map.set(key, new Set([item]));
}

function isFlowing({ source, flow }: SourcedFlow, faultsOf: FaultsOf): boolean {
  for (const fault of faultsOf(source)) {
    if (fault.kind === 'no-video' || fault.kind === 'silent') return false;
    if (fault.kind === 'channel-lost' && fault.channel === flow.channel) return false;
  }
  return flow.via.every(({ device, interface: name }) => {
    for (const fault of faultsOf(device)) {
      if (fault.kind === 'silent' || (fault.kind === 'port-down' && fault.interface === name)) return false;
    }
    return true;
  });
}

const SATURATED_RATIO = 0.97;
const NOTHING: Rate = { varyingBitsPerSecond: 0, steadyBitsPerSecond: 0 };

interface Load {
  readonly planned: VirtualInterface;
  readonly direction: 'in' | 'out';
  readonly bitsPerSecond: number;
}

function applyFaults({ planned, direction, bitsPerSecond }: Load, faults: Iterable<VirtualFault>): Rate {
  if (planned.oper !== 'up') return NOTHING;
  let rate: Rate = { varyingBitsPerSecond: bitsPerSecond, steadyBitsPerSecond: 0 };
  for (const fault of faults) {
    if (fault.kind === 'silent') return NOTHING;
    if (fault.kind === 'port-down' && fault.interface === planned.name) return NOTHING;
    if (fault.kind !== 'saturated' || fault.interface !== planned.name) continue;
    if (fault.direction !== 'both' && fault.direction !== direction) continue;
    const capacity = fault.capacityBitsPerSecond ?? planned.speedBitsPerSecond;
    rate = { varyingBitsPerSecond: 0, steadyBitsPerSecond: SATURATED_RATIO * capacity };
  }
  return rate;
}
