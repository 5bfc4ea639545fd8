import { z } from 'zod';
import {
  type IncidentDetails,
  ShowIncident,
  showIncident,
} from '../../alerts/incidents/actions/show-incident.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY } from '../shell/shared-options.ts';
import { openIncidents } from './incident-scope.ts';
import { incidentToJson } from './incident-to-json.ts';
import { messageToJson } from './message-row.ts';
import { renderIncident } from './render-incident.ts';

/** More are shown with `--all`. */
const MOST_MEMBERS = 20;
const MOST_STEPS = 20;

/** `camwatch incidents show`. */
export const buildShowCommand = defineCommand({
  name: 'show',
  description: 'Show an incident: cause and extent, its course, what is down, who was told, what was done.',
  arguments: ['id'],
  options: {
    ...{ ...CITY, id: ShowIncident.shape.id },
    all: z
      .boolean()
      .default(false)
      .describe(`all devices and links, and the whole course (default: ${MOST_MEMBERS} of each)`),
  },
  help: `
Of several incidents with the same beginning the only one that is not resolved is meant.

Examples:
  camwatch incidents show link:link-7@1795707330657
  camwatch incidents show link-7 --all
  camwatch incidents show link-7 --json`,
  open: openIncidents,
  run: ({ record }, { id, all }) =>
    showIncident({ record }, { id, ...(!all && { mostMembers: MOST_MEMBERS }) }),
  json: (details, { iso }) => detailsToJson(details, iso),
  render: (details, { wordingOf, cli }, { all }) => {
    const mostSteps = all ? Number.POSITIVE_INFINITY : MOST_STEPS;
    return renderIncident(details, wordingOf(toldIn(details)), { style: cli.terminal.style, mostSteps });
  },
});

const toldIn = ({ incident, messages, members }: IncidentDetails) => ({
  incidents: [
    incident.summary,
    ...messages.flatMap(({ occasion }) => (occasion.type === 'news' ? [occasion.incident] : [])),
  ],
  entities: members.map(({ entity }) => entity),
});

function detailsToJson(
  { incident, members, nowCount, everCount, timeline, messages, steps, mergedInto }: IncidentDetails,
  iso: (atMs: number) => string,
) {
  return {
    ...incidentToJson(incident, iso),
    mergedInto,
    course: timeline.map(({ kind, atMs, cameras }) => ({ at: iso(atMs), kind, cameras })),
    members: {
      now: nowCount,
      ever: everCount,
      items: members.map(({ entity, joinedMs, leftMs }) => ({
        entity,
        joined: iso(joinedMs),
        ...(leftMs !== undefined && { left: iso(leftMs) }),
      })),
    },
    messages: messages.map((message) => messageToJson(message, iso)),
    steps: steps.map(({ seq, action, recordedMs, author, body }) => ({
      seq,
      action,
      recorded: iso(recordedMs),
      author,
      body,
    })),
  };
}
