import type { Inventory } from './inventory.ts';
import { handoversAfter, inventoryAt } from './ownership.ts';

/**
 * The inventory as it stands at the moment it is asked for: a row of the file says how things are after its last
 * hand-over, which may still lie ahead. Made anew only when a hand-over comes into force, or the inventory is another.
 */
export function createPresentInventory(current: () => Inventory, nowMs: () => number): () => Inventory {
  let source: Inventory | undefined;
  let present: Inventory | undefined;
  let validToMs = Number.NEGATIVE_INFINITY;
  return () => {
    const atMs = nowMs();
    const inventory = current();
    if (present && inventory === source && atMs < validToMs) return present;
    source = inventory;
    present = inventoryAt(inventory, atMs);
    validToMs = handoversAfter(inventory, atMs).reduce(
      (next, handover) => Math.min(next, handover.atMs),
      Number.POSITIVE_INFINITY,
    );
    return present;
  };
}
