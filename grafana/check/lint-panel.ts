import type { Dashboard, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { interpolate } from '../reading/interpolate.ts';
import { isInfluxQuery, namePanel, queriesOf, variablesOf } from '../reading/read-dashboard.ts';
import { lintQuery } from './lint-query.ts';
import { faultsOf, type Problem, shown } from './problem.ts';
import { readQuery } from './read-query.ts';

/** Kinds that show no number of their own, or carry units by column. */
const WITHOUT_UNIT = new Set(
  'text geomap state-timeline status-history table dashlist alertlist annolist news logs'.split(' '),
);
const WITHOUT_QUERY = new Set('text dashlist alertlist annolist news'.split(' '));
const REDUCING = new Set(['stat', 'gauge', 'bargauge']);
/** Data sources of Grafana itself. */
const BUILT_IN_SOURCES = new Set(['grafana', '-- Grafana --', '-- Mixed --', '-- Dashboard --']);

export interface PanelPlace {
  readonly dashboardUid: string;
  readonly dashboard: Dashboard;
  readonly dataSourceUids: readonly string[];
}

/** Rules for one panel that draws something. */
export function lintPanel(panel: Panel, { dashboardUid, dashboard, dataSourceUids }: PanelPlace) {
  const where = `${dashboardUid}: ${namePanel(panel)}`;
  const fault = faultsOf(where);
  const problems: Problem[] = [];
  const { type, title, description, options, fieldConfig, targets = [], datasource, links = [] } = panel;
  const variableNames = variablesOf(dashboard).map(({ name }) => name);

  if (type !== 'text') {
    if (!title) problems.push(fault('title-description', 'a title', shown(title)));
    if (!description) problems.push(fault('title-description', 'a description', shown(description)));
  }
  if (targets.length === 0 && !WITHOUT_QUERY.has(type)) problems.push(fault('no-targets', 'a query', 'none'));
  if (!fieldConfig?.defaults.unit && !WITHOUT_UNIT.has(type))
    problems.push(fault('unit', 'a unit', shown(fieldConfig?.defaults.unit)));
  if (REDUCING.has(type) && !(options?.reduceOptions?.calcs?.length > 0))
    problems.push(
      fault('reduce-calcs', 'a reducer such as lastNotNull', shown(options?.reduceOptions?.calcs)),
    );
  if (type === 'geomap' && options?.tooltip?.mode !== 'details')
    problems.push(fault('geomap-tooltip', 'the mode "details"', shown(options?.tooltip?.mode)));

  const refIds = targets.map(refIdOf);
  for (const refId of repeated(refIds))
    problems.push(fault('ref-id', 'each refId once', `${shown(refId)} twice`));

  const sources = [datasource?.uid, ...targets.map(sourceOf)];
  for (const uid of new Set(sources)) {
    if (uid === undefined || dataSourceUids.includes(uid) || BUILT_IN_SOURCES.has(uid)) continue;
    problems.push(fault('datasource', `the data source ${dataSourceUids.join(' or ')}`, shown(uid)));
  }
  for (const target of targets) {
    if (isInfluxQuery(target) && target.datasource?.uid === undefined)
      problems.push(fault('datasource', `the data source ${dataSourceUids.join(' or ')}`, 'none'));
  }

  for (const query of queriesOf(panel)) {
    problems.push(...lintQuery(`${where}: query ${query.refId}`, query.query, variableNames));
    problems.push(...lintShape(where, panel, query));
  }
  const texts = [title, description, ...links.map(({ url }) => url), ...dataLinksOf(panel)];
  for (const text of texts) {
    const { unresolved } = interpolate(
      text ?? '',
      variableNames.map((name) => ({ name, value: 'x' })),
    );
    // A format of a link is the front end's: only a name that nobody knows is a fault here.
    for (const name of unresolved.filter((name) => !name.includes(':')))
      problems.push(fault('unresolved', 'a variable of the dashboard', `"${name}" in ${shown(text)}`));
  }
  return problems;
}

/** What is drawn in the order of a map of the server: another one at every refresh. */
function lintShape(
  where: string,
  { transformations = [] }: Panel,
  { refId, query, resultFormat, alias }: ReturnType<typeof queriesOf>[number],
): readonly Problem[] {
  const fault = faultsOf(`${where}: query ${refId}`);
  const { groupTags } = readQuery(query);
  if (resultFormat === 'time_series' && groupTags.length > 0 && !alias)
    return [fault('alias', `an alias for ${groupTags.join(', ')}`, 'none')];
  const isOrdered = transformations.some(({ id, disabled }) => id === 'organize' && !disabled);
  const isTable = resultFormat === 'table';
  if (isTable && (groupTags.length > 1 || groupTags.includes('*')) && !isOrdered)
    return [fault('table-order', 'the transformation organize: tags come in any order', 'none')];
  return [];
}

/** Addresses that a value or a series leads to. */
export function dataLinksOf({ fieldConfig, options }: Panel): readonly string[] {
  const ofField = fieldConfig?.defaults.links ?? [];
  const ofOverrides = (fieldConfig?.overrides ?? []).flatMap(({ properties }) =>
    properties
      .filter(({ id, value }) => id === 'links' && Array.isArray(value))
      .flatMap(({ value }) => value),
  );
  const ofOptions = Array.isArray(options?.dataLinks) ? options.dataLinks : [];
  return [...ofField, ...ofOverrides, ...ofOptions].flatMap(({ url }: { url?: unknown }) =>
    typeof url === 'string' ? [url] : [],
  );
}

// The SDK's type of a query says nothing of what every query has.
const sourceOf = (target: { datasource?: { uid?: string } } | object): string | undefined =>
  'datasource' in target ? target.datasource?.uid : undefined;

const refIdOf = (target: { refId?: string } | object): string | undefined =>
  'refId' in target ? target.refId : undefined;

export const repeated = <Value>(values: readonly Value[]): readonly Value[] => [
  ...new Set(values.filter((value, place) => values.indexOf(value) !== place)),
];
