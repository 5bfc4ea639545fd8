import { isOpenRoot } from '../../alerts/incidents/engine/is-open-root.ts';
import type { IncidentRoot } from '../../ledger/record/incidents/incident-event.ts';
import type { Sight } from './visible-fleet.ts';

/** Whether somebody may know what an incident is blamed on: to whoever has something among its members, be it another's. */
export const isToldRoot = (
  { secret }: Sight,
  inventory: Parameters<typeof isOpenRoot>[1],
  root: IncidentRoot,
): boolean => secret || isOpenRoot(root, inventory);
