import { parseEntity } from '../../core/domain/state.ts';
import type { Severity } from '../../ledger/record/incidents/incident-event.ts';
import type { CityPart } from './city-part.ts';
import type { CityView } from './city-view.ts';
import type { LostIn } from './down-now.ts';
import type { IncidentSource } from './incident-source.ts';
import { type ToldIncident, tellIncidents } from './tell-incidents.ts';
import { isWhole } from './visible-fleet.ts';

/** What the status page says of incidents that are not resolved, as far as they may be told. */
export interface StandingIncidents {
  readonly told: readonly ToldIncident[];
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly total: number;
}

/** A storm has 10,000 of them: the page names the worst. */
const MOST_NAMED = 20;

/** Those of a part of the city: with something lost in it, or blamed on a device or line of it. */
export const gatherStandingIn = (view: CityView, source: IncidentSource, part: CityPart): StandingIncidents =>
  nameWorst(
    view,
    source,
    view.downNow().incidents.filter((one) => isIn(view, one, part)),
  );

/** How many there are, and what the worst of them are. */
export function nameWorst(
  view: CityView,
  source: IncidentSource,
  incidents: readonly LostIn[],
): StandingIncidents {
  const named = incidents.slice(0, MOST_NAMED).flatMap(({ id }) => source.incident(id) ?? []);
  return { ...count(incidents), told: tellIncidents(view, source, named) };
}

function count(incidents: readonly LostIn[]) {
  const bySeverity = { critical: 0, major: 0, minor: 0 };
  for (const { severity } of incidents) bySeverity[severity] += 1;
  return { bySeverity, total: incidents.length };
}

export function isIn(
  { fleet }: CityView,
  { lost, root }: Pick<LostIn, 'lost' | 'root'>,
  { hasDevice, hasLink }: CityPart,
): boolean {
  if (lost.some(hasDevice)) return true;
  if (root.kind !== 'entity' || lost.length > 0) return false;
  const { kind, id = '' } = parseEntity(root.entity) ?? {};
  if (kind === 'device') return fleet.deviceById.has(id) && hasDevice(fleet.indexOf(id));
  const link = fleet.linkById.get(id);
  return link !== undefined && hasLink(link);
}

export function gatherStanding(view: CityView, source: IncidentSource): StandingIncidents {
  const { incidents } = view.downNow();
  // The worst of the city may be another's.
  if (!isWhole(view.fleet.sight)) return nameWorst(view, source, incidents);
  return { ...count(incidents), told: tellIncidents(view, source, source.worst(MOST_NAMED)) };
}
