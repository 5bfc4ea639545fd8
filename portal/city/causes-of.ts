import type { Entity } from '../../core/domain/state.ts';
import type { CityView } from './city-view.ts';
import { rootKey } from './down-now.ts';
import type { IncidentSource } from './incident-source.ts';
import { nameWorst, type StandingIncidents } from './standing-incidents.ts';

/** Why something is lost. */
export interface CausesOf {
  readonly incidents: StandingIncidents;
  /** What of it is in no incident that may be told of. */
  readonly unsettled: 'none' | 'unassigned' | 'withheld';
}

/** Incidents that are blamed on a device or line, or have one of these devices among what is lost now. */
export function causesOf(
  view: CityView,
  source: IncidentSource,
  { entity, devices }: { readonly entity: Entity; readonly devices: Iterable<number> },
): CausesOf {
  const those = new Set(devices);
  const isOfThose = (device: number) => those.has(device);
  const { incidents, unassigned, unassignedLinks, withheld } = view.downNow();
  const found = incidents.filter(({ root, lost }) => rootKey(root) === entity || lost.some(isOfThose));
  const isUnassigned =
    unassigned.some(isOfThose) || unassignedLinks.some(({ link }) => `link:${link.id}` === entity);
  const unsettled = isUnassigned ? 'unassigned' : withheld.some(isOfThose) ? 'withheld' : 'none';
  return { incidents: nameWorst(view, source, found), unsettled };
}
