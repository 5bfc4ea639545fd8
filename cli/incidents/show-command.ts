import { Command } from 'commander';
import { type IncidentDetails, showIncident } from '../../alerts/incidents/actions/show-incident.ts';
import { readToldCity } from '../../alerts/notifications/messages/words/told-record.ts';
import { withCityRecord } from '../print/open-city-record.ts';
import { addCommonOptions, type CommonOptions } from '../print/options.ts';
import { renderIso } from '../print/render-history.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { incidentToJson } from './incident-to-json.ts';
import { createIncidentWording } from './incident-wording.ts';
import { messageToJson } from './message-row.ts';
import { renderIncident } from './render-incident.ts';

interface Options extends CommonOptions {
  readonly all?: boolean;
}

/** More are shown with `--all`. */
const MOST_MEMBERS = 20;
const MOST_STEPS = 20;

/** `camwatch incidents show`. */
export function buildShowCommand({ terminal, env }: Context): Command {
  return addCommonOptions(new Command('show'))
    .description('Show an incident: cause and extent, its course, what is down, who was told, what was done.')
    .argument('<id>', 'of the incident, or its beginning where that is unique')
    .option('--all', `all devices and links, and the whole course (default: ${MOST_MEMBERS} of each)`)
    .addHelpText(
      'after',
      `
Of several incidents with the same beginning the only one that is not resolved is meant.

Examples:
  camwatch incidents show link:link-7@1795707330657
  camwatch incidents show link-7 --all
  camwatch incidents show link-7 --json`,
    )
    .action((id: string, options: Options) =>
      withCityRecord(options, (record) => {
        const { reader, zone } = record;
        const { timeZone } = zone;
        const details = showIncident({ record }, { id, ...(!options.all && { mostMembers: MOST_MEMBERS }) });
        if (options.json)
          return terminal.printJson(detailsToJson(details, (atMs) => renderIso(atMs, timeZone)));
        const language = options.lang ?? languageOf(env);
        const wanted = {
          incidents: [
            details.incident.summary,
            ...details.messages.flatMap(({ occasion }) =>
              occasion.type === 'news' ? [occasion.incident] : [],
            ),
          ],
          entities: details.members.map(({ entity }) => entity),
        };
        const city = readToldCity(reader, wanted, { language, timeZone });
        const wording = createIncidentWording(language, { timeZone, city });
        const mostSteps = options.all ? Number.POSITIVE_INFINITY : MOST_STEPS;
        terminal.print(renderIncident(details, wording, { style: terminal.style, mostSteps }).join('\n'));
      }),
    );
}

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
