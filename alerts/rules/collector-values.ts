import { EVERY_INTERVAL, namesOf, select } from '../../grafana/influxql/select.ts';
import type { RuleValue } from './rule.ts';

const { from, tag, field } = namesOf('collector');
const groupBy = [tag('collector')];
type CollectorField = Parameters<typeof field>[0];

/** What rules about camwatch itself have in common. */
export const ofCollector = {
  group: 'camwatch-collector',
  notify: 'page',
  dashboardUid: 'camwatch-collector',
} as const;

export { field, from, groupBy };

/** What a count grew by: it begins anew with camwatch, which is no negative number, and may shrink. */
export function growthOf(name: CollectorField, rangeMs: number): RuleValue {
  const query = select({
    columns: { grown: `non_negative_difference(last(${field(name)}))` },
    from,
    groupBy: [EVERY_INTERVAL, ...groupBy],
    fill: 'none',
  });
  return { query, rangeMs, reducer: 'sum' };
}

/** The last of a span of ms, in another unit. */
export function lastOf(name: CollectorField, unitMs: number, rangeMs: number): RuleValue {
  const query = select({ columns: { now: `last(${field(name)}) / ${unitMs}` }, from, groupBy });
  return { query, rangeMs };
}
