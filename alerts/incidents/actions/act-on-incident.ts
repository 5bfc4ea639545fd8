import { z } from 'zod';
import { Words } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import { toJson } from '../../../core/text/to-json.ts';
import { renderTime } from '../../../core/time/render-time.ts';
import type { ActingParty } from '../../../ledger/decisions/acknowledgements.ts';
import { recordStep } from '../../../ledger/decisions/record-step.ts';
import type { CityRecord } from '../../../ledger/history/city-record.ts';
import type { Decision } from '../../../ledger/record/decisions.ts';
import type { StoredIncident } from '../../../ledger/record/incidents/incident-reads.ts';
import { checkActingParty } from './acting-party.ts';
import { type AcknowledgingRules, checkAcknowledging } from './check-steps.ts';
import { findIncident, numberedIn } from './find-incident.ts';

/** Who acts, on which record. A command has it from its options, a page from whoever is logged in: no form sends it. */
export interface IncidentActContext {
  readonly record: Pick<CityRecord, 'store' | 'zone' | 'cityTimeZone' | 'reader' | 'incidents'>;
  /** On whose behalf. */
  readonly party: ActingParty;
  /** The account that puts it on record. */
  readonly author: string;
  readonly nowMs?: () => number;
}

export const IncidentId = z
  .string()
  .meta({ value: 'id' })
  .describe('of the incident, its number (1124-07), or its beginning where that is unique');

export const AcknowledgeIncident = z.object({
  id: IncidentId,
  text: Words.optional().describe('what is being done about it'),
});

export const NoteIncident = z.object({
  id: IncidentId,
  text: Words.describe('one line of 3 to 2000 characters'),
});

/** What is on record now: a camwatch that runs takes it in at once, one that is started takes it in then. */
export interface RecordedAct {
  readonly incident: StoredIncident;
  readonly action: 'acknowledged' | 'noted';
  readonly recordedMs: number;
  readonly text?: string | undefined;
}

/**
 * Somebody is at it, and nobody need be told again that nobody is.
 * @throws INPUT_INVALID, INCIDENT_UNKNOWN, PARTY_UNKNOWN; INCIDENT_REFUSED where it is resolved, or the party has done so.
 */
export const acknowledgeIncident = (
  context: IncidentActContext,
  input: z.input<typeof AcknowledgeIncident>,
): RecordedAct => record(context, 'acknowledged', parseInput(AcknowledgeIncident, input), checkAcknowledging);

/** Something about an incident, also one that is resolved. @throws INPUT_INVALID, INCIDENT_UNKNOWN, PARTY_UNKNOWN. */
export const noteIncident = (context: IncidentActContext, input: z.input<typeof NoteIncident>): RecordedAct =>
  record(context, 'noted', parseInput(NoteIncident, input));

function record(
  { record: city, party, author, nowMs = Date.now }: IncidentActContext,
  action: RecordedAct['action'],
  { id, text }: { readonly id: string; readonly text?: string | undefined },
  check?: (rows: readonly Decision[], rules: AcknowledgingRules) => void,
): RecordedAct {
  const { store, zone, reader, incidents } = city;
  const incident = findIncident(incidents, id, numberedIn(city, nowMs()));
  checkActingParty(reader, party);
  const at = (atMs: number) => `${renderTime(atMs, zone.timeZone)} (${zone.timeZone})`;
  const { recordedMs } = recordStep(
    store,
    'incident_step',
    { id: incident.id, action, body: toJson({ atMs: nowMs(), party, text }) },
    (rows) => check?.(rows, { incident, party, at }),
    { author, nowMs, checked: { id: incident.id } },
  );
  return { incident, action, recordedMs, text };
}
