import { z } from 'zod';
import { Instant, Words } from '../../../core/input/fields.ts';
import { parseInput } from '../../../core/input/parse-input.ts';
import { toJson } from '../../../core/text/to-json.ts';
import { renderTime } from '../../../core/time/render-time.ts';
import { minutes } from '../../../core/time/units.ts';
import {
  type ActingParty,
  type Holder,
  type PersonAct,
  type PersonAction,
  parsePersonAct,
} from '../../../ledger/decisions/acknowledgements.ts';
import { NO_DUTY, standingDuties } from '../../../ledger/decisions/incident-duty.ts';
import type { CityRecord } from '../../../ledger/history/city-record.ts';
import type { StoredIncident } from '../../../ledger/record/incidents/incident-reads.ts';
import { checkActingParty } from './acting-party.ts';
import { checkAct } from './check-steps.ts';
import { findIncident, numberedIn } from './find-incident.ts';

/** Who acts, on which record. A command has it from its options, a page from whoever is logged in: no form sends it. */
export interface IncidentActContext {
  readonly record: Pick<CityRecord, 'store' | 'zone' | 'cityTimeZone' | 'reader' | 'incidents'>;
  /** On whose behalf. */
  readonly party: ActingParty;
  /** The account that puts it on record. */
  readonly author: string;
  /** How it came: absent where somebody was logged in, or has the machine. */
  readonly via?: 'mail-link' | undefined;
  readonly nowMs?: () => number;
}

export const IncidentId = z
  .string()
  .meta({ value: 'id' })
  .describe('of the incident, its number (1124-07), or its beginning where that is unique');

/** The last row of its record that whoever acts has seen: the same act again, sent twice by a bad network, is done once. */
const AfterSeq = z.int().min(0).optional();

export const AcknowledgeIncident = z.object({
  id: IncidentId,
  text: Words.optional().describe('what is being done about it'),
  afterSeq: AfterSeq,
});

export const NoteIncident = z.object({
  id: IncidentId,
  text: Words.describe('one line of 3 to 2000 characters'),
  afterSeq: AfterSeq,
});

const Party = z.object({ kind: z.enum(['contractor', 'agency', 'operator']), id: z.string().optional() });

export const HandOverIncident = NoteIncident.extend({
  to: z.object({ account: z.string().min(1), party: Party }),
});
export const SnoozeIncident = NoteIncident.extend({ untilMs: Instant });

export const LinkIncident = AcknowledgeIncident.extend({ into: IncidentId });

/** What is on record now: a camwatch that runs takes it in at once, one that is started takes it in then. */
export interface RecordedAct {
  readonly incident: StoredIncident;
  readonly action: PersonAction;
  readonly recordedMs: number;
  readonly text?: string | undefined;
  /** What it was merged into. */
  readonly into?: string | undefined;
}

/**
 * Somebody is at it, and nobody need be told again that nobody is.
 * @throws INPUT_INVALID, INCIDENT_UNKNOWN, PARTY_UNKNOWN; INCIDENT_REFUSED where it is resolved, or the party has done so.
 */
export const acknowledgeIncident = (
  context: IncidentActContext,
  input: z.input<typeof AcknowledgeIncident>,
): RecordedAct => record(context, 'acknowledged', parseInput(AcknowledgeIncident, input));

/** Something about an incident, also one that is resolved. @throws INPUT_INVALID, INCIDENT_UNKNOWN, PARTY_UNKNOWN. */
export const noteIncident = (context: IncidentActContext, input: z.input<typeof NoteIncident>): RecordedAct =>
  record(context, 'noted', parseInput(NoteIncident, input));

/** Another account has it from now on. @throws as {@link acknowledgeIncident} does; INCIDENT_REFUSED where another party has it */
export const handOverIncident = (
  context: IncidentActContext,
  input: z.input<typeof HandOverIncident>,
): RecordedAct => record(context, 'handed-over', parseInput(HandOverIncident, input));

/** Nothing is to be done until then, and nobody is told that nobody does it; it ends sooner where it gets worse. */
export const snoozeIncident = (
  context: IncidentActContext,
  input: z.input<typeof SnoozeIncident>,
): RecordedAct => record(context, 'snoozed', parseInput(SnoozeIncident, input));

/** Nobody has it any more. */
export const releaseIncident = (
  context: IncidentActContext,
  input: z.input<typeof AcknowledgeIncident>,
): RecordedAct => record(context, 'released', parseInput(AcknowledgeIncident, input));

/** It has its cause in common with another one, and is shown with that: the record of both goes on as it was. */
export const linkIncident = (context: IncidentActContext, input: z.input<typeof LinkIncident>): RecordedAct =>
  record(context, 'linked', parseInput(LinkIncident, input));

/** It stands for itself again. */
export const unlinkIncident = (
  context: IncidentActContext,
  input: z.input<typeof AcknowledgeIncident>,
): RecordedAct => record(context, 'unlinked', parseInput(AcknowledgeIncident, input));

/** What tells one act from another. */
interface ActBody {
  readonly text?: string | undefined;
  readonly to?: Holder | undefined;
  readonly untilMs?: number | undefined;
  readonly into?: string | undefined;
}

interface Given extends ActBody {
  readonly id: string;
  readonly afterSeq?: number | undefined;
}

function record(
  { record: city, party, author, via, nowMs = Date.now }: IncidentActContext,
  action: PersonAction,
  { afterSeq, ...given }: Given,
): RecordedAct {
  const { store, zone, reader, incidents } = city;
  const atMs = nowMs();
  const find = (id: string) => findIncident(incidents, id, numberedIn(city, atMs));
  const incident = find(given.id);
  checkActingParty(reader, party);
  const into = given.into === undefined ? undefined : find(given.into);
  const act = { text: given.text, to: given.to, untilMs: given.untilMs, into: into?.id };
  const rules = {
    ...{ incident, party, author, nowMs: atMs, untilMs: given.untilMs, into },
    at: (ms: number) => `${renderTime(ms, zone.timeZone)} (${zone.timeZone})`,
    to: given.to?.account,
    dutyOf: (id: string) => standingDuties(incidents.dutySteps([id])).get(id) ?? NO_DUTY,
  };
  const severity = action === 'snoozed' ? incident.summary.severity : undefined;
  let before: PersonAct | undefined;
  using decisions = store.openDecisions({ author, nowMs });
  const [added] = decisions.appendFor('incident_step', incident.id, (rows) => {
    before = rows
      .flatMap((row) => parsePersonAct(row) ?? [])
      .find(
        (one) =>
          afterSeq !== undefined &&
          one.seq > afterSeq &&
          one.author === author &&
          isSameAct(one, { action, ...act }),
      );
    if (before) return [];
    checkAct(action, rows, rules);
    return [{ id: incident.id, action, body: toJson({ atMs, party, ...act, severity, via }) }];
  });
  return {
    incident,
    action,
    recordedMs: added?.recordedMs ?? before?.atMs ?? atMs,
    text: given.text,
    into: into?.id,
  };
}

/** A duration that was asked for twice ends some moments later the second time. */
const SAME_MS = minutes(15);

const isSameAct = (a: PersonAct, b: ActBody & { readonly action: PersonAction }): boolean =>
  a.action === b.action &&
  a.text === b.text &&
  a.into === b.into &&
  a.to?.account === b.to?.account &&
  Math.abs((a.untilMs ?? 0) - (b.untilMs ?? 0)) < SAME_MS;
