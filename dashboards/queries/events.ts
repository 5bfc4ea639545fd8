import type { State } from '../../core/state.ts';
import { anyOf, namesOf, type Select, select } from '../../grafana/influxql/select.ts';

const { from, is, isOneOf, tag } = namesOf('event');

const STATES_ARE = (states: readonly State[]) => anyOf(states.map((state) => `"state" = '${state}'`));

/** What others hang on: most outages begin here. */
export const UPSTREAM_KINDS = ['link', 'router', 'switch', 'server'] as const;

/** Every entity whose last change in the range left it down: since when (the time), why, and its name. */
export function downNow(where: readonly string[]): Select {
  const each = select({
    columns: { state: 'last("state")', reason: '"reason"', title: '"title"' },
    from,
    where: [is('indicator', 'reach'), ...where],
    groupBy: ['*'],
  });
  return select({
    columns: {
      title: '"title"',
      entity: tag('entity'),
      kind: tag('kind'),
      district: tag('district'),
      area: tag('area'),
      reason: '"reason"',
    },
    from: each,
    where: [STATES_ARE(['down'])],
    orderBy: 'time DESC',
    limit: MOST_ROWS,
  });
}

/** More than anybody reads, and few enough for a storm not to stop the page. */
const MOST_ROWS = 200;

/** Changes in the range, the newest first. */
export function changes(where: readonly string[], limit: number): Select {
  return select({
    columns: {
      title: '"title"',
      kind: tag('kind'),
      indicator: tag('indicator'),
      state: '"state"',
      reason: '"reason"',
      district: tag('district'),
      area: tag('area'),
    },
    from,
    where: [`${tag('kind')} <> 'maintenance'`, ...where],
    orderBy: 'time DESC',
    limit,
  });
}

export const outagesOnly = STATES_ARE(['down']);
export const reachOnly = is('indicator', 'reach');
export const upstreamOnly = isOneOf('kind', UPSTREAM_KINDS);

/** How many entities' last change in the range left them down. */
export function countDown(where: readonly string[]): Select {
  const each = select({
    columns: { state: 'last("state")' },
    from,
    where: [is('indicator', 'reach'), ...where],
    groupBy: ['*'],
  });
  return select({ columns: { down: 'count("state")' }, from: each, where: [STATES_ARE(['down'])] });
}

/** Each change of what changed in the range, by entity or indicator: a line of time for each. */
export function stateLines(where: readonly string[], by: 'entity' | 'indicator', mostLines: number): Select {
  return select({
    columns: { state: '"state"' },
    from,
    where: [`${tag('kind')} <> 'maintenance'`, ...where],
    groupBy: [tag(by)],
    mostSeries: mostLines,
  });
}

/** Outages that drag others along, or all of a place. */
export function outageMarks(where: readonly string[]): Select {
  return select({
    columns: { title: '"title"', text: '"reason"', kind: tag('kind') },
    from,
    where: [outagesOnly, reachOnly, ...where],
    orderBy: 'time DESC',
    limit: MOST_MARKS,
  });
}

/** Planned work from its beginning, with its end where the page can draw a span. */
export function maintenanceMarks(where: readonly string[]): Select {
  return select({
    columns: { title: '"title"', text: tag('entity'), timeEnd: '"until_ms"' },
    from,
    where: [is('kind', 'maintenance'), `"state" = 'begin'`, ...where],
    orderBy: 'time DESC',
    limit: MOST_MARKS,
  });
}

const MOST_MARKS = 100;
