import { z } from 'zod';
import { numberIncidents } from '../../alerts/incidents/actions/incident-number.ts';
import { SITE_KINDS } from '../../core/domain/inventory.ts';
import { apiTime } from '../../core/language/formats.ts';
import { renderActingParty } from '../../ledger/decisions/acknowledgements.ts';
import {
  BLIND_PLACES,
  BLIND_STATES,
  type BlindSpot,
  compareSpots,
  type SpotKey,
} from '../city/blind-spots.ts';
import type { CityView } from '../city/city-view.ts';
import type { DutyEntry } from '../city/duty-list.ts';
import type { IncidentSource } from '../city/incident-source.ts';
import type { PlannedAt, PlannedWork } from '../city/planned-work.ts';
import { placeOf } from '../city/visible-fleet.ts';
import { isRestricted } from '../server/blur-places.ts';
import { isAlike } from '../web/panels/facets.ts';
import { cursorInstant, cursorParameter, renderCursor } from './cursor.ts';
import { formatParameter, type List, type Table } from './list.ts';
import { filterParameters, type KnownIn, limitParameter, oneOf, parseParameters } from './parameters.ts';
import { timeWriter } from './time-writer.ts';

/** Place, state, how many cameras, since when (0: not known), and which. */
export const blindCursor = cursorParameter(
  z.tuple([oneOf(BLIND_PLACES), oneOf(BLIND_STATES), z.int(), cursorInstant, z.string()]),
);
type Cursor = NonNullable<z.output<typeof blindCursor>>;

export function blindParameters(known: KnownIn) {
  const { area, district, agency } = filterParameters(known);
  return {
    place: oneOf(BLIND_PLACES).optional(),
    state: oneOf(BLIND_STATES).optional(),
    kind: oneOf(SITE_KINDS).optional(),
    ...{ area, district, agency },
  };
}

export const blindListParameters = (known: KnownIn) => ({
  limit: limitParameter,
  cursor: blindCursor,
  format: formatParameter,
  ...blindParameters(known),
});

/** What stands beside a place: why it is blind, and what is done about it. */
export interface BlindSources {
  readonly incidents: IncidentSource;
  readonly dutyNow: () => readonly DutyEntry[];
  /** As it was announced a moment ago. */
  readonly plannedNow: () => PlannedAt;
}

/** One page of wards and sites without a camera that is known to work, or all of them as a file. */
export function listBlindSpots(
  view: CityView,
  spots: readonly BlindSpot[],
  { search, sources }: { readonly search: URLSearchParams; readonly sources: BlindSources },
): List {
  const { limit, cursor, format, ...choice } = parseParameters(search, blindListParameters(view));
  const matching = chooseSpots(spots, choice);
  if (format !== 'json') return { format, table: blindTable(view, matching, sources) };
  const { page, next } = pageOfSpots(matching, { limit, cursor });
  return {
    format,
    body: {
      at: apiTime(view.atMs, view.shown.settings.city.timeZone),
      sight: view.health.sight,
      total: matching.length,
      items: tellSpots(view, page, sources).map((told) => describeSpot(view, told)),
      next: next ?? null,
    },
  };
}

export interface BlindChoice {
  readonly place?: string | undefined;
  readonly state?: string | undefined;
  readonly kind?: string | undefined;
  readonly area?: string | undefined;
  readonly district?: string | undefined;
  readonly agency?: string | undefined;
}

export const chooseSpots = (
  spots: readonly BlindSpot[],
  { agency, ...traits }: BlindChoice,
): readonly BlindSpot[] =>
  spots.filter(
    ({ agencies, place, state, kind, area, district }) =>
      (agency === undefined || agencies.includes(agency)) &&
      isAlike({ place, state, kind, area, district }, traits),
  );

export function pageOfSpots(
  matching: readonly BlindSpot[],
  { limit, cursor }: { readonly limit: number; readonly cursor: Cursor | undefined },
): { readonly page: readonly BlindSpot[]; readonly next: string | undefined } {
  const key = cursor && keyOf(cursor);
  const rest = key === undefined ? matching : matching.filter((spot) => compareSpots(spot, key) > 0);
  const page = rest.slice(0, limit);
  const last = page.length < rest.length ? page.at(-1) : undefined;
  const { place = 'area', state = 'lost', cameras = 0, sinceMs = 0, id = '' } = last ?? {};
  return { page, next: last && renderCursor([place, state, cameras, sinceMs, id]) };
}

const keyOf = ([place, state, cameras, sinceMs, id]: Cursor): SpotKey => ({
  ...{ place, state, cameras, id, sinceMs: sinceMs === 0 ? undefined : sinceMs },
});

/** A place with its incidents that may be told, and what is announced for its cameras. */
export interface ToldSpot {
  readonly spot: BlindSpot;
  readonly causes: readonly (DutyEntry & { readonly number: string | undefined })[];
  readonly planned: readonly PlannedWork[];
}

export function tellSpots(
  { shown }: CityView,
  spots: readonly BlindSpot[],
  { incidents, dutyNow, plannedNow }: BlindSources,
): readonly ToldSpot[] {
  const wanted = new Set(spots.flatMap((spot) => spot.incidents));
  const entries = new Map(
    wanted.size === 0
      ? []
      : dutyNow().flatMap((entry) => (wanted.has(entry.id) ? [[entry.id, entry] as const] : [])),
  );
  const stored = [...wanted].flatMap((id) => incidents.incident(id) ?? []);
  const numbers = numberIncidents(incidents, stored, shown.settings.city.timeZone);
  const plannedAt = plannedNow();
  return spots.map((spot) => ({
    spot,
    causes: spot.incidents.flatMap((id) => {
      const entry = entries.get(id);
      return entry ? [{ ...entry, number: numbers.get(id) }] : [];
    }),
    planned: plannedAt(spot.place, spot.id),
  }));
}

/** The name of a site, unless it is restricted; the ward and the former district where it is. */
export function whereIs({ shown: { inventory }, fleet }: CityView, { place, id, area, district }: BlindSpot) {
  const site = place === 'site' ? placeOf(inventory, inventory.sites.get(id), fleet.sight) : undefined;
  return {
    site,
    area: inventory.areas.get(area),
    district: inventory.districts.get(district),
  };
}

function describeSpot(view: CityView, { spot, causes, planned }: ToldSpot) {
  const time = timeWriter(view);
  const { site, area, district } = whereIs(view, spot);
  const { agencies } = view.shown.inventory;
  return {
    place: spot.place,
    id: spot.id,
    name: site ? (isRestricted(site.site) ? null : site.site.name) : (area?.name ?? null),
    state: spot.state,
    kind: spot.kind ?? null,
    cameras: spot.cameras,
    down: spot.down,
    unknown: spot.unknown,
    out_of_service: spot.outOfService,
    since: time(spot.sinceMs),
    area: { id: spot.area, name: area?.name ?? spot.area },
    district: { id: spot.district, name: district?.name ?? spot.district },
    agencies: spot.agencies.map((id) => ({ id, name: agencies.get(id)?.name ?? null })),
    incidents: causes.map(({ id, number, state, duty: { holder } }) => ({
      ...{ id, number: number ?? null, state },
      held_by: holder ? renderActingParty(holder.party) : null,
    })),
    cause_withheld: spot.isCauseWithheld,
    planned_work: planned.map(({ id, interval }) => ({
      ...{ id, from: time(interval.fromMs), to: time(interval.toMs) },
    })),
  };
}

const HEAD = [
  ...['place', 'id', 'name', 'state', 'kind', 'cameras', 'down', 'unknown', 'out_of_service', 'since'],
  ...['district', 'area', 'agencies', 'incidents', 'held_by', 'planned_from', 'planned_to'],
];

const blindTable = (view: CityView, matching: readonly BlindSpot[], sources: BlindSources): Table => ({
  head: HEAD,
  size: matching.length,
  rowsOf: (from, to) =>
    tellSpots(view, matching.slice(from, to), sources).map((told) => cellsOf(describeSpot(view, told))),
});

function cellsOf({
  incidents,
  agencies,
  planned_work: [work],
  ...spot
}: ReturnType<typeof describeSpot>): readonly string[] {
  return [
    ...[spot.place, spot.id, spot.name, spot.state, spot.kind, spot.cameras, spot.down, spot.unknown],
    ...[spot.out_of_service, spot.since?.iso, spot.district.id, spot.area.id],
    agencies.map(({ id }) => id).join(' '),
    incidents.map(({ id, number }) => number ?? id).join(' '),
    [...new Set(incidents.map(({ held_by }) => held_by ?? '-'))].join(' '),
    ...[work?.from?.iso, work?.to?.iso],
  ].map((cell) => String(cell ?? ''));
}
