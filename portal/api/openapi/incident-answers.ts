import { z } from 'zod';
import { INCIDENT_STATES } from '../../../alerts/incidents/actions/incident-state.ts';
import { GROUP_KINDS, NEWS_KINDS, SEVERITIES } from '../../../ledger/record/incidents/incident-event.ts';
import { Count, Instant, named, pageOf, Text } from './named.ts';

const at = { name: Text, area: Text };
const Root = named(
  'Root',
  z.union([
    z.object({
      kind: z.literal('collector'),
      id: z.string(),
      clock_off_seconds: z.int().optional(),
    }),
    z.object({ kind: z.literal('port'), id: z.string(), link: z.string(), ...at }),
    z.object({ kind: z.enum(['link', 'device']), id: z.string(), ...at }),
    z.object({
      ...{ kind: z.literal('common'), by: z.enum(GROUP_KINDS), id: z.string(), ...at },
      ...{ what: z.enum(['device', 'link']), fallen: Count, first: Instant, last: Instant },
    }),
  ]),
  'What an incident is blamed on.',
);

const INCIDENT = {
  id: z.string(),
  number: Text.describe('to be said over a telephone'),
  state: z.enum(INCIDENT_STATES),
  severity: z.enum(SEVERITIES),
  service: z.enum(['lost', 'degraded']),
  root: Root,
  since: Instant,
  opened: Instant,
  resolved: Instant.nullable(),
  updated: Instant,
  times_opened: Count,
  flapping: z.boolean(),
  planned_work: z.boolean(),
  left_from: Text,
  cameras_lost: Count,
  lost_now: Count,
  lost_ever: Count,
  areas: z.array(z.object({ id: z.string(), name: Text, cameras_lost: Count, cameras_total: Count })),
  blind_spots: z.array(z.object({ kind: z.enum(['area', 'junction']), id: z.string(), name: Text })),
  acknowledged: z.array(z.object({ party: z.string(), at: Instant })),
};
export const Incident = named('Incident', z.object(INCIDENT));
export const IncidentPage = named('IncidentPage', pageOf(Incident, { since: Instant }));

const Member = z.object({ entity: z.string(), name: Text, joined: Instant, left: Instant.nullable() });
export const WholeIncident = named(
  'WholeIncident',
  z.object({
    at: Instant,
    ...INCIDENT,
    course: z.array(z.object({ at: Instant, kind: z.enum([...NEWS_KINDS, 'since']) })),
    members: z.object({ total: Count, items: z.array(Member), next: Text }),
  }),
);
