import { incidentsNumbered } from '../../alerts/incidents/actions/incident-number.ts';
import type { CityView } from './city-view.ts';
import type { IncidentSource } from './incident-source.ts';
import type { Found } from './search.ts';
import { type ToldIncident, tellIncidents } from './tell-incidents.ts';

/** Incidents that are called so on the telephone, as far as they may be told. */
export function findByNumber(view: CityView, source: IncidentSource, query: string): Found<ToldIncident> {
  const { timeZone } = view.shown.settings.city;
  const ids = incidentsNumbered(source, query, { timeZone, nowMs: view.atMs });
  const items = tellIncidents(
    view,
    source,
    ids.flatMap((id) => source.incident(id) ?? []),
  );
  return { items, total: items.length, isAll: true };
}
