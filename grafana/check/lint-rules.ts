import type { ContactPoint, Query, Rule, RuleGroup } from '@grafana/grafana-foundation-sdk/alerting';
import type { PlacedDashboard } from '../content.ts';
import { interpolate } from '../reading/interpolate.ts';
import { isInfluxQuery, panelsOf } from '../reading/read-dashboard.ts';
import { lintUid } from './lint-dashboard.ts';
import { repeated } from './lint-panel.ts';
import { lintQuery } from './lint-query.ts';
import { faultsOf, type Problem, shown } from './problem.ts';
import { readQuery } from './read-query.ts';

/** Data source of what the server computes from the answers of others. */
export const EXPRESSION_UID = '__expr__';
const MOST_TITLE_CHARACTERS = 190;
const STEP_SECONDS = 10;
/** Labels that Grafana gives itself. */
const RESERVED_LABEL = /^(alertname|grafana_folder|__.*__)$/;
const MACROS = ['timeFilter', 'interval', '__interval', '__interval_ms'];

export interface RuleSurroundings {
  readonly dataSourceUids: readonly string[];
  readonly contactPoints: readonly ContactPoint[];
  /** Absent: where panels of rules are is not looked at. */
  readonly dashboards?: readonly PlacedDashboard[];
}

export function lintRuleGroups(
  groups: readonly RuleGroup[],
  surroundings: RuleSurroundings,
): readonly Problem[] {
  const rules = groups.flatMap(({ rules = [] }) => rules);
  const uidsTwice = repeated(rules.map(({ uid }) => uid).filter(Boolean)).map((uid) => {
    const titles = rules.filter((rule) => rule.uid === uid).map(({ title }) => shown(title));
    return faultsOf(`rule ${uid}`)('uid', 'each uid once', `"${uid}" for ${titles.join(' and ')}`);
  });
  const titlesTwice = repeated(rules.map(({ folderUID, title }) => `${folderUID}/${title}`)).map((path) =>
    faultsOf(`rules of ${path.split('/')[0]}`)('title', 'each title once in a folder', `"${path}" twice`),
  );
  return [
    ...uidsTwice,
    ...titlesTwice,
    ...groups.flatMap(lintGroup),
    ...rules.flatMap((rule) => lintRule(rule, surroundings)),
  ];
}

function lintGroup({ title = '', interval = 0, rules = [] }: RuleGroup): readonly Problem[] {
  const fault = faultsOf(`rule group ${shown(title)}`);
  const problems: Problem[] = [];
  if (interval <= 0 || interval % STEP_SECONDS !== 0)
    problems.push(fault('interval', `a multiple of ${STEP_SECONDS} s`, `${interval} s`));
  for (const text of [title, ...rules.map(({ title }) => title)]) {
    if (text.length > 0 && text.length <= MOST_TITLE_CHARACTERS) continue;
    problems.push(
      fault('title', `a title of 1 to ${MOST_TITLE_CHARACTERS} characters`, `${text.length} characters`),
    );
  }
  return problems;
}

function lintRule(rule: Rule, surroundings: RuleSurroundings): readonly Problem[] {
  const where = `rule ${shown(rule.uid ?? rule.title)}`;
  const fault = faultsOf(where);
  const problems: Problem[] = [...lintUid(where, rule.uid)];
  const refIds = rule.data.map(({ refId }) => refId ?? '');
  if (!refIds.includes(rule.condition))
    problems.push(fault('condition', `one of ${refIds.join(', ')}`, shown(rule.condition)));
  for (const twice of repeated(refIds)) problems.push(fault('ref-id', 'each refId once', `"${twice}" twice`));
  for (const label of Object.keys(rule.labels ?? {})) {
    if (RESERVED_LABEL.test(label))
      problems.push(fault('label', 'a label that Grafana does not set itself', shown(label)));
  }
  for (const text of Object.values(rule.annotations ?? {})) {
    if (text.includes('${'))
      problems.push(fault('annotation', 'no ${…}: from a file it would be read as a variable', shown(text)));
  }
  const receiver = rule.notification_settings?.receiver;
  if (receiver !== undefined && !surroundings.contactPoints.some(({ name }) => name === receiver))
    problems.push(fault('receiver', 'a contact point of ours', shown(receiver)));
  return [
    ...problems,
    ...lintPanelLink(rule, surroundings),
    ...rule.data.flatMap((query) => lintData(where, query, refIds, surroundings.dataSourceUids)),
  ];
}

function lintPanelLink({ uid, annotations = {} }: Rule, { dashboards }: RuleSurroundings) {
  const { __dashboardUid__: dashboardUid, __panelId__: panelId } = annotations;
  const fault = faultsOf(`rule ${shown(uid)}`);
  if (panelId !== undefined && dashboardUid === undefined)
    return [fault('panel-link', 'a panel of a dashboard', `panel ${panelId} of none`)];
  if (dashboardUid === undefined || dashboards === undefined) return [];
  const placed = dashboards.find(({ dashboard }) => dashboard.uid === dashboardUid);
  if (placed === undefined) return [fault('panel-link', 'a dashboard of ours', shown(dashboardUid))];
  const isThere = panelsOf(placed.dashboard).some(({ id }) => String(id) === panelId);
  if (panelId === undefined || isThere) return [];
  return [fault('panel-link', `a panel of ${dashboardUid}`, `panel ${panelId}`)];
}

function lintData(
  ruleName: string,
  { refId, datasourceUid, relativeTimeRange, model }: Query,
  refIds: readonly string[],
  dataSourceUids: readonly string[],
): readonly Problem[] {
  const where = `${ruleName}: query ${refId}`;
  const fault = faultsOf(where);
  if (datasourceUid === EXPRESSION_UID) {
    return namedBy(model)
      .filter((name) => !refIds.includes(name))
      .map((name) => fault('expression', `one of ${refIds.join(', ')}`, shown(name)));
  }
  const problems: Problem[] = [];
  if (!dataSourceUids.includes(datasourceUid ?? ''))
    problems.push(
      fault('datasource', `the data source ${dataSourceUids.join(' or ')}`, shown(datasourceUid)),
    );
  const { from = 0, to = 0 } = relativeTimeRange ?? {};
  if (from <= to)
    problems.push(fault('range', 'a range that begins before it ends', `${from} s to ${to} s ago`));
  if (!isInfluxQuery(model)) return [...problems, fault('query', 'InfluxQL', shown(model))];

  // With every macro known, whatever is left is a variable: nobody fills it in for a rule.
  const { unresolved } = interpolate(model.query, []);
  const builtIn = [...model.query.matchAll(/\$\{?(\w+)/g)]
    .map(([, name = '']) => name)
    .filter((name) => name.startsWith('__') && !MACROS.includes(name));
  for (const name of new Set([...unresolved, ...builtIn]))
    problems.push(
      fault('no-variables', 'no variable: a rule has no dashboard', `"${name}" in ${model.query}`),
    );
  if (model.intervalMs === undefined)
    problems.push(fault('interval-ms', 'intervalMs: $__interval would be a second', 'none'));
  const { columnCount, tokens } = readQuery(model.query);
  if (columnCount !== 1 || tokens[1]?.text === '*')
    problems.push(
      fault('one-column', 'one column, since labels tell series apart', `${columnCount} columns`),
    );
  if (model.resultFormat !== 'time_series')
    problems.push(fault('format', 'time_series', shown(model.resultFormat)));
  const others = lintQuery(where, model.query, []).filter(({ rule }) => rule !== 'unresolved');
  return [...problems, ...others];
}

/** The queries that an expression reads. */
function namedBy(model: unknown): readonly string[] {
  if (typeof model !== 'object' || model === null) return [];
  const { type, expression, conditions } = model as {
    type?: string;
    expression?: string;
    conditions?: { query?: { params?: string[] } }[];
  };
  if (type === 'classic_conditions') return (conditions ?? []).map(({ query }) => query?.params?.[0] ?? '');
  if (type === 'math') return [...(expression ?? '').matchAll(/\$\{?(\w+)\}?/g)].map(([, name = '']) => name);
  return type === 'sql' ? [] : [expression ?? ''];
}
