import { AcknowledgeIncident, acknowledgeIncident } from '../../alerts/incidents/actions/act-on-incident.ts';
import { defineCommand } from '../shell/define-command.ts';
import { ACT, actedToJson, incidentActor } from './act-command.ts';
import { openIncidents } from './incident-scope.ts';

const { id, text: note } = AcknowledgeIncident.shape;

/** `camwatch incidents ack`. */
export const buildAckCommand = defineCommand({
  name: 'ack',
  description: 'Acknowledge an incident: somebody is at it, and nobody need be told again that nobody is.',
  arguments: ['id'],
  options: { ...ACT, id, note },
  help: `
Each party acknowledges once; where a contract counts the time to respond, that of its contractor counts. An incident that is
opened again is acknowledged again. It may be recorded while camwatch runs, and while it does not.

Examples:
  camwatch incidents ack link:link-7@1795707330657
  camwatch incidents ack link-7 --as contractor:vien-thong-1 --note "Splicing crew is on its way"`,
  open: openIncidents,
  run: (scope, options) => {
    const context = incidentActor(scope, options);
    return { context, act: acknowledgeIncident(context, { id: options.id, text: options.note }) };
  },
  json: actedToJson,
  render: ({ context, act: { incident } }, { wordingOf }) => {
    const { texts, party, id: shown, what } = wordingOf({ incidents: [incident.summary] });
    return [
      texts.done.acknowledged(shown(incident.id), party(context.party)),
      `  ${what(incident.summary.root)}`,
    ];
  },
});
