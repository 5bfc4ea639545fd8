import { type Command, InvalidArgumentError } from 'commander';
import type { IncidentActContext, RecordedAct } from '../../alerts/incidents/actions/act-on-incident.ts';
import { OPERATOR, parseActingParty } from '../../alerts/incidents/actions/acting-party.ts';
import { readToldCity } from '../../alerts/notifications/messages/words/told-record.ts';
import type { ActingParty } from '../../ledger/decisions/acknowledgements.ts';
import { renderActingParty } from '../../ledger/decisions/acknowledgements.ts';
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
  readonly perform: (context: IncidentActContext) => RecordedAct;
  readonly tell: (wording: IncidentWording, incident: StoredIncident, party: ActingParty) => string;
}

/** Puts it on record beside a camwatch that runs. */
export function performAct(
  { terminal, env }: Context,
  options: ActOptions,
  { perform, tell }: Act,
): Promise<void> {
  return withCityRecord(options, (record) => {
    const { timeZone } = record.zone;
    const { as: party = OPERATOR, json, lang } = options;
    const author = authorOf(options);
    const { incident, action, recordedMs, text } = perform({ record, party, author });
    if (json)
      return terminal.printJson({
        id: incident.id,
        action,
        party: renderActingParty(party),
        author,
        at: renderIso(recordedMs, timeZone),
        text,
      });
    const language = lang ?? languageOf(env);
    const city = readToldCity(record.reader, { incidents: [incident.summary] }, { language, timeZone });
    terminal.print(tell(createIncidentWording(language, { timeZone, city }), incident, party));
  });
}
