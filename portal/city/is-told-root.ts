import { isOpenRoot } from '../../alerts/incidents/engine/is-open-root.ts';
import type { IncidentRoot } from '../../ledger/record/incidents/incident-event.ts';
import type { VisibleFleet } from './visible-fleet.ts';

const DEVICE = 'device:';

/** Whether somebody may know what an incident is blamed on: to whoever has something among its members, be it another's. */
export function isToldRoot(
  { sight, columns }: Pick<VisibleFleet, 'sight' | 'columns'>,
  inventory: Parameters<typeof isOpenRoot>[1],
  root: IncidentRoot,
): boolean {
  if (sight.secret) return true;
  // A storm has 10,000 roots, each of which would be decoded with its site for every look.
  const isDevice = root.kind === 'entity' && root.entity.startsWith(DEVICE);
  const device = isDevice ? columns.indexOf(root.entity.slice(DEVICE.length)) : -1;
  return device < 0 ? isOpenRoot(root, inventory) : columns.isOpen[device] === 1;
}
