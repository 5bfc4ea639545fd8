import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { Select } from './select.ts';

/** A query of Grafana's InfluxDB data source, as it stands in a panel, a variable's annotation or a rule. */
export interface InfluxQLQuery extends Dataquery {
  refId: string;
  datasource: { type: 'influxdb'; uid: string };
  query: string;
  rawQuery: true;
  resultFormat: 'time_series' | 'table';
  alias?: string;
  hide?: boolean;
  intervalMs?: number;
  maxDataPoints?: number;
}

/** Frames of a rule are not thinned out. */
const MOST_POINTS = 43_200;

/** Builds a query: the SDK has no builder for InfluxDB. */
export class InfluxQL implements Builder<InfluxQLQuery> {
  readonly #query: InfluxQLQuery;

  constructor(query: Select, dataSourceUid: string) {
    this.#query = {
      refId: 'A',
      datasource: { type: 'influxdb', uid: dataSourceUid },
      query,
      rawQuery: true,
      resultFormat: 'time_series',
      _implementsDataqueryVariant: () => undefined,
    };
  }

  refId(refId: string): this {
    this.#query.refId = refId;
    return this;
  }

  /** Name of a series: `$tag_district`, `$col`. Without one Grafana takes the tags in an order of its own. */
  alias(alias: string): this {
    this.#query.alias = alias;
    return this;
  }

  table(): this {
    this.#query.resultFormat = 'table';
    return this;
  }

  /** In a rule `$__interval` would be a second. */
  every(intervalMs: number): this {
    this.#query.intervalMs = intervalMs;
    this.#query.maxDataPoints = MOST_POINTS;
    return this;
  }

  build(): InfluxQLQuery {
    return { ...this.#query };
  }
}
