import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  AnnotationEventFieldMappingBuilder,
  AnnotationEventFieldSource,
  type AnnotationQuery,
  AnnotationQueryBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { InfluxQL } from '../../grafana/influxql/influxql-query.ts';
import type { Select } from '../../grafana/influxql/select.ts';
import { SERIES_COLOURS, STATE_COLOURS } from '../components/colours.ts';
import { type LooksBack, maintenanceMarks, outageMarks } from '../queries/events.ts';
import type { Context } from '../scope/context.ts';

export interface MarkScope {
  /** Of which outages: a city would be all marks. Absent: of none. */
  readonly outages?: readonly string[];
  readonly looksBack?: LooksBack;
  /** Of which planned work. */
  readonly maintenance: readonly string[];
}

/** Planned work, and outages where some are asked for, on every chart of a dashboard. */
export function annotations(
  context: Context,
  { outages, maintenance, looksBack = 'weeks' }: MarkScope,
): Builder<AnnotationQuery>[] {
  return [
    ...(outages
      ? [
          annotation(
            context,
            context.texts.annotations.outages,
            outageMarks(outages, looksBack),
            STATE_COLOURS.down,
          ),
        ]
      : []),
    annotation(
      context,
      context.texts.annotations.maintenance,
      maintenanceMarks(maintenance),
      SERIES_COLOURS[2],
    ),
  ];
}

function annotation(
  { sources: { dataSourceUid } }: Context,
  name: string,
  query: Select,
  colour: string,
): Builder<AnnotationQuery> {
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource({ type: 'influxdb', uid: dataSourceUid })
    .enable(true)
    .iconColor(colour)
    .target({
      build: () => ({
        ...new InfluxQL(query, dataSourceUid).table().refId('Anno').build(),
        ...READ_BY_COLUMN,
      }),
    })
    .mappings({ text: field('text'), timeEnd: field('timeEnd') });
}

/** How the data source itself reads annotations, in the versions that do not leave it to Grafana's mappings. */
const READ_BY_COLUMN = {
  fromAnnotations: true,
  textColumn: 'text',
  timeEndColumn: 'timeEnd',
  titleColumn: '',
  tagsColumn: '',
} as const;

const field = (name: string) =>
  new AnnotationEventFieldMappingBuilder().source(AnnotationEventFieldSource.Field).value(name);
