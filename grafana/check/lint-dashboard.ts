import { type Dashboard, VariableRefresh } from '@grafana/grafana-foundation-sdk/dashboard';
import type { PlacedDashboard } from '../content.ts';
import {
  drawnPanelsOf,
  isInfluxQuery,
  namePanel,
  panelsOf,
  queryOfVariable,
  variablesOf,
} from '../reading/read-dashboard.ts';
import { MOST_UID_CHARACTERS } from '../uid.ts';
import { lintGrid } from './lint-grid.ts';
import { dataLinksOf, lintPanel, repeated } from './lint-panel.ts';
import { lintQuery } from './lint-query.ts';
import { faultsOf, type Problem, shown } from './problem.ts';

const UID = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;

export function lintUid(where: string, uid: string | undefined): readonly Problem[] {
  if (uid !== undefined && UID.test(uid)) return [];
  const got =
    uid !== undefined && uid.length > MOST_UID_CHARACTERS
      ? `${shown(uid)} (${uid.length} characters)`
      : shown(uid);
  return [
    faultsOf(where)('uid', `a uid of a-z, 0-9 and dashes, at most ${MOST_UID_CHARACTERS} characters`, got),
  ];
}

/** All dashboards: each by itself, and the links from one to another. */
export function lintDashboards(
  placed: readonly PlacedDashboard[],
  dataSourceUids: readonly string[],
): readonly Problem[] {
  const dashboards = placed.map(({ dashboard }) => dashboard);
  const twice = repeated(dashboards.map(({ uid }) => uid)).map((uid) =>
    faultsOf(uid)(
      'uid',
      'each uid once',
      `"${uid}" for ${dashboards
        .filter((other) => other.uid === uid)
        .map(({ title }) => shown(title))
        .join(' and ')}`,
    ),
  );
  return [
    ...twice,
    ...dashboards.flatMap((dashboard) => lintDashboard(dashboard, dataSourceUids)),
    ...dashboards.flatMap((dashboard) => lintLinks(dashboard, dashboards)),
  ];
}

function lintDashboard(
  dashboard: PlacedDashboard['dashboard'],
  dataSourceUids: readonly string[],
): readonly Problem[] {
  const { uid, title, id, editable } = dashboard;
  const fault = faultsOf(uid);
  const problems: Problem[] = [...lintUid(`dashboard ${shown(title)}`, uid)];
  if (editable !== false) problems.push(fault('uneditable', 'editable false', shown(editable)));
  if (typeof id === 'number')
    problems.push(fault('no-id', 'no id: it is the server that gives one', shown(id)));

  const panels = panelsOf(dashboard);
  for (const panel of panels) {
    if (!panel.id || panel.id < 0)
      problems.push(faultsOf(`${uid}: ${namePanel(panel)}`)('panel-id', 'an id from 1 on', shown(panel.id)));
  }
  for (const twice of repeated(panels.map(({ id }) => id).filter(Boolean))) {
    const names = panels.filter(({ id }) => id === twice).map(namePanel);
    problems.push(fault('panel-id', 'each id once', names.join(' and ')));
  }
  return [
    ...problems,
    ...lintVariables(dashboard, uid),
    ...lintAnnotations(dashboard, uid),
    ...drawnPanelsOf(dashboard).flatMap((panel) =>
      lintPanel(panel, { dashboardUid: uid, dashboard, dataSourceUids }),
    ),
    ...lintGrid(uid, dashboard),
  ];
}

function lintVariables(dashboard: Dashboard, uid: string): readonly Problem[] {
  const variables = variablesOf(dashboard);
  return variables.flatMap((variable, place) => {
    const where = `${uid}: variable ${variable.name}`;
    const fault = faultsOf(where);
    const query = queryOfVariable(variable);
    if (query === undefined) return [];
    const problems: Problem[] = [];
    const { refresh, definition } = variable;
    const wanted = query.includes('$timeFilter')
      ? [VariableRefresh.OnTimeRangeChanged]
      : [VariableRefresh.OnDashboardLoad, VariableRefresh.OnTimeRangeChanged];
    if (refresh === undefined || !wanted.includes(refresh))
      problems.push(fault('var-refresh', `refresh ${wanted.join(' or ')}`, shown(refresh)));
    if (definition !== query)
      problems.push(fault('var-definition', 'its query as the definition', shown(definition)));
    // A variable is asked for after those that stand before it.
    const earlier = variables.slice(0, place).map(({ name }) => name);
    return [...problems, ...lintQuery(where, query, earlier)];
  });
}

function lintAnnotations(dashboard: Dashboard, uid: string): readonly Problem[] {
  const variableNames = variablesOf(dashboard).map(({ name }) => name);
  return (dashboard.annotations.list ?? []).flatMap(({ name, target }) =>
    isInfluxQuery(target) ? lintQuery(`${uid}: annotation ${shown(name)}`, target.query, variableNames) : [],
  );
}

/** Links to dashboards of ours that are not there, or that do not know the variable they are given. */
function lintLinks(
  dashboard: PlacedDashboard['dashboard'],
  all: readonly PlacedDashboard['dashboard'][],
): readonly Problem[] {
  const ofPanels = drawnPanelsOf(dashboard).flatMap((panel) =>
    [...(panel.links ?? []).map(({ url }) => url), ...dataLinksOf(panel)].map((url) => ({
      where: `${dashboard.uid}: ${namePanel(panel)}`,
      url,
    })),
  );
  const own = (dashboard.links ?? []).map(({ url, title }) => ({
    where: `${dashboard.uid}: link ${shown(title)}`,
    url,
  }));
  return [...own, ...ofPanels].flatMap(({ where, url = '' }) => {
    const [, uid] = /^\/d\/([^/?]+)/.exec(url) ?? [];
    // Which one it is, is known only when it is clicked.
    if (uid === undefined || uid.includes('$')) return [];
    const target = all.find((other) => other.uid === uid);
    const fault = faultsOf(where);
    if (target === undefined) return [fault('link', 'a dashboard of ours', `"${uid}" in ${url}`)];
    const known = variablesOf(target).map(({ name }) => name);
    return [...url.matchAll(/[?&]var-(\w+)=/g)]
      .filter(([, name = '']) => !known.includes(name))
      .map(([, name]) => fault('link', `a variable of ${uid}`, `"${name}" in ${url}`));
  });
}
