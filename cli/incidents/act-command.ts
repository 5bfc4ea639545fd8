import type { z } from 'zod';
import type { IncidentActContext, RecordedAct } from '../../alerts/incidents/actions/act-on-incident.ts';
import { ActingPartyName, OPERATOR, parseActingParty } from '../../alerts/incidents/actions/acting-party.ts';
import { renderActingParty } from '../../ledger/decisions/acknowledgements.ts';
import { authorOf, CITY, WRITE } from '../shell/shared-options.ts';
import type { IncidentScope } from './incident-scope.ts';

/** Of commands that put on record what a person does about an incident. */
export const ACT = {
  ...CITY,
  as: ActingPartyName.optional().describe(
    'on whose behalf: operator, agency:ID or contractor:ID (default: operator)',
  ),
  author: WRITE.author,
};

/** Who acts by the options of a command, beside a camwatch that runs. */
export const incidentActor = (
  { record }: IncidentScope,
  { as = '', ...options }: z.output<z.ZodObject<typeof ACT>>,
): IncidentActContext => ({ record, party: parseActingParty(as) ?? OPERATOR, author: authorOf(options) });

interface Acted {
  readonly act: RecordedAct;
  readonly context: IncidentActContext;
}

export const actedToJson = (
  { act: { incident, action, recordedMs, text }, context: { party, author } }: Acted,
  { iso }: IncidentScope,
) => ({ id: incident.id, action, party: renderActingParty(party), author, at: iso(recordedMs), text });
