import { isOpenRoot } from '../../alerts/incidents/engine/is-open-root.ts';
import type { Severity } from '../../ledger/record/incidents/incident-news.ts';
import type { CityView } from './city-view.ts';
import type { IncidentSource } from './incident-source.ts';
import { type ToldIncident, tellIncidents } from './tell-incidents.ts';

/** What the status page says of incidents that are not resolved, as far as they may be told. */
export interface StandingIncidents {
  readonly told: readonly ToldIncident[];
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly total: number;
}

/** A storm has 10,000 of them: the page names the worst. */
const MOST_NAMED = 20;

export function gatherStanding(view: CityView, source: IncidentSource): StandingIncidents {
  const bySeverity = { critical: 0, major: 0, minor: 0 };
  for (const { severity, root } of source.unresolvedRoots())
    if (isOpenRoot(root, view.shown.inventory)) bySeverity[severity] += 1;
  return {
    told: tellIncidents(view, source, source.worst(MOST_NAMED)),
    bySeverity,
    total: bySeverity.critical + bySeverity.major + bySeverity.minor,
  };
}
