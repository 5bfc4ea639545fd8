import type { Place } from '../../../ledger/record/incidents/incident-event.ts';
import {
  type AreaLoss,
  type IncidentRoot,
  type IncidentSummary,
  SEVERITIES,
  type Severity,
} from '../../../ledger/record/incidents/incident-event.ts';
import type { SeverityOptions } from './engine-input.ts';
import type { Incident, Node, Root } from './model.ts';

interface Opening {
  readonly root: Root;
  readonly sinceMs: number;
  readonly leftFrom?: Incident | undefined;
}

/** Not told to anybody yet, and without members. */
export function newIncident({ root, sinceMs, leftFrom }: Opening, nowMs: number): Incident {
  return {
    id: `${nameOf(root)}@${nowMs}`,
    root,
    status: 'new',
    openedMs: nowMs,
    sinceMs,
    resolvedMs: undefined,
    backMs: undefined,
    leftFrom: leftFrom?.id,
    times: 1,
    isFlapping: false,
    isMuted: false,
    acknowledgedBy: undefined,
    snoozedUntilMs: undefined,
    severity: 'minor',
    members: new Set(),
    ever: new Set(),
    toldEver: 0,
    camerasBySpot: new Map(),
    cameras: 0,
    prioritised: 0,
    untold: new Map(),
    mergedInto: undefined,
    lastNewsMs: nowMs,
    updateDueMs: undefined,
    early: undefined,
  };
}

function nameOf(root: Root): string {
  switch (root.kind) {
    case 'entity':
      return root.node.entity;
    case 'collector':
      return `collector:${root.collector}`;
    case 'common':
      return `${root.group.what}s:${root.group.kind}:${root.group.name}`;
  }
}

export function enter(incident: Incident, node: Node): void {
  if (standsIn(node, incident)) incident.backMs = undefined;
  incident.members.add(node);
  incident.ever.add(node);
  count(incident, node, 1);
  if (!incident.untold.delete(node)) incident.untold.set(node, 'joined');
}

/** `backMs` where it is well since then, and did not go over to another incident. */
export function leave(incident: Incident, node: Node, backMs?: number): void {
  if (backMs !== undefined && standsIn(node, incident))
    incident.backMs = Math.max(incident.backMs ?? backMs, backMs);
  incident.members.delete(node);
  if (incident.root.kind === 'common') incident.root.fallen.delete(node);
  count(incident, node, -1);
  if (!incident.untold.delete(node)) incident.untold.set(node, 'left');
}

/** Whether it is in an incident on its own account. */
export function standsIn(node: Node, { root }: Incident): boolean {
  return root.kind === 'entity' ? root.node === node : root.kind === 'common' && root.fallen.has(node);
}

/** Where its members stand may have changed. */
export function recount(incident: Incident): void {
  incident.camerasBySpot.clear();
  Object.assign(incident, { cameras: 0, prioritised: 0 });
  for (const node of incident.members) count(incident, node, 1);
}

function count(incident: Incident, node: Node, by: 1 | -1): void {
  if (node.facts.kind === 'camera') incident.cameras += by;
  if (node.facts.priority === 'high') incident.prioritised += by;
  for (const spot of node.spots) {
    const left = (incident.camerasBySpot.get(spot) ?? 0) + by;
    if (left === 0) incident.camerasBySpot.delete(spot);
    else incident.camerasBySpot.set(spot, left);
  }
}

/** It goes on under the name of another one that it has taken over, before anybody was told of it. */
export function adopt(incident: Incident, other: Incident): void {
  const toldOf = new Set(other.members);
  for (const [node, news] of other.untold) {
    if (news === 'joined') toldOf.delete(node);
    else toldOf.add(node);
  }
  incident.id = other.id;
  incident.openedMs = other.openedMs;
  incident.times = other.times;
  incident.leftFrom = other.leftFrom;
  incident.acknowledgedBy = other.acknowledgedBy;
  incident.snoozedUntilMs = other.snoozedUntilMs;
  incident.severity = other.severity;
  incident.ever = incident.ever.union(other.ever);
  incident.untold.clear();
  for (const node of incident.members) if (!toldOf.has(node)) incident.untold.set(node, 'joined');
  for (const node of toldOf) if (!incident.members.has(node)) incident.untold.set(node, 'left');
}

/** How it stands now; its severity is brought up to date. */
export function summarise(incident: Incident, options: SeverityOptions): IncidentSummary {
  const { id, openedMs, sinceMs, backMs, leftFrom, times } = incident;
  const { isFlapping, isMuted, acknowledgedBy, snoozedUntilMs, early } = incident;
  const areas: AreaLoss[] = [];
  const blindSpots: Place[] = [];
  for (const [{ kind, name, cameras, down }, lost] of incident.camerasBySpot) {
    if (kind === 'area') areas.push({ area: name, lost, of: cameras });
    if (down >= cameras) blindSpots.push({ kind, name });
  }
  incident.severity = worse(incident.severity, severityNow(incident, blindSpots, options));
  return {
    id,
    root: rootOf(incident.root),
    openedMs,
    sinceMs,
    ...(backMs !== undefined && { backMs }),
    ...(leftFrom !== undefined && { leftFrom }),
    times,
    isFlapping,
    isMuted,
    ...(acknowledgedBy !== undefined && { acknowledgedBy }),
    ...(snoozedUntilMs !== undefined && { snoozedUntilMs }),
    severity: incident.severity,
    service: isOnlyDegraded(incident) ? 'degraded' : 'lost',
    lostNow: incident.members.size,
    lostEver: incident.ever.size,
    camerasLost: incident.cameras,
    ...(early && { behind: { things: early.things, cameras: early.cameras } }),
    areas: areas.sort((a, b) => (a.area < b.area ? -1 : 1)),
    blindSpots: blindSpots.sort((a, b) => (`${a.kind} ${a.name}` < `${b.kind} ${b.name}` ? -1 : 1)),
  };
}

export function rootOf(root: Root): IncidentRoot {
  if (root.kind === 'entity') {
    const { node, port } = root;
    return { kind: 'entity', entity: node.entity, ...(port !== undefined && { port }) };
  }
  if (root.kind === 'collector') return root;
  const { kind: by, name, what, size } = root.group;
  const { firstMs, lastMs } = root.onset;
  return { kind: 'common', by, name, what, fallen: root.fallenEver, of: size, firstMs, lastMs };
}

function severityNow(
  { root, cameras: camerasFound, prioritised, early }: Incident,
  blindSpots: readonly Place[],
  { criticalCameras, majorCameras }: SeverityOptions,
): Severity {
  // What hangs on it alone and was not asked yet is lost as well.
  const cameras = Math.max(camerasFound, early?.cameras ?? 0);
  const isAreaBlind = blindSpots.some(({ kind }) => kind === 'area');
  if (root.kind === 'collector' || cameras >= criticalCameras || isAreaBlind) return 'critical';
  return cameras >= majorCameras || blindSpots.length > 0 || prioritised > 0 ? 'major' : 'minor';
}

const worse = (a: Severity, b: Severity): Severity => (SEVERITIES.indexOf(a) > SEVERITIES.indexOf(b) ? a : b);

/** Nothing behind its root is lost. */
function isOnlyDegraded({ root, members }: Incident): boolean {
  return root.kind === 'entity' && root.node.below.length > 0 && members.size === 1 && members.has(root.node);
}
