import type { Settings } from '../../../config/settings/settings-schema.ts';
import type { DeviceKind, Inventory } from '../../../core/domain/inventory.ts';

/** So many interfaces of one device, how many of them carry a link, and how often their counters are read. */
export interface Interfaces {
  readonly count: number;
  readonly carriers: number;
  readonly intervalMs: number;
}

/** The interfaces whose counters are read: all of switches and routers that are asked by SNMP, of others those of links. */
export function countInterfaces(
  profiles: Settings['profiles'],
  { devices, links }: Inventory,
): readonly Interfaces[] {
  const measured = new Map<string, Set<string>>();
  for (const { interface: port } of links.values()) {
    if (port === undefined) continue;
    measured.set(port.device, (measured.get(port.device) ?? new Set()).add(port.name));
  }
  return [...devices.values()].flatMap(({ id, kind, profile, interfaces }) => {
    const check = profiles[profile]?.service;
    if (check?.prober !== 'snmp') return [];
    const usual = USUAL_PORTS.get(kind);
    const carriers = measured.get(id)?.size ?? 0;
    const count = usual === undefined ? carriers : interfaces.length || Math.max(usual, carriers);
    return count > 0 ? [{ count, carriers, intervalMs: check.intervalMs }] : [];
  });
}

/** Of a maker's list that is not known: the ports of a usual switch and of a usual router. */
const USUAL_PORTS: ReadonlyMap<DeviceKind, number> = new Map([
  ['switch', 24],
  ['router', 8],
]);
