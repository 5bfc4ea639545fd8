import type { Inventory } from '../../core/domain/inventory.ts';
import { type Entity, linkEntity, type State } from '../../core/domain/state.ts';
import type { IncidentRoot } from '../../ledger/record/incidents/incident-event.ts';
import type { UnresolvedRoot } from '../../ledger/record/incidents/incident-reads.ts';
import type { Condition } from './condition.ts';
import type { IncidentSource } from './incident-source.ts';
import { isToldRoot } from './is-told-root.ts';
import { compareText, isWhole, type VisibleFleet, type VisibleLink } from './visible-fleet.ts';

/**
 * What is lost now, by the incidents on record: the page has no other way to find a cause. Devices by place in the columns:
 * a storm has 50,000 of them, and a page names a few.
 */
export interface DownNow {
  /** Incidents that are not resolved and may be told of; those with the most cameras lost now first. */
  readonly incidents: readonly LostIn[];
  /** Lost for a cause that is withheld. */
  readonly withheld: readonly number[];
  /**
   * Lost, and in no incident: fallen so short ago that nothing is settled yet, or known from late data alone. The latest
   * first.
   */
  readonly unassigned: readonly number[];
  readonly unassignedLinks: readonly VisibleLink[];
}

/** An incident with those of its members that are lost now, sorted by id. */
export interface LostIn extends UnresolvedRoot {
  readonly lost: readonly number[];
}

export interface DownNowInput {
  readonly inventory: Pick<Inventory, 'sites' | 'devices' | 'links'>;
  readonly fleet: VisibleFleet;
  /** Of watched visible devices, and of all visible links. */
  readonly stateAt: (device: number) => State | undefined;
  readonly conditionAt: (device: number) => Condition | undefined;
  readonly linkConditions: ReadonlyMap<string, Condition>;
  readonly incidents: Pick<IncidentSource, 'unresolvedRoots' | 'membersOf'>;
}

export function gatherDownNow({ inventory, incidents, ...input }: DownNowInput): DownNow {
  const { fleet, stateAt, conditionAt, linkConditions } = input;
  const unresolved = [...incidents.unresolvedRoots()];
  const { incidentOfDevice, linksInIncident, touched } = readMembers(unresolved, incidents, fleet);
  const byIncident = new Map<string | undefined, number[]>();
  for (const device of fleet.devices) {
    if (stateAt(device) !== 'down') continue;
    const incident = incidentOfDevice.get(device);
    const known = byIncident.get(incident);
    if (known) known.push(device);
    else byIncident.set(incident, [device]);
  }
  const told: LostIn[] = [];
  const withheld: number[] = [];
  for (const incident of unresolved) {
    const members = byIncident.get(incident.id) ?? [];
    // In a part of the city most are of nothing that is seen there.
    if (members.length === 0 && !isWhole(fleet.sight) && !touched.has(incident.id)) continue;
    if (isToldRoot(fleet, inventory, incident.root)) told.push({ ...incident, lost: members });
    else withheld.push(...members);
  }
  return {
    incidents: told
      .map((one) => ({ one, cameras: countCameras(fleet, one.lost) }))
      .sort((a, b) => b.cameras - a.cameras || compareLost(a.one, b.one))
      .map(({ one }) => one),
    withheld: withheld.sort((a, b) => compareText(fleet.columns.idOf(a), fleet.columns.idOf(b))),
    unassigned: latestFirst(byIncident.get(undefined) ?? [], conditionAt),
    unassignedLinks: fleet.links.filter(
      ({ link }) =>
        linkConditions.get(link.id)?.state === 'down' && !linksInIncident.has(linkEntity(link.id)),
    ),
  };
}

function readMembers(
  unresolved: readonly UnresolvedRoot[],
  { membersOf }: DownNowInput['incidents'],
  fleet: VisibleFleet,
) {
  const { columns } = fleet;
  const incidentOfDevice = new Map<number, string>();
  const linksInIncident = new Set<Entity>();
  const touched = new Set<string>();
  for (const { entity, incident } of membersOf(
    unresolved.map(({ id }) => id),
    'now',
  )) {
    if (!isWhole(fleet.sight) && fleet.isVisible(entity)) touched.add(incident);
    if (entity.startsWith(DEVICE))
      incidentOfDevice.set(columns.indexOf(entity.slice(DEVICE.length)), incident);
    else linksInIncident.add(entity);
  }
  return { incidentOfDevice, linksInIncident, touched };
}

const DEVICE = 'device:';

function latestFirst(
  devices: readonly number[],
  conditionAt: DownNowInput['conditionAt'],
): readonly number[] {
  return devices
    .map((device) => ({ device, sinceMs: conditionAt(device)?.sinceMs ?? 0 }))
    .sort((a, b) => b.sinceMs - a.sinceMs)
    .map(({ device }) => device);
}

const compareLost = (a: LostIn, b: LostIn): number =>
  b.lost.length - a.lost.length || a.sinceMs - b.sinceMs || compareText(a.id, b.id);

export function countCameras({ groupOf }: VisibleFleet, devices: readonly number[]): number {
  return devices.reduce((count, device) => count + Number(groupOf(device)?.kind === 'camera'), 0);
}

/** `link:link-7`, `area:lang`: stays the same from one drawing of the page to the next. */
export function rootKey(root: IncidentRoot): string {
  if (root.kind === 'entity') return root.entity;
  return root.kind === 'collector' ? `collector:${root.collector}` : `${root.by}:${root.name}`;
}
