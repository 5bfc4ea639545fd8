import type { Indicator, State } from '../../core/state.ts';
import { quoteIdentifier, quoteString } from '../../grafana/influxql/quote.ts';
import { anyOf, namesOf, type Select, select } from '../../grafana/influxql/select.ts';

const { from, field, is, isOneOf, tag } = namesOf('event');

const noMaintenance = `${tag('kind')} <> ${quoteString('maintenance')}`;

const stateIs = (states: readonly State[]) =>
  anyOf(states.map((state) => `${field('state')} = ${quoteString(state)}`));

/** What others hang on: most outages begin here. */
export const UPSTREAM_KINDS = ['link', 'router', 'switch', 'server'] as const;

/**
 * Every entity whose last change in the range left it down, by one of these indicators: since when (the time), why, and
 * its name.
 */
export function downNow(indicators: readonly Indicator[], where: readonly string[]): Select {
  return lastChanges(indicators, where, stateIs(['down']));
}

/**
 * Every device that is there and not as it should be: its last change left one of the upper rungs down or degraded for
 * another reason than that it cannot be reached, or we were refused.
 */
export function notWell(where: readonly string[]): Select {
  const reason = quoteIdentifier('reason');
  const isWrong = `(${stateIs(['down', 'degraded'])} AND ${reason} <> ${quoteString('unreachable')})`;
  const isRefused = REFUSALS.map((refusal) => `${reason} = ${quoteString(refusal)}`);
  return lastChanges(['service', 'stream', 'recording'], where, anyOf([isWrong, ...isRefused]));
}

/** What a device answers to whoever has no right to ask. */
const REFUSALS = ['credentials', 'wrong-user', 'wrong-key', 'locked', 'denied'] as const;

function lastChanges(
  indicators: readonly Indicator[],
  where: readonly string[],
  condition: string,
  events = from,
): Select {
  const each = select({
    columns: {
      state: `last(${field('state')})`,
      reason: field('reason'),
      title: field('title'),
      id: field('id'),
    },
    from: events,
    where: [isOneOf('indicator', indicators), ...where],
    groupBy: ['*'],
  });
  return select({
    columns: {
      title: '"title"',
      id: '"id"',
      kind: tag('kind'),
      indicator: tag('indicator'),
      district: tag('district'),
      area: tag('area'),
      reason: '"reason"',
    },
    from: each,
    where: [condition],
    orderBy: 'time DESC',
    limit: MOST_ROWS,
  });
}

/** The latest outage of every entity that had one in the range, of hours at most: what flaps is one row. */
export function latestOutages(where: readonly string[]): Select {
  const down = stateIs(['down']);
  return lastChanges(['reach'], [down, ...where], down, namesOf('recentEvent').from);
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

/** Outages by name, the latest first. */
export function outageMarks(where: readonly string[]): Select {
  return select({
    columns: { text: field('title') },
    from,
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
