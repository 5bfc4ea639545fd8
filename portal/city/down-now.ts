import { isOpenRoot } from '../../alerts/incidents/engine/is-open-root.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import { type Entity, linkEntity } from '../../core/domain/state.ts';
import type { IncidentRoot } from '../../ledger/record/incidents/incident-event.ts';
import type { UnresolvedRoot } from '../../ledger/record/incidents/incident-reads.ts';
import type { Condition } from './condition.ts';
import type { IncidentSource } from './incident-source.ts';
import { compareText, type VisibleDevice, type VisibleFleet, type VisibleLink } from './visible-fleet.ts';

/** What is lost now, by the incidents on record: the page has no other way to find a cause. */
export interface DownNow {
  /** Incidents that are not resolved and may be told of; those with the most cameras lost now first. */
  readonly incidents: readonly LostIn[];
  /** Lost for a cause that is withheld. */
  readonly withheld: readonly VisibleDevice[];
  /**
   * Lost, and in no incident: fallen so short ago that nothing is settled yet, or known from late data alone. The latest
   * first.
   */
  readonly unassigned: readonly VisibleDevice[];
  readonly unassignedLinks: readonly VisibleLink[];
}

/** An incident with those of its members that are lost now, sorted by id. */
export interface LostIn extends UnresolvedRoot {
  readonly lost: readonly VisibleDevice[];
}

export interface DownNowInput {
  readonly inventory: Pick<Inventory, 'sites' | 'devices' | 'links'>;
  readonly fleet: VisibleFleet;
  /** Conditions of all watched visible devices, and of all visible links. */
  readonly conditions: ReadonlyMap<string, Condition>;
  readonly linkConditions: ReadonlyMap<string, Condition>;
  readonly incidents: Pick<IncidentSource, 'unresolvedRoots' | 'membersOf'>;
}

export function gatherDownNow({ inventory, incidents, ...input }: DownNowInput): DownNow {
  const { fleet, conditions, linkConditions } = input;
  const unresolved = [...incidents.unresolvedRoots()];
  const incidentOf = new Map<Entity, string>();
  for (const { entity, incident } of incidents.membersOf(
    unresolved.map(({ id }) => id),
    'now',
  ))
    incidentOf.set(entity, incident);
  const lost = fleet.devices.filter(({ device }) => conditions.get(device.id)?.state === 'down');
  const byIncident = Map.groupBy(lost, ({ entity }) => incidentOf.get(entity));
  const told: LostIn[] = [];
  const withheld: VisibleDevice[] = [];
  for (const incident of unresolved) {
    const members = byIncident.get(incident.id) ?? [];
    if (isOpenRoot(incident.root, inventory)) told.push({ ...incident, lost: members });
    else withheld.push(...members);
  }
  const sinceOf = (one: VisibleDevice) => conditions.get(one.device.id)?.sinceMs ?? 0;
  return {
    incidents: told
      .map((one) => ({ one, cameras: countCameras(one.lost) }))
      .sort((a, b) => b.cameras - a.cameras || compareLost(a.one, b.one))
      .map(({ one }) => one),
    withheld: withheld.sort((a, b) => compareText(a.device.id, b.device.id)),
    unassigned: (byIncident.get(undefined) ?? []).sort((a, b) => sinceOf(b) - sinceOf(a)),
    unassignedLinks: fleet.links.filter(
      ({ link }) => linkConditions.get(link.id)?.state === 'down' && !incidentOf.has(linkEntity(link.id)),
    ),
  };
}

const compareLost = (a: LostIn, b: LostIn): number =>
  b.lost.length - a.lost.length || a.sinceMs - b.sinceMs || compareText(a.id, b.id);

export function countCameras(devices: readonly VisibleDevice[]): number {
  return devices.reduce((count, { device }) => count + Number(device.kind === 'camera'), 0);
}

/** `link:link-7`, `area:lang`: stays the same from one drawing of the page to the next. */
export function rootKey(root: IncidentRoot): string {
  if (root.kind === 'entity') return root.entity;
  return root.kind === 'collector' ? `collector:${root.collector}` : `${root.by}:${root.name}`;
}
