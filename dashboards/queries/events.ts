import type { Indicator, State } from '../../core/domain/state.ts';
import { quoteString } from '../../core/names/quote-influxql.ts';
import { anyOf, namesOf, type Select, select } from '../../grafana/influxql/select.ts';

const { from, field, is, isOneOf, tag } = namesOf('event');

const noMaintenance = `${tag('kind')} <> ${quoteString('maintenance')}`;

const stateIs = (states: readonly State[]) =>
  anyOf(states.map((state) => `${field('state')} = ${quoteString(state)}`));

/** What others hang on: most outages begin here. */
export const UPSTREAM_KINDS = ['link', 'router', 'switch', 'server'] as const;

const trouble = namesOf('trouble');

/** What is down now by one of these indicators, with the instant since when, why, and its name. */
export function downNow(indicators: readonly Indicator[], where: readonly string[]): Select {
  return troubles([isOneOf('indicator', indicators), ...where], stateIs(['down']));
}

/** All that is wrong with some things: of a device each of its indicators. */
export const wrongNow = (where: readonly string[]): Select =>
  troubles(where, stateIs(['down', 'degraded', 'unknown']));

/** What is there and not as it should be: an upper rung down or degraded, a line that is full, a device that refuses us. */
export function notWell(where: readonly string[]): Select {
  const isHigher = `${tag('indicator')} <> ${quoteString('reach')}`;
  return troubles(where, anyOf([isHigher, stateIs(['degraded'])]));
}

/**
 * Points of the last minutes hold nothing else than what is, or has just been, in trouble. A row without a name ends them where
 * the collector sees: without it nothing was measured.
 */
function troubles(where: readonly string[], condition: string): Select {
  const each = select({
    columns: {
      lasts: `last(${trouble.field('lasts')})`,
      state: trouble.field('state'),
      reason: trouble.field('reason'),
      title: trouble.field('title'),
      id: trouble.field('id'),
      since: trouble.field('since_ms'),
      contractor: trouble.field('contractor'),
    },
    from: trouble.from,
    where,
    groupBy: ['*'],
  });
  return select({
    columns: { since: '"since"', ...NAMED, state: '"state"', call: '"contractor"' },
    from: [each, SEEING],
    where: [anyOf([`("lasts" = 1 AND ${condition})`, '"seeing" = 1'])],
    limit: MOST_ROWS,
  });
}

const collector = namesOf('collector');
const SEEING = select({ columns: { seeing: `last(${collector.field('seeing')})` }, from: collector.from });

const NAMED = {
  title: '"title"',
  id: '"id"',
  kind: tag('kind'),
  indicator: tag('indicator'),
  district: tag('district'),
  area: tag('area'),
  reason: '"reason"',
} as const;

/** The outages in the range, of hours at most, the latest first: what flaps has several. */
export function latestOutages(): Select {
  return select({
    columns: { ...NAMED, title: field('title'), id: field('id'), reason: field('reason') },
    from: namesOf('recentEvent').from,
    where: [is('indicator', 'reach'), stateIs(['down'])],
    orderBy: 'time DESC',
    limit: MOST_ROWS,
  });
}

/** Few enough for a storm not to stop the page. InfluxDB 1.6 does not sort what comes out of a query within. */
const MOST_ROWS = 500;

/** Changes in the range, the newest first. */
export function changes(where: readonly string[], limit: number): Select {
  return select({
    columns: {
      title: field('title'),
      id: field('id'),
      kind: tag('kind'),
      indicator: tag('indicator'),
      state: field('state'),
      reason: field('reason'),
      district: tag('district'),
      area: tag('area'),
    },
    from,
    where: [noMaintenance, ...where],
    orderBy: 'time DESC',
    limit,
  });
}

export const outagesOnly = stateIs(['down']);
export const reachOnly = is('indicator', 'reach');
export const upstreamOnly = isOneOf('kind', UPSTREAM_KINDS);

/** Each change of what changed in the range, by entity or indicator: a line of time for each. */
export function stateLines(where: readonly string[], by: 'entity' | 'indicator', mostLines: number): Select {
  return select({
    columns: { state: field('state') },
    from,
    where: [noMaintenance, ...where],
    groupBy: [tag(by)],
    mostSeries: mostLines,
  });
}

/** How far back a dashboard looks when it opens: changes of the last weeks are kept by the day too, and are found sooner. */
export type LooksBack = 'weeks' | 'months';

/** Outages by name, the latest first. */
export function outageMarks(where: readonly string[], looksBack: LooksBack): Select {
  return select({
    columns: { text: field('title') },
    from: looksBack === 'weeks' ? namesOf('recentEvent').from : from,
    where: [outagesOnly, reachOnly, ...where],
    orderBy: 'time DESC',
    limit: MOST_MARKS,
  });
}

/** Planned work from its beginning, with its end where the page can draw a span. */
export function maintenanceMarks(where: readonly string[]): Select {
  return select({
    columns: { text: field('title'), timeEnd: field('until_ms') },
    from,
    where: [is('kind', 'maintenance'), `${field('state')} = ${quoteString('begin')}`, ...where],
    orderBy: 'time DESC',
    limit: MOST_MARKS,
  });
}

const MOST_MARKS = 100;
