import type { GrafanaContent } from '../content.ts';
import { lintDashboards, lintUid } from './lint-dashboard.ts';
import { repeated } from './lint-panel.ts';
import { lintPolicies } from './lint-policies.ts';
import { lintRuleGroups } from './lint-rules.ts';
import { faultsOf, type Problem, shown } from './problem.ts';

/** Every rule over everything of ours. */
export function lintContent(content: GrafanaContent): readonly Problem[] {
  const { folders, dataSources, dashboards, ruleGroups, contactPoints, policies, muteTimings } = content;
  const dataSourceUids = dataSources.map(({ uid }) => uid);
  return [
    ...lintFolders(content),
    ...folders.flatMap(({ uid, title }) => lintUid(`folder ${shown(title)}`, uid)),
    ...lintDashboards(dashboards, dataSourceUids),
    ...lintRuleGroups(ruleGroups, {
      dataSourceUids,
      contactPoints,
      ...(dashboards.length > 0 && { dashboards }),
    }),
    ...(policies ? lintPolicies(policies, { contactPoints, muteTimings }) : []),
  ];
}

/** Folders that are there twice, or that something lies in and that are not there. */
function lintFolders({ folders, dashboards, ruleGroups }: GrafanaContent): readonly Problem[] {
  const uids = folders.map(({ uid }) => uid);
  const wanted = [
    ...folders.flatMap(({ uid, parentUid }) =>
      parentUid ? [{ where: `folder ${uid}`, uid: parentUid }] : [],
    ),
    ...dashboards.map(({ folderUid, dashboard }) => ({ where: dashboard.uid, uid: folderUid })),
    ...ruleGroups.map(({ title, folderUid }) => ({
      where: `rule group ${shown(title)}`,
      uid: folderUid ?? '',
    })),
  ];
  return [
    ...repeated(uids).map((uid) => faultsOf(`folder ${uid}`)('uid', 'each uid once', `"${uid}" twice`)),
    ...wanted
      .filter(({ uid }) => !uids.includes(uid))
      .map(({ where, uid }) => faultsOf(where)('folder', 'a folder of ours', shown(uid))),
  ];
}
