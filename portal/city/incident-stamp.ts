import type { CityView } from './city-view.ts';
import type { IncidentSource } from './incident-source.ts';
import { tellIncidents } from './tell-incidents.ts';

/** Looked through at once: some milliseconds. */
const TOGETHER = 100;

/**
 * Another text after each news or step of an incident that may be told. Of what is withheld nothing is told, not even when
 * something happened.
 */
export function createIncidentStamp(source: IncidentSource): (view: CityView) => string {
  let head = source.touchHead();
  let told = head;
  return (view) => {
    const touched = source.touchedAfter(head, TOGETHER);
    head = touched.head;
    const stored = touched.ids.flatMap((id) => source.incident(id) ?? []);
    if (stored.length > 0 && tellIncidents(view, source, stored).length > 0) told = head;
    return `${told.news}.${told.step}`;
  };
}
