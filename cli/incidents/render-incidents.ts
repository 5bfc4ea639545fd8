import type { ListedIncident } from '../../alerts/incidents/actions/incident-state.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import type { Terminal } from '../shell/terminal.ts';
import type { IncidentWording } from './incident-wording.ts';
import { SEVERITY_STYLES, STATE_STYLES } from './styles.ts';

/** Incidents as a table, in the order in which they are given. */
export function renderIncidents(
  incidents: readonly ListedIncident[],
  wording: IncidentWording,
  style: Terminal['style'],
): readonly string[] {
  const { texts } = wording;
  if (incidents.length === 0) return [texts.none];
  return alignRows([texts.head, ...incidents.map((one) => toRow(one, wording, style))], CAMERAS_RIGHT);
}

const CAMERAS_RIGHT = new Set([4]);

function toRow(
  incident: ListedIncident,
  wording: IncidentWording,
  style: Terminal['style'],
): readonly string[] {
  const { texts, writing, clock, id, what, where, cameras, party, flags } = wording;
  const { summary, state, acknowledged } = incident;
  const marks = flags(incident);
  return [
    id(incident.id),
    style(
      state === 'resolved' ? 'dim' : SEVERITY_STYLES[summary.severity],
      writing.texts.severities[summary.severity],
    ),
    style(STATE_STYLES[state], texts.states[state]),
    clock(summary.sinceMs),
    cameras(summary),
    `${what(summary.root)}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`,
    where(summary),
    [...new Set(acknowledged.map((act) => party(act.party)))].join(', '),
  ];
}
