import type { Device, Inventory, Link } from '../../core/domain/inventory.ts';
import type { Hop } from '../protocols/device/virtual-device.ts';

export type Network = Pick<Inventory, 'devices' | 'links'>;

/**
 * The interfaces that traffic of a device passes on its way to the centre, along the first of its ways: the port it hangs
 * on, the uplink of what it hangs on, the port that the line ends at, and so on.
 */
export function routeToCore(device: Device, network: Network): readonly Hop[] {
  const hops: Hop[] = [];
  const visited = new Set<string>();
  let current: Device | undefined = device;
  while (current && !visited.has(current.id)) {
    visited.add(current.id);
    const next: Step = stepUp(current, network);
    hops.push(...next.hops);
    current = next.carrier;
    const uplink = current && uplinkOf(current, network);
    if (current && uplink !== undefined)
      hops.push({ device: current.id, interface: uplink, direction: 'out' });
  }
  return hops;
}

interface Step {
  readonly hops: readonly Hop[];
  /** What it hangs on, or the device that its line starts from. */
  readonly carrier: Device | undefined;
}

function stepUp({ upstreams, attachedTo }: Device, { devices, links }: Network): Step {
  const [member] = upstreams[0] ?? [];
  if (member === undefined) return { hops: [], carrier: undefined };
  const id = member.slice(member.indexOf(':') + 1);
  if (member.startsWith('device:')) {
    const port = attachedTo?.device === id ? [hopInto(attachedTo)] : [];
    return { hops: port, carrier: devices.get(id) };
  }
  const link = links.get(id);
  return { hops: link?.interface ? [hopInto(link.interface)] : [], carrier: nearOf(link, devices) };
}

const hopInto = ({ device, name }: { readonly device: string; readonly name: string }): Hop => ({
  device,
  interface: name,
  direction: 'in',
});

function nearOf(link: Link | undefined, devices: Network['devices']): Device | undefined {
  return link === undefined || link.near === 'core'
    ? undefined
    : devices.get(link.near.slice('device:'.length));
}

/** A ward's router leads up by its first port, all others by their last one that nothing hangs on. */
export function uplinkOf({ id, kind, interfaces }: Device, network: Network): string | undefined {
  const used = usedPorts(id, network);
  const free = interfaces.filter((name) => !used.has(name));
  return kind === 'router' && id.endsWith('-office') ? free[0] : free.at(-1);
}

/** Ports of a device that lines start from and devices hang on. */
export function usedPorts(id: string, { devices, links }: Network): ReadonlySet<string> {
  const used = new Set<string>();
  for (const { attachedTo } of devices.values()) if (attachedTo?.device === id) used.add(attachedTo.name);
  for (const link of links.values()) if (link.interface?.device === id) used.add(link.interface.name);
  return used;
}
