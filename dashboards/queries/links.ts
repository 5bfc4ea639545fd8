import { days, minutes } from '../../core/time/units.ts';
import { anyOf, namesOf, type Select, select } from '../../grafana/influxql/select.ts';
import { durationText } from '../../grafana/reading/expand-macros.ts';

const { from, field, tag } = namesOf('traffic');
const ofDays = namesOf('trafficDay');

/** P95 is that of means of five minutes, as carriers and Circular 06/2026 count. */
const P95_STEP = `time(${durationText(minutes(5))})`;
const A_DAY = `time(${durationText(days(1))})`;
const P95 = 95;

/** Interfaces where no link is measured are nobody's line. */
export const linksOnly = `${tag('link')} <> 'none'`;

const EACH = [tag('link'), tag('district')];
const NAMED = { link: tag('link'), district: tag('district') } as const;

/**
 * Where figures of all links come from: five-minute means of the polls, or, of more links than can be added up while
 * somebody waits, the days of each. P95 is then that of the fullest day that begins in the range.
 */
export type LinkSource = 'five-minutes' | 'days';

const MOST_BY_FIVE_MINUTES = 200;

export const linkSourceOf = (links: number): LinkSource =>
  links > MOST_BY_FIVE_MINUTES ? 'days' : 'five-minutes';

type Direction = 'in' | 'out';

/** The share of its capacity that each link carried in one direction, step by step. */
function steps(direction: Direction, where: readonly string[]): Select {
  return select({
    columns: { [direction]: `mean(${field(`${direction}_util_ratio`)})` },
    from,
    where: [linksOnly, ...where],
    groupBy: [P95_STEP, ...EACH],
    fill: 'none',
  });
}

/** P95 and the fullest step both ways, errors and discards: one row a link of the range, of `days` one a day and link. */
export function linkFigures(source: LinkSource, where: readonly string[]): Select {
  if (source === 'days')
    return select({
      columns: {
        p95In: ofDays.field('p95_in_ratio'),
        p95Out: ofDays.field('p95_out_ratio'),
        peakIn: ofDays.field('peak_in_ratio'),
        peakOut: ofDays.field('peak_out_ratio'),
        errors: ofDays.field('errors'),
        discards: ofDays.field('discards'),
        ...NAMED,
      },
      from: ofDays.from,
      where,
    });
  const faults = select({
    columns: {
      errors: `sum(${field('in_errors')}) + sum(${field('out_errors')})`,
      discards: `sum(${field('in_discards')}) + sum(${field('out_discards')})`,
    },
    from,
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
    from: [faults, steps('in', where), steps('out', where)],
    groupBy: EACH,
  });
}

interface Rule {
  /** Share of its capacity that a link may carry. */
  readonly ratio: number;
  /** Where days begin. */
  readonly timeZone: string;
}

/** Of days with their P95, and whether it was over, each way. */
const OF_DAYS = {
  daysIn: 'sum("over_in")',
  daysOut: 'sum("over_out")',
  days: 'count("in")',
  p95In: 'max("in")',
  p95Out: 'max("out")',
} as const;

/**
 * Of each link on how many of the days of the range the P95 of each direction was above a share of its capacity; of `days`
 * a row for each such day.
 */
export function daysAbove(source: LinkSource, where: readonly string[], { ratio, timeZone }: Rule): Select {
  if (source === 'days') return daysOver(where, ratio);
  const daily = (direction: Direction) => {
    const p95 = `percentile(${field(`${direction}_util_ratio`)}, ${P95})`;
    return select({
      columns: { [direction]: p95, [`over_${direction}`]: `floor(${p95} / ${ratio})` },
      from,
      where: [linksOnly, ...where],
      groupBy: [A_DAY, ...EACH],
      fill: 'none',
    });
  };
  return select({
    columns: OF_DAYS,
    from: [daily('in'), daily('out')],
    groupBy: EACH,
    timeZone,
  });
}

function daysOver(where: readonly string[], ratio: number): Select {
  const [p95In, p95Out] = [ofDays.field('p95_in_ratio'), ofDays.field('p95_out_ratio')];
  return select({
    columns: {
      daysIn: `floor(${p95In} / ${ratio})`,
      daysOut: `floor(${p95Out} / ${ratio})`,
      p95In,
      p95Out,
      ...NAMED,
    },
    from: ofDays.from,
    where: [anyOf([`${p95In} >= ${ratio}`, `${p95Out} >= ${ratio}`]), ...where],
  });
}

/** Errors and discards of all links in the range. */
export function linkFaults(source: LinkSource, where: readonly string[]): Select {
  if (source === 'days')
    return select({
      columns: {
        errors: `sum(${ofDays.field('errors')})`,
        discards: `sum(${ofDays.field('discards')})`,
      },
      from: ofDays.from,
      where,
    });
  return select({
    columns: {
      errors: `sum(${field('in_errors')}) + sum(${field('out_errors')})`,
      discards: `sum(${field('in_discards')}) + sum(${field('out_discards')})`,
    },
    from,
    where: [linksOnly, ...where],
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
    const ofDay = ofDays.field(`p95_${direction}_ratio`);
    const value = source === 'days' ? `max(${ofDay})` : `percentile("${direction}", ${P95})`;
    // Counting with a condition would answer nothing where it should answer none.
    return select({
      columns: { [direction]: value, [`over_${direction}`]: `floor(${value} / ${ratio})` },
      from: source === 'days' ? ofDays.from : steps(direction, where),
      where: source === 'days' ? where : [],
      groupBy: EACH,
    });
  };
  return select({
    columns: Object.fromEntries(columns.map((column) => [column, OF_ALL_LINKS[column]])),
    from: [p95('in'), p95('out')],
  });
}
