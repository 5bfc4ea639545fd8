import { isOpenRoot } from '../../alerts/incidents/engine/is-open-root.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import type { IncidentRoot } from '../../ledger/record/incidents/incident-event.ts';

/**
 * Whether everybody may know what an incident is blamed on. All that are unresolved are asked for every second, of which a storm
 * has thousands: what was found of one holds for as long as the inventory does.
 */
export function createOpenRoots(inventoryNow: () => Inventory): (root: IncidentRoot) => boolean {
  const known = new Map<string, boolean>();
  let inventory: Inventory | undefined;
  return (root) => {
    const present = inventoryNow();
    if (present !== inventory) known.clear();
    inventory = present;
    const key = keyOf(root);
    const isOpen = known.get(key) ?? isOpenRoot(root, present);
    known.set(key, isOpen);
    return isOpen;
  };
}

function keyOf(root: IncidentRoot): string {
  if (root.kind === 'entity') return `${root.entity} ${root.port ?? ''}`;
  return root.kind === 'common' ? `${root.by}: ${root.name}` : root.kind;
}
