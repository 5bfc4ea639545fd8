import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  type AnnotationQuery,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  RowBuilder,
  TimePickerBuilder,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Context } from '../scope/context.ts';
import { CITY_TAG, otherDashboards } from './links.ts';
import type { PlacedPanel } from './place.ts';

export interface DashboardParts {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly panels: readonly PlacedPanel[];
  /** Below all others, closed at first. */
  readonly row?: {
    readonly title: string;
    readonly id: number;
    readonly y: number;
    readonly panels: readonly PlacedPanel[];
  };
  readonly variables?: readonly Builder<VariableModel>[];
  readonly annotations?: readonly Builder<AnnotationQuery>[];
  readonly from: string;
  readonly to?: string;
  readonly refresh?: string;
  readonly tags?: readonly string[];
}

export type NamedDashboard = Dashboard & { readonly uid: string; readonly title: string };

/** A dashboard that nobody edits by hand, in the city's time zone; plain data, the same for the same parts. */
export function buildDashboard(context: Context, parts: DashboardParts): NamedDashboard {
  const { uid, title, description, panels, row, variables = [], from, to = 'now', refresh = '1m' } = parts;
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags([...(parts.tags ?? [CITY_TAG])])
    .readonly()
    .tooltip(DashboardCursorSync.Crosshair)
    .timezone(context.city.settings.city.timeZone)
    .time({ from, to })
    .timepicker(new TimePickerBuilder().refreshIntervals(['30s', '1m', '5m', '15m', '1h']))
    .weekStart('monday')
    .refresh(refresh)
    .variables([...variables])
    .annotations([...(parts.annotations ?? [])])
    .link(otherDashboards(context));
  for (const panel of panels) builder.withPanel(panel);
  if (row) {
    const inside = new RowBuilder(row.title).id(row.id).gridPos({ x: 0, y: row.y, w: 24, h: 1 });
    for (const panel of row.panels) inside.withPanel(panel);
    builder.withRow(inside);
  }
  return { ...plain(builder.build()), uid, title };
}

/** Without the functions that the SDK leaves in queries. */
function plain(dashboard: Dashboard): Dashboard {
  return JSON.parse(JSON.stringify(dashboard));
}
