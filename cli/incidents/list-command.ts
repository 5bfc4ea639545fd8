import {
  type IncidentList,
  ListIncidents,
  listIncidents,
} from '../../alerts/incidents/actions/select-incidents.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY, LIMIT } from '../shell/shared-options.ts';
import { type IncidentScope, openIncidents } from './incident-scope.ts';
import { incidentToJson } from './incident-to-json.ts';
import { renderIncidents } from './render-incidents.ts';

/** `camwatch incidents list`. */
export const buildListCommand = defineCommand({
  name: 'list',
  description:
    'List incidents: those that are not resolved first, the worst first; then what was resolved of late.',
  options: { ...CITY, ...ListIncidents.shape, limit: LIMIT },
  help: `
Severity is the worst that an incident came to; cameras are those lost now, of all in its wards.

Examples:
  camwatch incidents list
  camwatch incidents list --state open --severity critical
  camwatch incidents list --state resolved --since 7d --agency cong-an-thanh-pho
  camwatch incidents list --json`,
  open: openIncidents,
  run: ({ record }, options) => listIncidents({ record }, options),
  json: ({ incidents, unresolved }, { iso }, { limit }) => ({
    incidents: incidents.slice(0, limit).map((incident) => incidentToJson(incident, iso)),
    total: incidents.length,
    unresolved: { ...unresolved, total: totalOf(unresolved) },
  }),
  render: (list, scope, { limit }) => renderList(list, scope, limit),
});

function renderList(
  { incidents, unresolved }: IncidentList,
  { wordingOf, cli }: IncidentScope,
  limit: number,
): readonly string[] {
  const shown = incidents.slice(0, limit);
  const wording = wordingOf({ incidents: shown.map(({ summary }) => summary) });
  const { texts, writing, zoneLine } = wording;
  const more = incidents.length - shown.length;
  return [
    ...renderIncidents(shown, wording, cli.terminal.style),
    ...(more > 0 ? [texts.moreOfList(writing.formats.count(more))] : []),
    texts.counts({ unresolved: totalOf(unresolved), ...unresolved }),
    zoneLine,
  ];
}

const totalOf = ({ critical, major, minor }: IncidentList['unresolved']): number => critical + major + minor;
