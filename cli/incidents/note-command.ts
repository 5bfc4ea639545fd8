import { NoteIncident, noteIncident } from '../../alerts/incidents/actions/act-on-incident.ts';
import { defineCommand } from '../shell/define-command.ts';
import { ACT, actedToJson, incidentActor } from './act-command.ts';
import { openIncidents } from './incident-scope.ts';

/** `camwatch incidents note`. */
export const buildNoteCommand = defineCommand({
  name: 'note',
  description: 'Write down something about an incident, also one that is resolved.',
  arguments: ['id', 'text'],
  options: { ...ACT, ...NoteIncident.shape },
  help: `
Examples:
  camwatch incidents note link-7 "Cut by road works in Phố Huế, 30 m of cable to be replaced"
  camwatch incidents note link-7 "Spare router fitted" --as contractor:vien-thong-1`,
  open: openIncidents,
  run: (scope, options) => {
    const context = incidentActor(scope, options);
    return { context, act: noteIncident(context, options) };
  },
  json: actedToJson,
  render: ({ act: { incident } }, { wordingOf }) => {
    const { texts, id: shown } = wordingOf({ incidents: [incident.summary] });
    return [texts.done.noted(shown(incident.id), '')];
  },
});
