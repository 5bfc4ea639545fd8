import { deviceEntity, type Entity } from '../../../core/domain/state.ts';
import type { IncidentRoot } from '../../../ledger/record/incidents/incident-event.ts';

/** The device whose port was switched off, where that is the root. */
export function deviceOfPort(root: IncidentRoot): Entity | undefined {
  if (root.kind !== 'entity' || root.port === undefined) return undefined;
  return deviceEntity(root.port.slice(0, root.port.indexOf('#')));
}
