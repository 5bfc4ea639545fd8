import type { Inventory } from '../../../core/domain/inventory.ts';
import { sitesOfCabinet } from '../../../core/domain/places.ts';
import { isOpenDevice, isOpenEntity, isOpenSite } from '../../../core/domain/withheld.ts';
import type { IncidentRoot } from '../../../ledger/record/incidents/incident-event.ts';
import { deviceOfPort } from './device-of-port.ts';

/** Whether everybody may know what an incident is blamed on; else nobody is told that it is there. */
export function isOpenRoot(
  root: IncidentRoot,
  inventory: Pick<Inventory, 'sites' | 'devices' | 'links'>,
): boolean {
  if (root.kind === 'entity')
    return [root.entity, deviceOfPort(root) ?? root.entity].every((one) => isOpenEntity(inventory, one));
  if (root.kind !== 'common') return true;
  const { by, name } = root;
  if (by === 'switch') return isOpenDevice(inventory, inventory.devices.get(name));
  if (by === 'site') return isOpenSite(inventory.sites.get(name));
  if (by !== 'cabinet') return true;
  const sites = sitesOfCabinet(inventory, name);
  return sites.length > 0 && sites.every(isOpenSite);
}
