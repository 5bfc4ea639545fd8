import { InfluxQL } from '../../grafana/influxql/influxql-query.ts';
import type { Select } from '../../grafana/influxql/select.ts';
import { type MeasuredAt, sourcesOf } from '../../grafana/measured-at.ts';
import type { Context } from '../scope/context.ts';

export interface GraphQuery {
  readonly query: Select;
  /** `$col`, `$tag_device`. */
  readonly alias: string;
}

/** The data sources that have something for a query. */
export const sourcesFor = ({ sources, measured, texts }: Context, query: Select): readonly MeasuredAt[] =>
  sourcesOf(query, sources, measured, texts.centre);

/** Those whose names stand beside what they answer: two sums would be called the same. */
export function toldApart(context: Context, query: Select): readonly MeasuredAt[] {
  const sources = sourcesFor(context, query);
  return sources.length > 1 && !context.isOfOne ? sources : [];
}

/** What a column is called that comes from one of several. */
export const nameAt = (name: string, source: MeasuredAt): string => `${name} · ${source.name}`;

/** Each query once for each data source that has something for it. */
export function targetsOf(context: Context, queries: readonly GraphQuery[]): InfluxQL[] {
  return queries
    .flatMap(({ query, alias }) => {
      const isApart = toldApart(context, query).length > 0 && !alias.includes('$tag_');
      return sourcesFor(context, query).map((source) =>
        new InfluxQL(query, source.uid).alias(isApart ? nameAt(alias, source) : alias),
      );
    })
    .map((target, place) => target.refId(refIdOf(place)));
}

export const tableTargetsOf = (context: Context, query: Select): InfluxQL[] =>
  sourcesFor(context, query).map((source, place) =>
    new InfluxQL(query, source.uid).refId(refIdOf(place)).table(),
  );

const REF_IDS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const refIdOf = (place: number): string => REF_IDS[place] ?? `Q${place}`;

/** Of a panel that asks these: several data sources are Grafana's own mixed one. */
export function dataSourceOf(targets: readonly InfluxQL[]): { readonly type: string; readonly uid: string } {
  const uids = new Set(targets.map((target) => target.build().datasource.uid));
  const [uid = ''] = uids;
  return uids.size > 1 ? { type: 'datasource', uid: '-- Mixed --' } : { type: 'influxdb', uid };
}
