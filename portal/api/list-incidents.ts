import { z } from 'zod';
import { INCIDENT_STATES } from '../../alerts/incidents/actions/incident-state.ts';
import { parseEntity } from '../../core/domain/state.ts';
import { apiTime } from '../../core/language/formats.ts';
import { days } from '../../core/time/units.ts';
import { SEVERITIES } from '../../ledger/record/incidents/incident-event.ts';
import type { StoredIncident } from '../../ledger/record/incidents/incident-reads.ts';
import type { CityView } from '../city/city-view.ts';
import { pageOfMembers } from '../city/incident-members.ts';
import type { IncidentSource } from '../city/incident-source.ts';
import { type ToldIncident, tellIncidents } from '../city/tell-incidents.ts';
import { compareText } from '../city/visible-fleet.ts';
import { cursorInstant, cursorParameter, renderCursor } from './cursor.ts';
import { describeIncident } from './incident-json.ts';
import { matchesGroup } from './list-devices.ts';
import {
  filterParameters,
  instantParameter,
  type KnownIn,
  limitParameter,
  oneOf,
  parseParameters,
} from './parameters.ts';
import { quote, RequestError } from './request-error.ts';
import { timeWriter } from './time-writer.ts';

const DEFAULT_SINCE_MS = days(1);
const MAX_SINCE_MS = days(400);

/** Instant of opening and id of the last one, and since when resolved ones are told: that travels along. */
const CursorKey = z.tuple([cursorInstant, z.string(), cursorInstant]);

export function incidentListParameters(known: KnownIn) {
  const { agency, district, area } = filterParameters(known);
  return {
    limit: limitParameter,
    cursor: cursorParameter(CursorKey),
    state: oneOf([...INCIDENT_STATES, 'unresolved', 'all']).default('all'),
    severity: oneOf(SEVERITIES).optional(),
    since: instantParameter,
    ...{ agency, district, area },
  };
}

/** One page of incidents, the last opened first: what is unresolved, and what was resolved of late. */
export function listIncidents(view: CityView, search: URLSearchParams, source: IncidentSource) {
  const { limit, cursor, state, severity, since, ...filter } = parseParameters(
    search,
    incidentListParameters(view),
  );
  const sinceMs = cursor?.[2] ?? since ?? view.atMs - DEFAULT_SINCE_MS;
  if (view.atMs - sinceMs > MAX_SINCE_MS)
    throw new RequestError('PORTAL_PARAMETER', `since: expected at most 400 days ago, got ${sinceMs}`);

  const asked = [
    ...(state === 'resolved' ? [] : source.incidents({ state: 'unresolved' })),
    ...(state === 'resolved' || state === 'all' ? source.resolvedSince(sinceMs) : []),
  ].filter(({ summary }) => severity === undefined || summary.severity === severity);
  const inState = tellIncidents(view, source, asked).filter(
    (incident) =>
      state === 'all' ||
      incident.state === state ||
      (state === 'unresolved' && incident.state !== 'resolved'),
  );
  const matching = keepTouched(view, source, inState, filter).toSorted(compareIncidents);
  const key = cursor && { openedMs: cursor[0], id: cursor[1] };
  const rest = key ? matching.filter((incident) => compareIncidents(incident, key) > 0) : matching;
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const { timeZone } = view.shown.settings.city;
  return {
    at: apiTime(view.atMs, timeZone),
    since: apiTime(sinceMs, timeZone),
    total: matching.length,
    items: page.map((incident) => describeIncident(view, incident)),
    next: last && page.length < rest.length ? renderCursor([last.openedMs, last.id, sinceMs]) : null,
  };
}

type Key = Pick<StoredIncident, 'openedMs' | 'id'>;

const compareIncidents = (a: Key, b: Key): number => b.openedMs - a.openedMs || compareText(a.id, b.id);

interface PlaceFilter {
  readonly agency?: string | undefined;
  readonly district?: string | undefined;
  readonly area?: string | undefined;
}

/** Those that have something of an agency or place among their members, now or before. */
function keepTouched(
  view: CityView,
  { membersOf }: IncidentSource,
  incidents: readonly ToldIncident[],
  filter: PlaceFilter,
): readonly ToldIncident[] {
  if (Object.values(filter).every((value) => value === undefined)) return incidents;
  const touched = new Set<string>();
  for (const { incident, entity } of membersOf(incidents.map(({ id }) => id)))
    if (!touched.has(incident) && isIn(view, entity, filter)) touched.add(incident);
  return incidents.filter(({ id }) => touched.has(id));
}

function isIn({ fleet }: CityView, entity: string, filter: PlaceFilter): boolean {
  const { kind, id = '' } = parseEntity(entity) ?? {};
  if (kind === 'device') {
    const group = fleet.groupOf(fleet.indexOf(id));
    return group !== undefined && matchesGroup(group, filter);
  }
  const visible = fleet.linkById.get(id);
  // A link has no agency.
  return (
    visible !== undefined &&
    filter.agency === undefined &&
    (filter.area === undefined || visible.area.id === filter.area) &&
    (filter.district === undefined || visible.district.id === filter.district)
  );
}

/** @throws PORTAL_NOT_FOUND, also where it is withheld. */
export function findTold(view: CityView, source: IncidentSource, id: string): ToldIncident {
  const stored = source.incident(id);
  const [incident] = stored ? tellIncidents(view, source, [stored]) : [];
  if (!incident) throw new RequestError('PORTAL_NOT_FOUND', `no incident ${quote(id)}`);
  return incident;
}

/** Entity and the instant at which it joined. */
export const MemberKey = z.tuple([z.string(), cursorInstant]);

export const memberParameters = { limit: limitParameter, cursor: cursorParameter(MemberKey) };

/** One incident with its course and a page of its members. @throws PORTAL_NOT_FOUND, also where it is withheld. */
export function describeWholeIncident(
  view: CityView,
  { id, search }: { readonly id: string; readonly search: URLSearchParams },
  source: IncidentSource,
) {
  const { limit, cursor } = parseParameters(search, memberParameters);
  const incident = findTold(view, source, id);
  const time = timeWriter(view);
  const after = cursor && { entity: cursor[0], joinedMs: cursor[1] };
  const { items: members, total, hasMore } = pageOfMembers(view, source, { id, limit, after });
  const last = members.at(-1);
  return {
    at: apiTime(view.atMs, view.shown.settings.city.timeZone),
    ...describeIncident(view, incident),
    course: source.timeline(id).map(({ kind, atMs }) => ({ at: time(atMs), kind })),
    members: {
      total,
      items: members.map(({ entity, joinedMs, leftMs }) => ({
        entity,
        name: nameOf(view, entity),
        joined: time(joinedMs),
        left: time(leftMs),
      })),
      next: last && hasMore ? renderCursor([last.entity, last.joinedMs]) : null,
    },
  };
}

function nameOf({ fleet }: CityView, entity: string): string | null {
  const { kind, id = '' } = parseEntity(entity) ?? {};
  return (kind === 'link' ? fleet.linkById.get(id)?.link : fleet.deviceById.get(id)?.device)?.name ?? null;
}
