import type { KindName } from '../../grafana/api/kind.ts';
import type { GrafanaContent } from '../../grafana/content.ts';
import type { Part } from '../../grafana/provisioning/manifest.ts';
import type { PushedContent } from '../../grafana/push/kinds.ts';

/** What each of the two commands removes: the other's is not its business. */
export const PRUNED_KINDS: Readonly<Record<Part, readonly KindName[]>> = {
  dashboards: ['folder', 'team', 'folder-permissions', 'data-source', 'dashboard'],
  alerts: ['mute-timing', 'template', 'contact-point', 'policies', 'rule-group'],
};

/** What each of them writes; rules need their folder and the data sources, whoever is pushed first. */
export function partOf(content: GrafanaContent, part: Part): PushedContent {
  const { folders, dataSources, dashboards, ...alerting } = content;
  if (part === 'dashboards') return { folders, dataSources, dashboards };
  const used = new Set(alerting.ruleGroups.map(({ folderUid }) => folderUid));
  const isUsed = (uid: string): boolean =>
    used.has(uid) || folders.some((folder) => folder.parentUid === uid && isUsed(folder.uid));
  return { folders: folders.filter(({ uid }) => isUsed(uid)), dataSources, ...alerting };
}
