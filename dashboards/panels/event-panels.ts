import type { Context } from '../context.ts';
import type { Drilldown } from '../house/links.ts';
import { opens } from '../house/links.ts';
import { timeline } from '../house/panels.ts';
import { type TableOptions, table } from '../house/table-panel.ts';
import { changes, downNow, stateLines } from '../queries/events.ts';
import type { PanelName } from '../texts/texts.ts';

/** An outage that began before is not listed. */
export const OUTAGES_OF = '30d';

export interface DownOptions {
  readonly name: PanelName;
  readonly where: readonly string[];
  readonly places: readonly ('district' | 'area')[];
  readonly placeOpens?: Drilldown;
}

/** What is down now, since when and why, the latest first. */
export function downTable(context: Context, { name, where, places, placeOpens }: DownOptions) {
  const placed: TableOptions['columns'] = places.map((column, index) =>
    index === 0 && placeOpens ? { column, opens: opens(context, placeOpens) } : column,
  );
  return table(context, {
    name,
    query: downNow(where),
    columns: ['Time', 'kind', 'title', 'reason', ...placed],
    hidden: ['entity', ...(['district', 'area'] as const).filter((place) => !places.includes(place))],
    within: OUTAGES_OF,
  });
}

export interface ChangesOptions {
  readonly name: PanelName;
  readonly where: readonly string[];
  readonly columns: TableOptions['columns'];
  readonly limit: number;
  readonly within?: string;
}

const CHANGE_COLUMNS = ['title', 'kind', 'indicator', 'state', 'reason', 'district', 'area'] as const;

/** Changes of state, the newest first. */
export function changesTable(context: Context, { name, where, columns, limit, within }: ChangesOptions) {
  const shown = columns.map((one) => (typeof one === 'string' ? one : one.column));
  return table(context, {
    name,
    query: changes(where, limit),
    columns,
    hidden: CHANGE_COLUMNS.filter((column) => !shown.includes(column)),
    ...(within && { within }),
  });
}

const MOST_LINES = 30;

/** States over time of what changed in the range. */
export function changedTimeline(context: Context, name: PanelName, where: readonly string[]) {
  return timeline(context, name, {
    query: stateLines(where, 'entity', MOST_LINES),
    alias: '$tag_entity',
  }).withTransformation({
    id: 'renameByRegex',
    options: { regex: '^(device|link):(.*)$', renamePattern: '$2' },
  });
}
