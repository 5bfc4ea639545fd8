import type { Severity } from '../../../alerts/incidents/incident-news.ts';
import type { CityView } from '../city-view.ts';
import type { IncidentSource } from './incident-source.ts';
import { type ToldIncidents, tellIncidents } from './tell-incidents.ts';

/** What the status page says of incidents that are not resolved. */
export interface StandingIncidents extends ToldIncidents {
  readonly bySeverity: Readonly<Record<Severity, number>>;
  /** All that are not resolved, what is withheld included. */
  readonly total: number;
}

/** A storm has 10,000 of them: the page names the worst. */
const MOST_NAMED = 20;

export function gatherStanding(view: CityView, source: IncidentSource): StandingIncidents {
  const bySeverity = source.unresolvedBySeverity();
  return {
    ...tellIncidents(view, source, source.worst(MOST_NAMED)),
    bySeverity,
    total: bySeverity.critical + bySeverity.major + bySeverity.minor,
  };
}
