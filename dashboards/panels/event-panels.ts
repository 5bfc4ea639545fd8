import type { Indicator } from '../../core/domain/state.ts';
import type { Opens } from '../components/columns.ts';
import type { Drilldown } from '../components/links.ts';
import { opens } from '../components/links.ts';
import { JUST_NOW, timeline } from '../components/panels.ts';
import { type TableOptions, table } from '../components/table-panel.ts';
import { namesOfColumns } from '../components/transformations.ts';
import {
  changes,
  downNow,
  latestOutages,
  notWell,
  stateLines,
  upstreamOnly,
  wrongNow,
} from '../queries/events.ts';
import type { Context } from '../scope/context.ts';
import type { PanelName } from '../texts/texts.ts';

export interface DownOptions {
  readonly name: PanelName;
  readonly indicators: readonly Indicator[];
  readonly where: readonly string[];
  readonly places: readonly ('district' | 'area')[];
  readonly placeOpens?: Drilldown;
  /** Where there is too little room for every column. */
  readonly leaveOut?: 'kind' | 'kind and reason';
  /** What the id of a row opens: it may be that of a device or of a link. */
  readonly idOpens?: Opens | readonly Opens[];
  /** Whom to call stands in the row. */
  readonly withCall?: boolean;
}

/** The name has what is left. */
const PLACE_WIDTH = 165;

const OUTAGE_COLUMNS = ['title', 'id', 'kind', 'indicator', 'reason', 'district', 'area'] as const;
const TROUBLE_COLUMNS = [...OUTAGE_COLUMNS, 'state', 'call'] as const;

/** What is down now, since when and why, the latest first. */
export function downTable(context: Context, { indicators, where, ...shown }: DownOptions) {
  const end = context.texts.nothingElse.down;
  const columns = outageColumns(context, { indicators, end, ...shown });
  return table(context, {
    name: shown.name,
    query: downNow(indicators, where),
    columns: ['since', ...columns],
    hidden: othersThan(TROUBLE_COLUMNS, columns),
    worstFirst: 'since',
    within: JUST_NOW,
  });
}

/** What broke within a while, also where it is well again: each once, the latest first. */
export function latestOutagesTable(
  context: Context,
  { within, ...shown }: Omit<DownOptions, 'indicators' | 'where'> & { readonly within: string },
) {
  const columns = outageColumns(context, { indicators: ['reach'], ...shown });
  return table(context, {
    name: shown.name,
    query: latestOutages(),
    grouped: {
      by: ['kind', 'id'],
      figures: {
        Time: 'first',
        title: 'first',
        reason: 'first',
        indicator: 'first',
        district: 'first',
        area: 'first',
      },
    },
    columns: ['Time', ...columns],
    hidden: othersThan(OUTAGE_COLUMNS, columns),
    worstFirst: 'Time',
    within,
  }).noValue(context.texts.noneRecorded);
}

/** What answers and is not as it should be: no picture, no recording, no access. */
export function notWellTable(
  context: Context,
  { where, ...shown }: Omit<DownOptions, 'indicators' | 'leaveOut'>,
) {
  const end = context.texts.nothingElse.notWell;
  const columns = outageColumns(context, {
    ...{ indicators: ['stream', 'recording'], leaveOut: 'kind', end },
    ...shown,
  });
  return table(context, {
    name: shown.name,
    query: notWell(where),
    columns: ['since', ...columns],
    hidden: othersThan(TROUBLE_COLUMNS, columns),
    worstFirst: 'since',
    within: JUST_NOW,
  });
}

/** Of a table of outages, after the time. */
function outageColumns(
  context: Context,
  {
    indicators,
    places,
    placeOpens,
    idOpens,
    leaveOut,
    withCall,
    end,
  }: Omit<DownOptions, 'name' | 'where'> & {
    /** Said in the row that ends them. */
    readonly end?: string;
  },
): TableOptions['columns'] {
  const placed: TableOptions['columns'] = places.map((column, index) =>
    index === 0 && placeOpens
      ? { column, width: PLACE_WIDTH, opens: opens(context, placeOpens) }
      : { column, width: PLACE_WIDTH },
  );
  return [
    ...(leaveOut === undefined ? (['kind'] as const) : []),
    ...(indicators.length > 1 ? (['indicator'] as const) : []),
    end === undefined ? 'title' : { column: 'title', nothing: end },
    ...(leaveOut === 'kind and reason' ? [] : (['reason'] as const)),
    ...placed,
    ...(withCall ? (['call'] as const) : []),
    ...(idOpens ? [{ column: 'id', opens: idOpens } as const] : []),
  ];
}

/** What others hang on and is down, within a place: most outages begin here. */
export function networkDownTable(
  context: Context,
  { where, idOpens }: Pick<DownOptions, 'where' | 'idOpens'>,
) {
  return downTable(context, {
    name: 'networkDown',
    indicators: ['reach'],
    where: [upstreamOnly, ...where],
    places: ['area'],
    leaveOut: 'kind',
    withCall: true,
    ...(idOpens && { idOpens }),
  });
}

/** What is wrong with one device now: since when, why, and whom to call. */
export function deviceTroubleTable(context: Context, where: readonly string[]) {
  const columns: TableOptions['columns'] = [
    'indicator',
    'state',
    'since',
    'reason',
    'call',
    { column: 'title', nothing: context.texts.nothingElse.notWell },
    'id',
  ];
  return table(context, {
    name: 'deviceTrouble',
    query: wrongNow(where),
    columns,
    hidden: othersThan(TROUBLE_COLUMNS, columns),
    worstFirst: 'since',
    within: JUST_NOW,
  });
}

function othersThan(columns: readonly string[], shown: TableOptions['columns']): readonly string[] {
  const names: readonly string[] = namesOfColumns(shown);
  return columns.filter((column) => !names.includes(column));
}

export interface ChangesOptions {
  readonly name: PanelName;
  readonly where: readonly string[];
  readonly columns: TableOptions['columns'];
  readonly limit: number;
  readonly within?: string;
}

const CHANGE_COLUMNS = ['title', 'id', 'kind', 'indicator', 'state', 'reason', 'district', 'area'] as const;

/** Changes of state, the newest first. */
export function changesTable(context: Context, { name, where, columns, limit, within }: ChangesOptions) {
  return table(context, {
    name,
    query: changes(where, limit),
    columns,
    hidden: othersThan(CHANGE_COLUMNS, columns),
    ...(within && { within }),
  }).noValue(context.texts.noneRecorded);
}

const MOST_LINES = 20;

/** States over time of what changed in the range. */
export function changedTimeline(context: Context, name: PanelName, where: readonly string[]) {
  return timeline(context, name, {
    query: stateLines(where, 'entity', MOST_LINES),
    alias: '$tag_entity',
  })
    .noValue(context.texts.noneRecorded)
    .withTransformation({
      id: 'renameByRegex',
      options: { regex: '^(device|link):(.*)$', renamePattern: '$2' },
    });
}
