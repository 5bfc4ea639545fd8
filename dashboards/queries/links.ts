import { days, minutes } from '../../core/units.ts';
import { namesOf, type Select, select } from '../../grafana/influxql/select.ts';
import { durationText } from '../../grafana/reading/expand-macros.ts';

const { from, field, tag } = namesOf('traffic');
const ROLLED_UP = namesOf('traffic', 'rolled-up').from;

/** P95 is that of means of five minutes, as carriers and Circular 06/2026 count. */
const P95_STEP = `time(${durationText(minutes(5))})`;
const A_DAY = `time(${durationText(days(1))})`;
const P95 = 95;

/** Interfaces where no link is measured are nobody's line. */
export const linksOnly = `${tag('link')} <> 'none'`;

const EACH = [tag('link'), tag('district')];

/**
 * Where figures of all links come from: five-minute means of the polls, or, of more links than can be added up while
 * somebody waits, the quarters of an hour that are kept anyway.
 */
export type LinkSource = 'five-minutes' | 'quarters';

const MOST_BY_FIVE_MINUTES = 200;

export const linkSourceOf = (links: number): LinkSource =>
  links > MOST_BY_FIVE_MINUTES ? 'quarters' : 'five-minutes';

type Direction = 'in' | 'out';

/** The share of its capacity that each link carried in one direction, step by step. */
function steps(direction: Direction, source: LinkSource, where: readonly string[]): Select {
  const ratio = field(`${direction}_util_ratio`);
  const conditions = [linksOnly, ...where];
  if (source === 'quarters')
    return select({ columns: { [direction]: ratio }, from: ROLLED_UP, where: conditions, groupBy: EACH });
  return select({
    columns: { [direction]: `mean(${ratio})` },
    from,
    where: conditions,
    groupBy: [P95_STEP, ...EACH],
    fill: 'none',
  });
}

/** One row a link: P95 of the range and the fullest step both ways, errors and discards. */
export function linkFigures(source: LinkSource, where: readonly string[]): Select {
  const faults = select({
    columns: {
      errors: `sum(${field('in_errors')}) + sum(${field('out_errors')})`,
      discards: `sum(${field('in_discards')}) + sum(${field('out_discards')})`,
    },
    from: source === 'quarters' ? ROLLED_UP : from,
    where: [linksOnly, ...where],
    groupBy: EACH,
  });
  return select({
    columns: {
      p95In: `percentile("in", ${P95})`,
      p95Out: `percentile("out", ${P95})`,
      peakIn: 'max("in")',
      peakOut: 'max("out")',
      errors: 'max("errors")',
      discards: 'max("discards")',
    },
    // A query for each direction: one for both would be read anew for every column that is asked of it. Whole numbers
    // come first: of InfluxDB 1.6 they are lost behind a query without them.
    from: [faults, steps('in', source, where), steps('out', source, where)],
    groupBy: EACH,
  });
}

interface Rule {
  /** Share of its capacity that a link may carry. */
  readonly ratio: number;
  /** Where days begin. */
  readonly timeZone: string;
}

/** Of each link on how many of the days of the range the P95 of each direction was above a share of its capacity. */
export function daysAbove(source: LinkSource, where: readonly string[], { ratio, timeZone }: Rule): Select {
  const daily = (direction: Direction) => {
    const p95 = `percentile(${field(`${direction}_util_ratio`)}, ${P95})`;
    return select({
      columns: { [direction]: p95, [`over_${direction}`]: `floor(${p95} / ${ratio})` },
      from: source === 'quarters' ? ROLLED_UP : from,
      where: [linksOnly, ...where],
      groupBy: [A_DAY, ...EACH],
      fill: 'none',
    });
  };
  return select({
    columns: {
      daysIn: 'sum("over_in")',
      daysOut: 'sum("over_out")',
      days: 'count("in")',
      p95In: 'max("in")',
      p95Out: 'max("out")',
    },
    from: [daily('in'), daily('out')],
    groupBy: EACH,
    timeZone,
  });
}

/** What can be asked of all links together. */
const OF_ALL_LINKS = {
  links: 'count("in")',
  p95In: 'max("in")',
  p95Out: 'max("out")',
  overIn: 'sum("over_in")',
  overOut: 'sum("over_out")',
} as const;

/** All links together: how many have traffic, the highest P95, and how many are above a share of their capacity. */
export function linkCounts(
  columns: readonly (keyof typeof OF_ALL_LINKS)[],
  source: LinkSource,
  where: readonly string[],
  ratio: number,
): Select {
  const p95 = (direction: Direction) => {
    const value = `percentile("${direction}", ${P95})`;
    // Counting with a condition would answer nothing where it should answer none.
    return select({
      columns: { [direction]: value, [`over_${direction}`]: `floor(${value} / ${ratio})` },
      from: steps(direction, source, where),
      groupBy: EACH,
    });
  };
  return select({
    columns: Object.fromEntries(columns.map((column) => [column, OF_ALL_LINKS[column]])),
    from: [p95('in'), p95('out')],
  });
}
