import { apiTime } from '../../core/language/formats.ts';
import { originKey } from '../city/cause.ts';
import type { PlaceCounts } from '../city/city-tally.ts';
import type { CityView } from '../city/city-view.ts';
import { addKinds } from '../city/city-view.ts';
import { parseParameters } from './parameters.ts';

/** The city in one answer of bounded size: counts before anything else. */
export function summarise(view: CityView, search: URLSearchParams) {
  parseParameters(search, {});
  const { timeZone } = view.shown.settings.city;
  const { health, measurements } = view;
  return {
    at: apiTime(view.atMs, timeZone),
    city: view.shown.settings.city.name,
    collector: {
      id: health.collector,
      sight: health.sight,
      since: apiTime(health.sightSinceMs, timeZone),
      covered_until: health.coveredUntilMs === undefined ? null : apiTime(health.coveredUntilMs, timeZone),
      lateness_ms: health.latenessMs,
      shortfall: health.shortfall,
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
    causes: view.causes.length,
    largest_causes: view.causes.slice(0, 20).map((cause) => ({
      origin: originKey(cause.origin),
      since: cause.sinceMs === undefined ? null : apiTime(cause.sinceMs, timeZone),
      after: cause.afterMs === undefined ? null : apiTime(cause.afterMs, timeZone),
      devices: cause.members.length,
    })),
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

function describeCounts({ byKind, links }: PlaceCounts) {
  return { devices: addKinds(byKind), by_kind: byKind, links };
}
