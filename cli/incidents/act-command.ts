import { type Command, InvalidArgumentError } from 'commander';
import { checkActingParty, OPERATOR, parseActingParty } from '../../alerts/incidents/actions/acting-party.ts';
import { findIncident } from '../../alerts/incidents/actions/find-incident.ts';
import { readToldCity } from '../../alerts/notifications/messages/words/told-record.ts';
import { toJson } from '../../core/text/to-json.ts';
import { renderTime } from '../../core/time/render-time.ts';
import type { ActingParty } from '../../ledger/decisions/acknowledgements.ts';
import { renderActingParty } from '../../ledger/decisions/acknowledgements.ts';
import { recordStep } from '../../ledger/decisions/record-step.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import type { StoredIncident } from '../../ledger/record/incidents/incident-reads.ts';
import { withCityRecord } from '../print/open-city-record.ts';
import { addCommonOptions, type CommonOptions } from '../print/options.ts';
import { renderIso } from '../print/render-history.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { parseName } from '../shell/parse-words.ts';
import { authorOf } from '../shell/shared-options.ts';
import { createIncidentWording, type IncidentWording } from './incident-wording.ts';

export interface ActOptions extends CommonOptions {
  readonly as?: ActingParty;
  readonly author?: string;
}

export function addActOptions(command: Command): Command {
  return addCommonOptions(command)
    .option(
      '--as <party>',
      'on whose behalf: operator, agency:ID or contractor:ID (default: operator)',
      parseParty,
    )
    .option(
      '--author <name>',
      'the account that puts it on record (default: the user who runs the command)',
      parseName,
    );
}

function parseParty(text: string): ActingParty {
  const party = parseActingParty(text);
  if (party) return party;
  throw new InvalidArgumentError('expected operator, agency:ID or contractor:ID');
}

/** What a person does about an incident. */
interface Act {
  readonly action: 'acknowledged' | 'noted';
  readonly text: string | undefined;
  /** Looks at all rows of the incident. @throws where it is not admitted. */
  readonly check?: (
    rows: readonly Decision[],
    rules: {
      readonly incident: StoredIncident;
      readonly party: ActingParty;
      readonly at: (atMs: number) => string;
    },
  ) => void;
  readonly tell: (wording: IncidentWording, incident: StoredIncident, party: ActingParty) => string;
}

/** Puts it on record beside a camwatch that runs, which takes it in at once; one that is started takes it in then. */
export function performAct(
  { terminal, env }: Context,
  options: ActOptions,
  text: string,
  act: Act,
): Promise<void> {
  return withCityRecord(options, ({ path, incidents, reader, zone }) => {
    const { timeZone } = zone;
    const { as: party = OPERATOR, json, lang } = options;
    const incident = findIncident(incidents, text);
    checkActingParty(reader, party);
    const at = (atMs: number) => `${renderTime(atMs, timeZone)} (${timeZone})`;
    const author = authorOf(options);
    const nowMs = Date.now();
    const { recordedMs } = recordStep(
      path,
      'incident_step',
      { id: incident.id, action: act.action, body: toJson({ atMs: nowMs, party, text: act.text }) },
      (rows) => act.check?.(rows, { incident, party, at }),
      { author, nowMs: Date.now, checked: { id: incident.id } },
    );
    if (json)
      return terminal.printJson({
        id: incident.id,
        action: act.action,
        party: renderActingParty(party),
        author,
        at: renderIso(recordedMs, timeZone),
        text: act.text,
      });
    const language = lang ?? languageOf(env);
    const city = readToldCity(reader, { incidents: [incident.summary] }, { language, timeZone });
    terminal.print(act.tell(createIncidentWording(language, { timeZone, city }), incident, party));
  });
}
