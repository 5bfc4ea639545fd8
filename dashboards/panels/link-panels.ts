import { namesOf } from '../../grafana/influxql/select.ts';
import type { Opens } from '../components/columns.ts';
import { graph, tile } from '../components/panels.ts';
import { at, type PlacedPanel } from '../components/place.ts';
import { higherIsWorse } from '../components/steps.ts';
import { table } from '../components/table-panel.ts';
import type { Figure } from '../components/transformations.ts';
import { overTime } from '../queries/devices.ts';
import { daysAbove, linkCounts, linkFaults, linkFigures, linkSourceOf } from '../queries/links.ts';
import type { Context } from '../scope/context.ts';

const { isVariable, field } = namesOf('traffic');
const mean = (name: Parameters<typeof field>[0]) => `mean(${field(name)})`;

const fullness = ({ city }: Context) => {
  const { saturatedRatio } = city.settings.findings;
  return higherIsWorse({ warn: saturatedRatio * 0.8, bad: saturatedRatio });
};

const sourceOf = ({ city }: Context) => linkSourceOf(city.inventory.links.size);

/** A day stands at its beginning, which a range of hours would miss. */
const daysShown = (context: Context) => (sourceOf(context) === 'days' ? { within: TODAY_AND_YESTERDAY } : {});
const TODAY_AND_YESTERDAY = '2d';

/** What is asked by the day is made one row a link on the page. */
const ofDays = (context: Context, figures: Readonly<Record<string, Figure>>) =>
  sourceOf(context) === 'days' ? { grouped: { by: ['link', 'district'], figures } } : {};

export function linkTiles(context: Context, where: readonly string[]) {
  const ratio = context.city.settings.findings.saturatedRatio;
  const ask = (...columns: Parameters<typeof linkCounts>[0]) =>
    linkCounts(columns, sourceOf(context), where, ratio);
  const steps = fullness(context);
  return [
    tile(context, {
      name: 'linksSaturated',
      ...daysShown(context),
      query: ask('overIn', 'overOut'),
      columns: ['overIn', 'overOut'],
    }),
    tile(context, {
      name: 'linksFullest',
      ...daysShown(context),
      query: ask('p95In', 'p95Out'),
      columns: [
        { column: 'p95In', steps },
        { column: 'p95Out', steps },
      ],
    }),
    tile(context, {
      name: 'linksErrors',
      ...daysShown(context),
      query: linkFaults(sourceOf(context), where),
      columns: ['errors', 'discards'],
    }),
    tile(context, {
      name: 'linksMeasured',
      ...daysShown(context),
      query: ask('links'),
      columns: ['links'],
    }),
  ];
}

/** Links by their P95, the fullest first. */
export function worstLinks(context: Context, where: readonly string[], linkOpens: Opens) {
  const steps = fullness(context);
  return table(context, {
    name: 'linksFullestFirst',
    ...daysShown(context),
    query: linkFigures(sourceOf(context), where),
    ...ofDays(context, {
      p95In: 'max',
      p95Out: 'max',
      peakIn: 'max',
      peakOut: 'max',
      errors: 'sum',
      discards: 'sum',
    }),
    columns: [
      { column: 'link', opens: linkOpens },
      'district',
      { column: 'p95In', steps },
      { column: 'p95Out', steps },
      { column: 'peakIn', steps },
      { column: 'peakOut', steps },
      'errors',
      'discards',
    ],
    worstFirst: 'p95In',
    rows: 50,
  });
}

/** Days of the last seven on which a link was fuller than the rule allows. */
export function saturatedTable(context: Context, where: readonly string[], linkOpens: Opens) {
  const { findings, city } = context.city.settings;
  return table(context, {
    name: 'linksSevenDays',
    query: daysAbove(sourceOf(context), where, { ratio: findings.saturatedRatio, timeZone: city.timeZone }),
    ...ofDays(context, { daysIn: 'sum', daysOut: 'sum', p95In: 'max', p95Out: 'max' }),
    columns: [
      { column: 'link', opens: linkOpens },
      'daysIn',
      'daysOut',
      ...(sourceOf(context) === 'days' ? [] : (['days'] as const)),
      'p95In',
      'p95Out',
    ],
    hidden: ['district'],
    worstFirst: 'daysIn',
    rows: 50,
    within: '7d',
  });
}

const FAULTS = ['inErrors', 'outErrors', 'inDiscards', 'outDiscards'] as const;

/** The link that was chosen. */
export function linkCharts(
  around: Context,
  { firstId, y }: { readonly firstId: number; readonly y: number },
): readonly PlacedPanel[] {
  const context = { ...around, isOfOne: true };
  const here = [isVariable('link', 'link')];
  const rate = overTime(
    'traffic',
    {
      in: mean('in_bps'),
      out: mean('out_bps'),
      capacity: `${mean('in_bps')} / ${mean('in_util_ratio')}`,
    },
    here,
  );
  const share = overTime('traffic', { inUtil: mean('in_util_ratio'), outUtil: mean('out_util_ratio') }, here);
  const faults = overTime(
    'traffic',
    {
      inErrors: `sum(${field('in_errors')})`,
      outErrors: `sum(${field('out_errors')})`,
      inDiscards: `sum(${field('in_discards')})`,
      outDiscards: `sum(${field('out_discards')})`,
    },
    here,
  );
  return [
    at(
      firstId,
      [0, y, 8, 9],
      graph(context, {
        name: 'linkRate',
        queries: [{ query: rate, alias: '$col' }],
        unit: 'bps',
        columns: ['in', 'out', 'capacity'],
        interval: '1m',
      }),
    ),
    at(
      firstId + 1,
      [8, y, 8, 9],
      graph(context, {
        name: 'linkShare',
        queries: [{ query: share, alias: '$col' }],
        unit: 'percentunit',
        columns: ['inUtil', 'outUtil'],
        interval: '1m',
        limit: context.city.settings.findings.saturatedRatio,
      }),
    ),
    at(
      firstId + 2,
      [16, y, 8, 9],
      graph(context, {
        name: 'linkFaults',
        queries: [{ query: faults, alias: '$col' }],
        unit: `suffix:${context.texts.units.packets}`,
        columns: FAULTS.map((column) => ({ column, unit: 'packets' })),
        bars: true,
        interval: '5m',
      }),
    ),
  ];
}
