import { createWhereabout } from '../../../config/inventory/whereabouts.ts';
import type { Inventory } from '../../../core/domain/inventory.ts';
import type { IncidentLists, StoredIncident } from '../../../ledger/record/incidents/incident-reads.ts';
import type { AgencyReport, ReportOccasion } from '../../../ledger/record/outbox/occasion.ts';

/** Agencies beyond that are counted. */
const MOST_AGENCIES = 200;

export interface TouchedIncidents {
  /** Open at some time of the period. */
  readonly touched: readonly StoredIncident[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** Incidents of a period by whose devices and links were in them: what several were hit by counts for each. */
export function compileAgencies(
  { membersOf }: Pick<IncidentLists, 'membersOf'>,
  inventory: Inventory,
  { touched, fromMs, toMs }: TouchedIncidents,
): NonNullable<ReportOccasion['agencies']> {
  const whereabout = createWhereabout(inventory);
  const byId = new Map(touched.map((incident) => [incident.id, incident]));
  const incidentsOf = new Map<string | undefined, Set<StoredIncident>>();
  for (const { incident: id, entity } of membersOf([...byId.keys()])) {
    const incident = byId.get(id);
    if (!incident) continue;
    const { agencies = [] } = whereabout(entity, toMs) ?? {};
    for (const agency of agencies.length > 0 ? agencies : [undefined])
      incidentsOf.set(agency, (incidentsOf.get(agency) ?? new Set()).add(incident));
  }
  const all = [...incidentsOf].map(([agency, incidents]) => reportOf(agency, [...incidents], fromMs, toMs));
  all.sort(
    (a, b) =>
      b.unresolved - a.unresolved || b.opened - a.opened || ((a.agency ?? '') < (b.agency ?? '') ? -1 : 1),
  );
  return { some: all.slice(0, MOST_AGENCIES), count: all.length };
}

function reportOf(
  agency: string | undefined,
  incidents: readonly StoredIncident[],
  fromMs: number,
  toMs: number,
): AgencyReport {
  const isWithin = (atMs = Number.NEGATIVE_INFINITY) => atMs >= fromMs && atMs < toMs;
  const lasted = incidents.map(({ summary, resolvedMs = toMs }) => {
    const isOpen = resolvedMs >= toMs;
    return { incident: summary, isOpen, untilMs: isOpen ? toMs : resolvedMs };
  });
  const lengthOf = ({ incident, untilMs }: (typeof lasted)[number]) => untilMs - incident.sinceMs;
  const [longest] = lasted.toSorted(
    (a, b) => lengthOf(b) - lengthOf(a) || (a.incident.id < b.incident.id ? -1 : 1),
  );
  return {
    ...(agency !== undefined && { agency }),
    opened: incidents.filter(({ openedMs }) => isWithin(openedMs)).length,
    resolved: incidents.filter(({ resolvedMs }) => isWithin(resolvedMs)).length,
    unresolved: lasted.filter(({ isOpen }) => isOpen).length,
    ...(longest && { longest }),
  };
}
