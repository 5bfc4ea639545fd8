import type { Inventory } from '../core/domain/inventory.ts';
import { deviceEntity, type Entity, linkEntity } from '../core/domain/state.ts';
import { isOpenDevice, isOpenLink } from '../core/domain/withheld.ts';

/** Something of which InfluxDB has a pseudonym. */
export interface WithheldName {
  /** What the pseudonym is made of: `device:ID`, `link:ID` or `device:ID#INTERFACE`. */
  readonly name: string;
  /** What people call it; absent where it has left the inventory. */
  readonly title?: string;
}

/**
 * What is withheld now, with the interfaces that the inventory names there, the ports at which withheld links are measured,
 * and what the ledger remembers and the inventory does not have any more.
 */
export function findWithheldNames(inventory: Inventory, recorded: Iterable<Entity>): readonly WithheldName[] {
  const names = new Map<string, WithheldName>();
  const add = (name: string, title?: string) =>
    names.set(name, { name, ...(title !== undefined && { title }) });
  const addPort = (id: string, port: string) => {
    const title = inventory.devices.get(id)?.name;
    add(deviceEntity(id), title);
    add(`${deviceEntity(id)}#${port}`, title);
  };
  for (const device of inventory.devices.values()) {
    if (isOpenDevice(inventory, device)) continue;
    add(deviceEntity(device.id), device.name);
    for (const port of device.interfaces) addPort(device.id, port);
  }
  for (const link of inventory.links.values()) {
    if (isOpenLink(inventory, link)) continue;
    add(linkEntity(link.id), link.name);
    if (link.interface) addPort(link.interface.device, link.interface.name);
  }
  const known = new Set<Entity>([
    ...inventory.devices.keys().map(deviceEntity),
    ...inventory.links.keys().map(linkEntity),
  ]);
  for (const entity of recorded) if (!known.has(entity)) add(entity);
  return [...names.values()];
}
