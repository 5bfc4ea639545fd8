import type {
  ContactPoint,
  NotificationPolicy,
  Rule,
  RuleGroup,
} from '@grafana/grafana-foundation-sdk/alerting';
import { formatDurationMs, seconds } from '../../core/time/units.ts';
import type { Folder, GrafanaContent } from '../content.ts';
import { doubleDollars, doubleDollarsIn } from './dollars.ts';
import { settingText } from './secret-text.ts';

const ORGANISATION = 1;

export type AlertingContent = Pick<
  GrafanaContent,
  'folders' | 'muteTimings' | 'templates' | 'contactPoints' | 'policies' | 'ruleGroups'
>;

/**
 * Alerting in the shape of files, which is another one than that of the HTTP API: folders by their titles, durations as
 * text, organisations everywhere. Parts that are empty have no file.
 */
export function alertingFiles(content: AlertingContent): ReadonlyMap<string, object> {
  const { folders, ruleGroups, contactPoints, policies, muteTimings, templates } = content;
  const files: readonly (readonly [string, readonly object[], string])[] = [
    ['mute-timings', muteTimings.map((mute) => ({ orgId: ORGANISATION, ...mute })), 'muteTimes'],
    ['templates', templates.map((template) => ({ orgId: ORGANISATION, ...template })), 'templates'],
    ['contact-points', fileContactPoints(contactPoints), 'contactPoints'],
    ['policies', policies ? [filePolicies(policies)] : [], 'policies'],
    ['rules', ruleGroups.map((group) => fileGroup(group, folders)), 'groups'],
  ];
  return new Map(
    files
      .filter(([, members]) => members.length > 0)
      .map(([name, members, key]) => [name, { apiVersion: 1, [key]: members }]),
  );
}

function fileContactPoints(contactPoints: readonly ContactPoint[]): readonly object[] {
  const byName = Map.groupBy(contactPoints, ({ name = '' }) => name);
  return [...byName].map(([name, points]) => ({
    orgId: ORGANISATION,
    name: doubleDollars(name),
    receivers: points.map(({ uid, type, settings, disableResolveMessage = false }) => ({
      uid,
      type,
      disableResolveMessage,
      settings: Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, settingText(value)])),
    })),
  }));
}

const filePolicies = (root: NotificationPolicy): object => ({
  orgId: ORGANISATION,
  ...doubleDollarsIn(withoutProvenance(root)),
});

/** A file is its own provenance. */
function withoutProvenance({ provenance: _, routes, ...policy }: NotificationPolicy): NotificationPolicy {
  return { ...policy, ...(routes && { routes: routes.map(withoutProvenance) }) };
}

function fileGroup(
  { title = '', folderUid, interval = 0, rules = [] }: RuleGroup,
  folders: readonly Folder[],
) {
  return {
    orgId: ORGANISATION,
    name: doubleDollars(title),
    folder: doubleDollars(titlePath(folderUid, folders)),
    interval: formatDurationMs(seconds(interval)),
    rules: rules.map(fileRule),
  };
}

/** `City/Alerts`: files know folders by their titles, and a slash begins a folder within. */
function titlePath(uid: string | undefined, folders: readonly Folder[]): string {
  const folder = folders.find((folder) => folder.uid === uid);
  if (folder === undefined) return uid ?? '';
  const title = folder.title.replaceAll('/', '\\/');
  return folder.parentUid === undefined ? title : `${titlePath(folder.parentUid, folders)}/${title}`;
}

function fileRule({
  uid,
  title,
  condition,
  data,
  noDataState,
  execErrState,
  for: holdsFor,
  keep_firing_for,
  missingSeriesEvalsToResolve,
  annotations = {},
  labels = {},
  isPaused = false,
  notification_settings,
}: Rule) {
  const { __dashboardUid__: dashboardUid, __panelId__: panelId, ...words } = annotations;
  return {
    uid,
    title: doubleDollars(title),
    condition,
    // Queries are read as they are: nothing is doubled in them.
    data,
    ...(dashboardUid !== undefined && { dashboardUid }),
    ...(dashboardUid !== undefined && panelId !== undefined && { panelId: Number(panelId) }),
    noDataState,
    execErrState,
    for: holdsFor,
    ...(keep_firing_for !== undefined && { keepFiringFor: keep_firing_for }),
    ...(missingSeriesEvalsToResolve !== undefined && {
      missing_series_evals_to_resolve: missingSeriesEvalsToResolve,
    }),
    // Here Grafana reads in ${NAME} alone, which the rules forbid: `{{ $labels.x }}` stays as it is.
    annotations: words,
    labels: doubleDollarsIn(labels),
    isPaused,
    ...(notification_settings && { notification_settings: doubleDollarsIn(notification_settings) }),
  };
}
