import { EVERY_INTERVAL, namesOf, type Select, select } from '../grafana/influxql/select.ts';
import type { ColumnName } from './components/column-styles.ts';
import { buildDashboard } from './components/dashboard.ts';
import { UIDS } from './components/links.ts';
import { graph, JUST_NOW, tile } from './components/panels.ts';
import { at, tiles } from './components/place.ts';
import { annotations } from './panels/annotations.ts';
import { collectorsTable, seeingTile } from './panels/collector-panels.ts';
import { overTime } from './queries/devices.ts';
import { upstreamOnly } from './queries/events.ts';
import type { Context } from './scope/context.ts';
import type { PanelName } from './texts/texts.ts';

const { from, tag, field } = namesOf('collector');
const EACH = [tag('collector')];

type Field = Parameters<typeof field>[0];

/** Does camwatch itself measure everything, on time, and keep it? */
export function buildCollector(context: Context) {
  const { title, description } = context.texts.dashboards.collector;
  return buildDashboard(context, {
    uid: UIDS.collector,
    title,
    description,
    from: 'now-6h',
    annotations: annotations(context, { outages: [upstreamOnly], maintenance: [] }),
    panels: [
      ...tiles(
        seeingTile(context),
        nowTile(context, 'collectorLateness', 'lateness', 'lateness_ms'),
        nowTile(context, 'collectorQueue', 'queue', 'queue_bytes'),
        droppedTile(context),
        nowTile(context, 'collectorLag', 'lag', 'ledger_lag_ms'),
      ),
      at(10, [0, 4, 12, 7], collectorsTable(context)),
      at(11, [12, 4, 12, 7], level(context, 'collectorSight', 'seeing', 'min', 'none')),
      at(12, [0, 11, 8, 8], level(context, 'latenessOverTime', 'lateness_ms', 'max', 'ms')),
      at(
        13,
        [8, 11, 8, 8],
        rate(context, 'probesOverTime', 'probes', `suffix:${context.texts.units.probes}/s`),
      ),
      at(
        14,
        [16, 11, 8, 8],
        mishaps(context, 'lostOverTime', [
          ['shortfall', 'shortfall'],
          ['droppedReadings', 'dropped_readings'],
          ['badRounds', 'canary_bad_rounds'],
        ]),
      ),
      at(15, [0, 19, 8, 8], level(context, 'queueOverTime', 'queue_bytes', 'max', 'decbytes')),
      at(
        16,
        [8, 19, 8, 8],
        rate(context, 'writesOverTime', 'written_points', `suffix:${context.texts.units.points}/s`),
      ),
      at(
        17,
        [16, 19, 8, 8],
        mishaps(context, 'failuresOverTime', [
          ['failed', 'failed_writes'],
          ['dropped', 'dropped_points'],
        ]),
      ),
      at(18, [0, 27, 12, 8], level(context, 'lagOverTime', 'ledger_lag_ms', 'max', 'ms')),
      at(
        19,
        [12, 27, 12, 8],
        level(
          context,
          'pendingOverTime',
          'ledger_pending_batches',
          'max',
          `suffix:${context.texts.units.batches}`,
        ),
      ),
      at(20, [0, 35, 12, 8], level(context, 'incidentLagOverTime', 'incident_lag_ms', 'max', 'ms')),
      at(21, [12, 35, 12, 8], level(context, 'messageWaitOverTime', 'message_wait_ms', 'max', 'ms')),
    ],
  });
}

/** The worst of all collectors now. */
function nowTile(context: Context, name: PanelName, column: ColumnName, of: Field) {
  const each = select({ columns: { value: `last(${field(of)})` }, from, groupBy: EACH });
  return tile(context, {
    name,
    query: select({ columns: { [column]: 'max("value")' }, from: each }),
    columns: [column],
    within: JUST_NOW,
  });
}

/** What counters grew by in the range: they begin anew with the collector. */
function growth(of: Field, groupBy: readonly string[]): Select {
  return select({ columns: { grown: `non_negative_difference(${field(of)})` }, from, groupBy });
}

function droppedTile(context: Context) {
  return tile(context, {
    name: 'collectorDropped',
    query: select({ columns: { dropped: 'sum("grown")' }, from: growth('dropped_points', EACH) }),
    columns: [{ column: 'dropped', unit: 'points' }],
  });
}

/** A value of each collector over time. */
function level(context: Context, name: PanelName, of: Field, how: 'max' | 'min', unit: string) {
  return graph(context, {
    name,
    queries: [
      { query: overTime('collector', { value: `${how}(${field(of)})` }, [], EACH), alias: '$tag_collector' },
    ],
    unit,
    ...(of === 'seeing' && { most: 1 }),
  });
}

/** How fast a counter of each collector grows, a second. */
function rate(context: Context, name: PanelName, of: Field, unit: string) {
  const query = overTime('collector', { value: `non_negative_derivative(max(${field(of)}), 1s)` }, [], EACH);
  return graph(context, { name, queries: [{ query, alias: '$tag_collector' }], unit });
}

/** What should not happen, counted in each bucket, of all collectors. */
function mishaps(context: Context, name: PanelName, counters: readonly (readonly [ColumnName, Field])[]) {
  const columns = counters.map(([column]) => column);
  const differences = counters.map(
    ([column, of]) => [column, `non_negative_difference(max(${field(of)}))`] as const,
  );
  const each = overTime('collector', Object.fromEntries(differences), [], EACH);
  const query = select({
    columns: Object.fromEntries(columns.map((column) => [column, `sum("${column}")`])),
    from: each,
    where: ['$timeFilter'],
    groupBy: [EVERY_INTERVAL],
    fill: 'null',
  });
  return graph(context, {
    name,
    queries: [{ query, alias: '$col' }],
    unit: `suffix:${context.texts.units.times}`,
    columns: columns.map((column) => ({ column, unit: 'times' })),
    bars: true,
  });
}
