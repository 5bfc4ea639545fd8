import type { Contract } from '../../core/domain/inventory.ts';
import { Terms } from './terms-schema.ts';

/** How bad it is that something of a contract is down; other terms of it may be broken. */
export function readIncidentPriority({ terms }: Pick<Contract, 'terms'>): 'normal' | 'high' {
  const read = Terms.shape.incident_priority.safeParse(terms.incident_priority);
  return read.success ? read.data : 'normal';
}
