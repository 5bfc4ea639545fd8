import type { PersonAct } from '../../../ledger/decisions/acknowledgements.ts';
import {
  DUTY_STATES,
  type Duty,
  dutyState,
  NO_DUTY,
  standingDuties,
} from '../../../ledger/decisions/incident-duty.ts';
import type { IncidentLists, StoredIncident } from '../../../ledger/record/incidents/incident-reads.ts';

export const INCIDENT_STATES = [...DUTY_STATES, 'resolved'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** An incident with who has acknowledged it, also where camwatch has not taken that in yet. */
export interface ListedIncident extends StoredIncident {
  readonly state: IncidentState;
  readonly duty: Duty;
  readonly acknowledged: readonly PersonAct[];
}

export function withStates<Incident extends StoredIncident>(
  incidents: readonly Incident[],
  { dutySteps }: Pick<IncidentLists, 'dutySteps'>,
  nowMs: number,
): readonly (Incident & ListedIncident)[] {
  const duties = standingDuties(dutySteps(incidents.map(({ id }) => id)));
  return incidents.map((incident) => {
    const duty = duties.get(incident.id) ?? NO_DUTY;
    const { acknowledged } = duty;
    const state = incident.resolvedMs === undefined ? dutyState(duty, nowMs) : 'resolved';
    return { ...incident, state, duty, acknowledged };
  });
}
