import { z } from 'zod';
import { parseInput } from '../../../core/input/parse-input.ts';
import type { CityRecord } from '../../../ledger/history/city-record.ts';
import type { Decision } from '../../../ledger/record/decisions.ts';
import type { StoredMember } from '../../../ledger/record/incidents/incident-reads.ts';
import type { TimelineStep } from '../../../ledger/record/outbox/occasion.ts';
import type { OutboxMessage } from '../../../ledger/record/outbox/outbox-message.ts';
import { IncidentId } from './act-on-incident.ts';
import { findIncident, numberedIn } from './find-incident.ts';
import { IncidentError } from './incident-error.ts';
import { type ListedIncident, withStates } from './incident-state.ts';

export const ShowIncident = z.object({
  id: IncidentId,
  /** More members than these are counted. */
  mostMembers: z.int().positive().optional(),
});

/** Everything that is kept of an incident, and some of its members. */
export interface IncidentDetails {
  readonly incident: ListedIncident;
  /** What is still down before what came back. */
  readonly members: readonly StoredMember[];
  readonly nowCount: number;
  readonly everCount: number;
  readonly timeline: readonly TimelineStep[];
  readonly messages: readonly OutboxMessage[];
  readonly steps: readonly Decision[];
  readonly mergedInto: string | undefined;
}

export interface IncidentShowContext {
  readonly record: Pick<CityRecord, 'incidents' | 'cityTimeZone'>;
  readonly nowMs?: () => number;
}

/** @throws INPUT_INVALID, INCIDENT_UNKNOWN. */
export function showIncident(
  { record, nowMs = Date.now }: IncidentShowContext,
  input: z.input<typeof ShowIncident>,
): IncidentDetails {
  const { incidents } = record;
  const { id: text, mostMembers = Number.POSITIVE_INFINITY } = parseInput(ShowIncident, input);
  const found = findIncident(incidents, text, numberedIn(record, nowMs()));
  const [incident] = withStates([found], incidents, nowMs());
  if (!incident) throw new IncidentError('INCIDENT_UNKNOWN', `expected the incident ${found.id}, found none`);
  const { id } = incident;
  const members: StoredMember[] = [];
  let nowCount = 0;
  let everCount = 0;
  for (const member of incidents.members(id, 'now')) {
    nowCount += 1;
    if (members.length < mostMembers) members.push(member);
  }
  for (const member of incidents.members(id)) {
    everCount += 1;
    if (member.leftMs !== undefined && members.length < mostMembers) members.push(member);
  }
  return {
    incident,
    ...{ members, nowCount, everCount },
    timeline: incidents.timeline(id),
    messages: incidents.messages(id),
    steps: incidents.steps(id),
    mergedInto: incidents.news(id).at(-1)?.mergedInto,
  };
}
