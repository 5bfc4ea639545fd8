import { parseEntity } from '../../core/domain/state.ts';
import { type ApiTime, apiTime } from '../../core/language/formats.ts';
import type { PlaceCounts } from '../city/city-tally.ts';
import type { CityView } from '../city/city-view.ts';
import { addKinds } from '../city/city-view.ts';
import { type LostIn, rootKey } from '../city/down-now.ts';
import { parseParameters } from './parameters.ts';

/** The city in one answer of bounded size: counts before anything else. */
export function summarise(view: CityView, search: URLSearchParams) {
  parseParameters(search, {});
  const { timeZone } = view.shown.settings.city;
  const { health, measurements } = view;
  const { incidents, withheld, unassigned, unassignedLinks } = view.downNow();
  return {
    at: apiTime(view.atMs, timeZone),
    city: view.shown.settings.city.name,
    collector: {
      id: health.collector,
      sight: health.sight,
      since: apiTime(health.sightSinceMs, timeZone),
      covered_until: health.coveredUntilMs === undefined ? null : apiTime(health.coveredUntilMs, timeZone),
      lateness_ms: health.latenessMs ?? null,
      shortfall: health.shortfall ?? null,
      reach_engine: health.engines[0] ?? null,
    },
    measurements: {
      mode: measurements.mode,
      since: apiTime(measurements.sinceMs, timeZone),
      queued_points: measurements.queuedPoints,
      queued_bytes: measurements.queuedBytes,
      dropped_points: measurements.droppedPoints,
      set_aside_points: measurements.setAsidePoints,
    },
    totals: describeCounts(view.totals),
    out_of_service: view.notWatched,
    causes: incidents.length,
    largest_causes: incidents.slice(0, MOST_CAUSES).map((incident) => ({
      origin: rootKey(incident.root),
      incident: incident.id,
      since: apiTime(incident.sinceMs, timeZone),
      after: afterOf(view, incident),
      devices: incident.lost.length,
    })),
    // Lost for a cause that is not told, and lost a moment ago: no incident has them yet.
    withheld_cause: { devices: withheld.length },
    unassigned: { devices: unassigned.length, links: unassignedLinks.length },
    districts: [...view.districts.values()].map(({ district, ...counts }) => ({
      id: district.id,
      name: district.name,
      ...describeCounts(counts),
    })),
    areas: [...view.areas.values()].map(({ area, ...counts }) => ({
      id: area.id,
      name: area.name,
      district: area.district,
      devices: addKinds(counts.byKind),
    })),
  };
}

const MOST_CAUSES = 20;

/** The last good probe before its root fell, where that is a device or line that is down now. */
function afterOf(view: CityView, { root }: LostIn): ApiTime | null {
  if (root.kind !== 'entity') return null;
  const { kind, id = '' } = parseEntity(root.entity) ?? {};
  const condition = (kind === 'link' ? view.linkConditions : view.conditions).get(id);
  if (condition?.state !== 'down' || condition.afterMs === undefined) return null;
  return apiTime(condition.afterMs, view.shown.settings.city.timeZone);
}

function describeCounts({ byKind, links }: PlaceCounts) {
  return { devices: addKinds(byKind), by_kind: byKind, links };
}
