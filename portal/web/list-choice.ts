import type { IncidentState } from '../../alerts/incidents/actions/incident-state.ts';
import type { DutyChoice } from '../city/duty-list.ts';

/** What of the list of causes is asked for; of what is over too. */
export interface ListChoice extends Omit<DutyChoice, 'state'> {
  readonly state?: IncidentState | undefined;
}
