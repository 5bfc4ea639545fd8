import { quoteString } from '../../core/names/quote-influxql.ts';
import { NO_TAG_VALUE } from '../../core/names/series.ts';
import { days, hours, minutes } from '../../core/time/units.ts';
import { type FieldOf, namesOf, select } from '../../grafana/influxql/select.ts';
import type { AlertedCity } from './alerted-city.ts';
import type { AlertRule, RuleValue } from './rule.ts';
import type { RuleTexts } from './texts.ts';

/** Lines: down, full now, full on the days that a contract counts. */
export function buildLinkRules({ settings }: AlertedCity, texts: RuleTexts): readonly AlertRule[] {
  const saturatedPercent = asPercent(settings.findings.saturatedRatio);
  const isFull = `$IN >= ${saturatedPercent} || $OUT >= ${saturatedPercent}`;
  return [
    buildDownRule(texts),
    {
      uid: 'camwatch-link-saturated',
      group: 'camwatch-quality',
      ...texts.linkSaturated(saturatedPercent),
      severity: 'warning',
      notify: 'none',
      dashboardUid: 'camwatch-links',
      values: { IN: usedNow('in_util_ratio'), OUT: usedNow('out_util_ratio') },
      firesWhen: isFull,
      forMs: minutes(10),
      keepFiringForMs: minutes(10),
    },
    {
      uid: 'camwatch-link-saturated-p95',
      group: 'camwatch-trend',
      ...texts.linkSaturatedP95(saturatedPercent),
      severity: 'warning',
      notify: 'none',
      dashboardUid: 'camwatch-links',
      values: {
        IN: usedOnDay(percentileOf('in_util_ratio')),
        OUT: usedOnDay(percentileOf('out_util_ratio')),
        QUARTERS: usedOnDay(`count(${traffic.field('in_util_ratio')})`),
      },
      firesWhen: `(${isFull}) && $QUARTERS >= ${LEAST_QUARTERS}`,
      forMs: 0,
      keepFiringForMs: minutes(30),
    },
  ];
}

/** A line has no measurement of its own: its last change of state says how it is, for as long as changes are looked for. */
function buildDownRule(texts: RuleTexts): AlertRule {
  const { from, tag, field, is } = namesOf('event');
  const at = field('after_ms');
  const ofLines = [is('kind', 'link'), is('indicator', 'reach')];
  const place = [tag('agency'), tag('district')];
  const lastOfEach = select({
    columns: { last_at: `last(${at})`, now: field('state') },
    from,
    where: ofLines,
    groupBy: [tag('entity'), ...place],
  });
  return {
    uid: 'camwatch-link-down',
    group: 'camwatch-state',
    ...texts.linkDown,
    severity: 'critical',
    notify: 'none',
    dashboardUid: 'camwatch-links',
    values: {
      DOWN: {
        // A line that is up again has no series any more. Zeros of places stay, without a line: with no series at all
        // the rule would keep its last state.
        query: select({
          columns: { down: 'max("is_down")' },
          from: [
            select({
              columns: { is_down: '"last_at" * 0 + 1' },
              from: lastOfEach,
              where: [`"now" = ${quoteString('down')}`],
            }),
            select({ columns: { is_down: `last(${at}) * 0` }, from, where: ofLines, groupBy: place }),
          ],
          groupBy: [tag('entity'), ...place],
        }),
        rangeMs: days(30),
      },
    },
    firesWhen: '$DOWN > 0',
    forMs: minutes(2),
    keepFiringForMs: minutes(5),
  };
}

const traffic = namesOf('traffic');
const ofTraffic = {
  where: [`${traffic.tag('link')} <> ${quoteString(NO_TAG_VALUE)}`],
  groupBy: [traffic.tag('link'), traffic.tag('agency'), traffic.tag('district')],
};
type UsedField = Extract<FieldOf<'traffic'>, `${string}_util_ratio`>;

const usedNow = (field: UsedField): RuleValue => ({
  query: select({
    ...ofTraffic,
    from: traffic.from,
    columns: { used: `mean(${traffic.field(field)}) * 100` },
  }),
  rangeMs: minutes(15),
});

/** Of means of a quarter of an hour: 95 % of the day was not above. */
const percentileOf = (field: UsedField) => `percentile(${traffic.field(field)}, 95) * 100`;

/** A quarter of a day: what is measured since an hour ago says nothing of a day. */
const LEAST_QUARTERS = 24;

const usedOnDay = (used: string): RuleValue => ({
  query: select({
    ...ofTraffic,
    from: namesOf('traffic', 'rolled-up').from,
    columns: { used },
  }),
  rangeMs: hours(24),
});

/** `0.9` is `90`, and not `90.00000000000001`. */
const asPercent = (ratio: number) => Math.round(ratio * 1e6) / 1e4;
