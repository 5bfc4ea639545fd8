import { days, minutes } from '../../core/units.ts';
import { namesOf, type Select, select } from '../../grafana/influxql/select.ts';
import { durationText } from '../../grafana/reading/expand-macros.ts';

const { from, field, tag } = namesOf('traffic');

/** P95 is that of means of five minutes, as carriers and Circular 06/2026 count. */
const P95_STEP = `time(${durationText(minutes(5))})`;
const A_DAY = `time(${durationText(days(1))})`;
const P95 = 95;

/** Interfaces where no link is measured are nobody's line. */
export const linksOnly = `${tag('link')} <> 'none'`;

const EACH = [tag('link'), tag('district')];

function meansOfFiveMinutes(where: readonly string[]): Select {
  return select({
    columns: {
      in: `mean(${field('in_util_ratio')})`,
      out: `mean(${field('out_util_ratio')})`,
      errors: `sum(${field('in_errors')}) + sum(${field('out_errors')})`,
      discards: `sum(${field('in_discards')}) + sum(${field('out_discards')})`,
    },
    from,
    where: [linksOnly, ...where],
    groupBy: [P95_STEP, ...EACH],
    fill: 'none',
  });
}

/** One row a link: P95 of the range both ways, the highest five minutes, errors and discards. */
export function linkFigures(where: readonly string[]): Select {
  return select({
    columns: {
      p95In: `percentile("in", ${P95})`,
      p95Out: `percentile("out", ${P95})`,
      peakIn: 'max("in")',
      peakOut: 'max("out")',
      errors: 'sum("errors")',
      discards: 'sum("discards")',
    },
    from: meansOfFiveMinutes(where),
    groupBy: EACH,
  });
}

/** Of each link on how many of the days of the range the P95 of each direction was above a share of its capacity. */
export function daysAbove(
  where: readonly string[],
  { ratio, timeZone }: { readonly ratio: number; readonly timeZone: string },
): Select {
  const daily = select({
    columns: { in: `percentile("in", ${P95})`, out: `percentile("out", ${P95})` },
    from: meansOfFiveMinutes(where),
    groupBy: [A_DAY, ...EACH],
    fill: 'none',
  });
  const marked = select({
    columns: {
      in: '"in"',
      out: '"out"',
      over_in: `floor("in" / ${ratio})`,
      over_out: `floor("out" / ${ratio})`,
    },
    from: daily,
    groupBy: EACH,
  });
  return select({
    columns: {
      daysIn: 'sum("over_in")',
      daysOut: 'sum("over_out")',
      days: 'count("in")',
      p95In: 'max("in")',
      p95Out: 'max("out")',
    },
    from: marked,
    groupBy: EACH,
    timeZone,
  });
}

/** All links together: how many have traffic, the highest P95, and how many are above a share of their capacity. */
export function linkCounts(where: readonly string[], ratio: number): Select {
  const each = select({
    columns: { in: `percentile("in", ${P95})`, out: `percentile("out", ${P95})` },
    from: meansOfFiveMinutes(where),
    groupBy: EACH,
  });
  // Counting with a condition would answer nothing where it should answer none.
  const over = (direction: 'in' | 'out') => `sum("over_${direction}")`;
  const marked = select({
    columns: {
      in: '"in"',
      out: '"out"',
      over_in: `floor("in" / ${ratio})`,
      over_out: `floor("out" / ${ratio})`,
    },
    from: each,
    groupBy: EACH,
  });
  return select({
    columns: {
      links: 'count("in")',
      p95In: 'max("in")',
      p95Out: 'max("out")',
      overIn: over('in'),
      overOut: over('out'),
    },
    from: marked,
  });
}
