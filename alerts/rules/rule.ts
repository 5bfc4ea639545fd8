import { QueryBuilder, RuleBuilder } from '@grafana/grafana-foundation-sdk/alerting';
import { TypeMathBuilder, TypeReduceBuilder } from '@grafana/grafana-foundation-sdk/expr';
import { formatDurationMs, minutes } from '../../core/time/units.ts';
import { InfluxQL } from '../../grafana/influxql/influxql-query.ts';
import type { Select } from '../../grafana/influxql/select.ts';

/** A number per place (or link, collector, contractor): a query and how its points become one. */
export interface RuleValue {
  readonly query: Select;
  readonly rangeMs: number;
  /** Width of a bucket, where the query has any. */
  readonly everyMs?: number;
  readonly reducer?: 'last' | 'min' | 'sum';
}

/**
 * How often a rule is asked: a group each. What camwatch cannot tell stands alone, so that no slow query of another
 * rule is waited for.
 */
export const GROUPS = {
  'camwatch-collector': minutes(1),
  'camwatch-state': minutes(1),
  'camwatch-quality': minutes(5),
  'camwatch-trend': minutes(15),
} as const;
export type GroupName = keyof typeof GROUPS;

export interface AlertRule {
  /** At most 40 characters: it stays for good. */
  readonly uid: string;
  readonly group: GroupName;
  readonly title: string;
  /** One line for people, with labels and values. */
  readonly summary: string;
  /** What to do. */
  readonly description: string;
  readonly severity: 'critical' | 'warning' | 'info';
  /** `page`: camwatch cannot tell it itself; `none`: its own incidents tell, and Grafana shows. */
  readonly notify: 'page' | 'none';
  readonly dashboardUid: string;
  /** By name; `$NAME` in `firesWhen` and `$values.NAME` in texts. */
  readonly values: Readonly<Record<string, RuleValue>>;
  readonly firesWhen: string;
  readonly forMs: number;
  readonly keepFiringForMs: number;
  /** Asked of the record alone, though collectors write a series of the name as well. */
  readonly asks?: 'record';
  /** Where the query answers with nothing at all: as it was, since the freshness rule tells that. */
  readonly noData?: 'KeepLast' | 'Alerting';
  readonly onError?: 'KeepLast' | 'Alerting';
}

/** Folder of all rules. */
export const RULES_FOLDER_UID = 'camwatch-alerts';
const CONDITION = 'FIRES';
const EXPRESSIONS = { type: '__expr__', uid: '__expr__' } as const;
/** Evaluations without a series after which its alert resolves: a district that was handed over. */
const MISSING_EVALUATIONS = 3;

export function buildRule(rule: AlertRule, dataSourceUid: string): RuleBuilder {
  return new RuleBuilder(rule.title)
    .uid(rule.uid)
    .folderUID(RULES_FOLDER_UID)
    .ruleGroup(rule.group)
    .queries([
      ...Object.entries(rule.values).flatMap(([name, value]) => buildValue(name, value, dataSourceUid)),
      buildCondition(rule),
    ])
    .condition(CONDITION)
    .forDuration(textOf(rule.forMs))
    .keepFiringFor(textOf(rule.keepFiringForMs))
    .noDataState(rule.noData ?? 'KeepLast')
    .execErrState(rule.onError ?? 'KeepLast')
    .missingSeriesEvalsToResolve(MISSING_EVALUATIONS)
    .labels({ severity: rule.severity, notify: rule.notify, managed_by: 'camwatch' })
    .annotations({
      summary: rule.summary,
      description: rule.description,
      __dashboardUid__: rule.dashboardUid,
    });
}

/** Grafana knows no `0ms`. */
const textOf = (ms: number) => (ms === 0 ? '0s' : formatDurationMs(ms));

function buildValue(
  name: string,
  { query, rangeMs, everyMs = minutes(1), reducer = 'last' }: RuleValue,
  dataSourceUid: string,
): readonly QueryBuilder[] {
  const series = `${name}_SERIES`;
  const relativeTimeRange = { from: rangeMs / 1_000, to: 0 };
  return [
    new QueryBuilder(series)
      .datasourceUid(dataSourceUid)
      .relativeTimeRange(relativeTimeRange)
      .model(new InfluxQL(query, dataSourceUid).refId(series).every(everyMs)),
    new QueryBuilder(name)
      .datasourceUid(EXPRESSIONS.uid)
      .relativeTimeRange(relativeTimeRange)
      .model(
        new TypeReduceBuilder()
          .datasource(EXPRESSIONS)
          .refId(name)
          .expression(series)
          .reducer(reducer)
          .settings({ mode: 'dropNN' }),
      ),
  ];
}

function buildCondition({ values, firesWhen }: AlertRule): QueryBuilder {
  const longestMs = Math.max(...Object.values(values).map(({ rangeMs }) => rangeMs));
  return new QueryBuilder(CONDITION)
    .datasourceUid(EXPRESSIONS.uid)
    .relativeTimeRange({ from: longestMs / 1_000, to: 0 })
    .model(new TypeMathBuilder().datasource(EXPRESSIONS).refId(CONDITION).expression(firesWhen));
}
