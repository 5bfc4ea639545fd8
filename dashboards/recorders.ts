import { readRetentionMs } from '../config/contract-terms/read-retention.ts';
import { days, minutes } from '../core/time/units.ts';
import { EVERY_INTERVAL, namesOf, select } from '../grafana/influxql/select.ts';
import { buildDashboard } from './components/dashboard.ts';
import { CLICKED, KEPT, opens, UIDS } from './components/links.ts';
import { graph, tile } from './components/panels.ts';
import { at, countRow } from './components/place.ts';
import { lowerIsWorse } from './components/steps.ts';
import { table } from './components/table-panel.ts';
import { nameVariable } from './components/variables.ts';
import { annotations } from './panels/annotations.ts';
import { reachTile, recordersTile } from './panels/count-tiles.ts';
import { NOT_WELL, notWellColumns } from './panels/fleet-panels.ts';
import { countsOverTime } from './queries/fleet.ts';
import type { Context } from './scope/context.ts';
import { counts, type Scope } from './scope/scope.ts';

const { from, tag, field, isVariable } = namesOf('recorder');

/** Do recorders record, is there room, and how far back do recordings reach? */
export function buildRecorders(context: Context) {
  const { title, description } = context.texts.dashboards.recorders;
  const here = [isVariable('district', 'district')];
  const scope: Scope = { series: 'fleetDistrict', where: here };
  return buildDashboard(context, {
    uid: UIDS.recorders,
    title,
    description,
    from: 'now-6h',
    variables: [nameVariable(context, 'district', context.names.districts, 'all')],
    annotations: annotations(context, {
      outages: [namesOf('event').is('kind', 'nvr'), ...here],
      maintenance: here,
    }),
    panels: [
      ...countRow(recordersTile(context, scope), reachTile(context, scope), ...sumTiles(context, here)),
      at(10, [0, 6, 24, 11], recordersTable(context, here)),
      at(11, [0, 17, 12, 8], recordersOverTime(context, scope)),
      at(12, [12, 17, 12, 8], channelsOverTime(context, here)),
    ],
  });
}

const recordings = namesOf('recordings');
type Said = Parameters<typeof recordings.field>[0];
/** What each agency and district has of its recorders; added up every five minutes. */
const OF_EACH = [recordings.tag('agency'), recordings.tag('district')];
const ADDED_UP_EVERY = '5m';

/** What recorders said last within a quarter of an hour, added up. */
function sumTiles(context: Context, where: readonly string[]) {
  // Each with its own fields, and the others from the point of the first: a query within is read anew, with all of its
  // columns, for every column that is asked of it.
  const sums = (columns: Readonly<Record<string, string>>, of: Readonly<Record<string, Said>>) =>
    select({
      columns,
      from: select({
        columns: Object.fromEntries(
          Object.entries(of).map(([name, one], place) => [
            name,
            place === 0 ? `last(${recordings.field(one)})` : recordings.field(one),
          ]),
        ),
        from: recordings.from,
        where,
        groupBy: OF_EACH,
      }),
    });
  return [
    tile(context, {
      name: 'disksFailed',
      query: sums(
        { disksFailed: 'sum("disksFailed")', disks: 'sum("disks")' },
        { disksFailed: 'disks_failed', disks: 'disks' },
      ),
      columns: [
        { column: 'disksFailed', unit: 'disks' },
        { column: 'disks', unit: 'disks' },
      ],
      within: '15m',
    }),
    tile(context, {
      name: 'channelsLost',
      query: sums(
        { channelsLost: 'sum("channelsLost")', channels: 'sum("channels")' },
        { channelsLost: 'channels_lost', channels: 'channels' },
      ),
      columns: [
        { column: 'channelsLost', unit: 'channels' },
        { column: 'channels', unit: 'channels' },
      ],
      within: '15m',
    }),
    tile(context, {
      name: 'shortestRetention',
      query: sums({ oldest: `min("oldest") / ${days(1)}` }, { oldest: 'oldest_age_ms' }),
      columns: [{ column: 'oldest', steps: retentionSteps(context) }],
      within: '15m',
    }),
  ];
}

function recordersTable(context: Context, where: readonly string[]) {
  return table(context, {
    name: 'recordersTable',
    query: select({
      columns: {
        recording: `${field('up')} - ${field('degraded')} * 0.5`,
        oldest: `${field('oldest_age_ms')} / ${days(1)}`,
        disksFailed: field('disks_failed'),
        disks: field('disks'),
        free: field('free_ratio'),
        channelsLost: field('channels_lost'),
        channels: field('channels'),
        reason: field('reason'),
        device: tag('device'),
        district: tag('district'),
        area: tag('area'),
      },
      from,
      where,
    }),
    grouped: {
      by: ['device', 'district', 'area'],
      figures: {
        recording: 'last',
        reason: 'last',
        oldest: 'last',
        disksFailed: 'last',
        disks: 'last',
        free: 'last',
        channelsLost: 'last',
        channels: 'last',
      },
    },
    columns: [
      {
        column: 'device',
        opens: opens(context, { to: 'device', with: { district: KEPT, device: CLICKED } }),
      },
      'district',
      'area',
      'recording',
      'reason',
      { column: 'oldest', steps: retentionSteps(context) },
      'disksFailed',
      'disks',
      'free',
      'channelsLost',
      'channels',
    ],
    worstFirst: 'recording',
    descending: false,
    within: withinAPoll(context),
  });
}

/** As long as the slowest poll of recorders may take with one that is late, and no longer: all its points are read. */
function withinAPoll({ city: { settings } }: Context): string {
  const polls = Object.values(settings.profiles).map(({ recording }) => recording?.intervalMs ?? 0);
  return `${Math.ceil((Math.max(...polls, minutes(2)) * 1.5) / minutes(1))}m`;
}

function recordersOverTime(context: Context, scope: Scope) {
  return graph(context, {
    name: 'recordersOverTime',
    queries: [{ query: countsOverTime(counts(scope, ['nvr'], 'recording'), NOT_WELL), alias: '$col' }],
    unit: `suffix:${context.texts.units.recorders}`,
    // Of every district in every bar.
    interval: '5m',
    columns: notWellColumns('recorders'),
    stacked: true,
    bars: true,
  });
}

function channelsOverTime(context: Context, where: readonly string[]) {
  const each = select({
    columns: { lost: `last(${recordings.field('channels_lost')})` },
    from: recordings.from,
    where,
    groupBy: [EVERY_INTERVAL, ...OF_EACH],
    fill: 'none',
  });
  const query = select({
    columns: { channelsLost: 'sum("lost")' },
    from: each,
    where: ['$timeFilter'],
    groupBy: [EVERY_INTERVAL],
    fill: 'null',
  });
  return graph(context, {
    name: 'channelsOverTime',
    queries: [{ query, alias: '$col' }],
    unit: `suffix:${context.texts.units.channels}`,
    columns: [{ column: 'channelsLost', unit: 'channels' }],
    bars: true,
    interval: ADDED_UP_EVERY,
  });
}

/** In days: red where no contract or profile would be content, orange where the strictest would not. */
function retentionSteps({ city: { inventory, settings } }: Context) {
  const wanted = [
    ...[...inventory.contracts.values()].map((contract) => readRetentionMs(contract)),
    ...Object.values(settings.profiles).map(({ recording }) => recording?.retentionMs),
  ].filter((ms) => typeof ms === 'number');
  const warn = Math.max(...wanted, days(1));
  return lowerIsWorse({ warn: warn / days(1), bad: Math.min(warn, ...wanted) / days(1) });
}
