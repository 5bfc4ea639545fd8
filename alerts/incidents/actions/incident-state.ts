import { type PersonAct, standingAcknowledgements } from '../../../ledger/decisions/acknowledgements.ts';
import type { IncidentLists, StoredIncident } from '../../../ledger/record/incidents/incident-reads.ts';

export const INCIDENT_STATES = ['open', 'acknowledged', 'resolved'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** An incident with who has acknowledged it, also where camwatch has not taken that in yet. */
export interface ListedIncident extends StoredIncident {
  readonly state: IncidentState;
  readonly acknowledged: readonly PersonAct[];
}

export function withStates(
  incidents: readonly StoredIncident[],
  { acknowledgingSteps }: Pick<IncidentLists, 'acknowledgingSteps'>,
): readonly ListedIncident[] {
  const standing = standingAcknowledgements(acknowledgingSteps(incidents.map(({ id }) => id)));
  return incidents.map((incident) => {
    const acknowledged = standing.get(incident.id) ?? [];
    if (incident.resolvedMs !== undefined) return { ...incident, state: 'resolved', acknowledged };
    return { ...incident, state: acknowledged.length > 0 ? 'acknowledged' : 'open', acknowledged };
  });
}
