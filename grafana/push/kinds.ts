import type { Kind, KindName, Wanted } from '../api/kind.ts';
import type { GrafanaContent } from '../content.ts';
import { contactPointKind, wantedContactPoint } from './kinds/contact-point.ts';
import { dashboardKind, wantedDashboard } from './kinds/dashboard.ts';
import { dataSourceKind, wantedDataSource } from './kinds/data-source.ts';
import { folderKind, wantedFolder } from './kinds/folder.ts';
import { folderPermissionsKind, wantedPermissions } from './kinds/folder-permissions.ts';
import { muteTimingKind, wantedMuteTiming } from './kinds/mute-timing.ts';
import { policiesKind, wantedPolicies } from './kinds/policies.ts';
import { ruleGroupKind, wantedRuleGroup } from './kinds/rule-group.ts';
import { teamKind, wantedTeam } from './kinds/team.ts';
import { templateKind, wantedTemplate } from './kinds/template.ts';

export const KINDS = {
  folder: folderKind,
  team: teamKind,
  'folder-permissions': folderPermissionsKind,
  'data-source': dataSourceKind,
  'mute-timing': muteTimingKind,
  template: templateKind,
  'contact-point': contactPointKind,
  policies: policiesKind,
  'rule-group': ruleGroupKind,
  dashboard: dashboardKind,
} satisfies Record<KindName, Kind>;

/** A part of what Grafana shall hold: of what is not there at all nothing is wanted. */
export type PushedContent = Partial<GrafanaContent>;

/** Every object of `content`, in the order in which they are written. */
export function wantedOf(content: PushedContent): readonly Wanted[] {
  const folders = parentsFirst(content.folders ?? []);
  const closed = folders.filter(({ viewers = [] }) => viewers.length > 0);
  const teams = new Set(closed.flatMap(({ viewers = [] }) => viewers));
  return [
    ...folders.map(wantedFolder),
    ...[...teams].map(wantedTeam),
    ...closed.map(wantedPermissions),
    ...(content.dataSources ?? []).map(wantedDataSource),
    ...(content.muteTimings ?? []).map(wantedMuteTiming),
    ...(content.templates ?? []).map(wantedTemplate),
    ...(content.contactPoints ?? []).map(wantedContactPoint),
    ...(content.policies ? [wantedPolicies(content.policies)] : []),
    ...(content.ruleGroups ?? []).map(wantedRuleGroup),
    ...(content.dashboards ?? []).map(wantedDashboard),
  ];
}

type Folders = GrafanaContent['folders'];

function parentsFirst(folders: Folders): Folders {
  const uids = new Set(folders.map(({ uid }) => uid));
  const placed: Folders[number][] = [];
  const isPlaced = (uid: string) => placed.some((folder) => folder.uid === uid);
  let waiting: Folders = folders;
  while (waiting.length > 0) {
    const ready = waiting.filter(
      ({ parentUid }) => parentUid === undefined || !uids.has(parentUid) || isPlaced(parentUid),
    );
    // A circle is nobody's child: the server says so of the first one.
    placed.push(...(ready.length > 0 ? ready : waiting));
    waiting = ready.length > 0 ? waiting.filter((folder) => !ready.includes(folder)) : [];
  }
  return placed;
}
