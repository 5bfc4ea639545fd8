import { type Entity, linkEntity, parseEntity } from '../../core/domain/state.ts';
import type { CityView } from './city-view.ts';
import { rootKey } from './down-now.ts';
import type { IncidentSource } from './incident-source.ts';
import { nameWorst, type StandingIncidents } from './standing-incidents.ts';

/** Why something is lost. */
export interface CausesOf {
  readonly incidents: StandingIncidents;
  /** Whether it is lost itself, and in no incident that may be told of. */
  readonly unsettled: 'none' | 'unassigned' | 'withheld';
}

/** Incidents that are blamed on a device or line, or have one of these devices among what is lost now. */
export function causesOf(
  view: CityView,
  source: IncidentSource,
  { entity, devices }: { readonly entity: Entity; readonly devices: Iterable<number> },
): CausesOf {
  const those = new Set(devices);
  const { incidents, unassigned, unassignedLinks, withheld } = view.downNow();
  const found = incidents.filter(
    ({ root, lost }) => rootKey(root) === entity || lost.some((device) => those.has(device)),
  );
  const own = view.fleet.indexOf(parseEntity(entity)?.id ?? '');
  const isUnassigned = entity.startsWith('link:')
    ? unassignedLinks.some(({ link }) => linkEntity(link.id) === entity)
    : unassigned.includes(own);
  const isWithheld = entity.startsWith('device:') && withheld.includes(own);
  const unsettled = isUnassigned ? 'unassigned' : isWithheld ? 'withheld' : 'none';
  return { incidents: nameWorst(view, source, found), unsettled };
}
