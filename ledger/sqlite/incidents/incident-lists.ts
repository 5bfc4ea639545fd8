import type { Severity } from '../../record/incidents/incident-event.ts';
import type { IncidentLists, IncidentReads, Membership } from '../../record/incidents/incident-reads.ts';
import { entityOf } from '../reading/change-rows.ts';
import { parseDecision } from '../reading/decision-reads.ts';
import { openStoreReadOnly } from '../store/open-store.ts';
import { createFilter, IN_LIST, listOf, select, selectLists } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, optionalIntegerOf, textOf } from '../store/sql-values.ts';
import { createIncidentReads, parseIncident } from './incident-reads.ts';
import { createIncidentTouches } from './incident-touches.ts';

/** For processes beside the one that keeps incidents. @throws LEDGER_MISSING, LEDGER_NEWER, LEDGER_CORRUPT. */
export function openIncidentLists(
  path: string,
): IncidentReads & IncidentLists & { readonly close: () => void } {
  const database = openStoreReadOnly(path);
  return {
    ...createIncidentReads(database),
    ...createIncidentLists(database),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

/** On a connection that reads the ledger. */
export function createIncidentLists(database: SqlDatabase): IncidentLists {
  return {
    ...createIncidentTouches(database),
    worst: (limit) => [...select(database, SELECT_WORST, [limit]).map(parseIncident)],
    unresolvedBySeverity: () => {
      const counts = { minor: 0, major: 0, critical: 0 };
      for (const row of select(database, COUNT_BY_RANK, []))
        counts[WORST_FIRST[integerOf(row, 'rank')] ?? 'minor'] = integerOf(row, 'count');
      return counts;
    },
    unresolvedRoots: () =>
      select(database, SELECT_ROOTS, []).map((row) => ({
        id: textOf(row, 'id'),
        severity: WORST_FIRST[integerOf(row, 'rank')] ?? 'minor',
        sinceMs: integerOf(row, 'since_ms'),
        root: JSON.parse(textOf(row, 'root')),
      })),
    openedBetween: (fromMs, toMs) => [
      ...select(database, SELECT_OPENED, [fromMs, toMs]).map((row) => textOf(row, 'id')),
    ],
    resolvedSince: (sinceMs) => [...select(database, SELECT_RESOLVED, { since: sinceMs }).map(parseIncident)],
    membersOf: (ids, which = 'ever') =>
      selectLists(
        database,
        `SELECT entity, incident, left_ms FROM incident_member
         WHERE incident ${IN_LIST} ${which === 'now' ? 'AND left_ms IS NULL' : ''}`,
        [listOf(ids) ?? ''],
      ).map(parseMembership),
    membershipsOf: (entities, sinceMs) =>
      selectLists(
        database,
        `SELECT entity, incident, left_ms FROM incident_member WHERE entity ${IN_LIST} AND joined_ms >= ?`,
        [listOf(entities) ?? '', sinceMs],
      ).map(parseMembership),
    dutySteps: (ids) =>
      select(
        database,
        `SELECT * FROM incident_step WHERE id ${IN_LIST} AND action NOT IN ('opened', 'resolved') AND ${READABLE}
         ORDER BY seq`,
        [listOf(ids) ?? ''],
      ).map(parseDecision),
    personSteps: (fromMs, toMs) =>
      select(
        database,
        `SELECT * FROM incident_step
         WHERE recorded_ms >= ? AND recorded_ms < ? AND ${OF_PERSONS} AND ${READABLE}
         ORDER BY seq`,
        [fromMs, toMs],
      ).map(parseDecision),
    ids: (prefix) => {
      const filter = createFilter();
      filter.add('id >= ?', prefix);
      filter.add('id < ?', prefix === undefined ? undefined : `${prefix}${LAST_CHARACTER}`);
      const sql = `SELECT id, resolved_ms FROM incident ${filter.where()} ORDER BY id`;
      return select(database, sql, filter.values).map((row) => ({
        id: textOf(row, 'id'),
        isResolved: optionalIntegerOf(row, 'resolved_ms') !== undefined,
      }));
    },
  };
}

/** Nothing that an id holds comes after it. */
const LAST_CHARACTER = '\u{10ffff}';

/** One row that another process damaged takes neither the page nor a report. */
const READABLE = 'json_valid(body)';

const WORST_FIRST = ['critical', 'major', 'minor'] as const satisfies readonly Severity[];

/** As the index `incident_worst` has it. */
const RANK = "CASE severity WHEN 'critical' THEN 0 WHEN 'major' THEN 1 ELSE 2 END";

const SELECT_WORST = `
  SELECT * FROM incident WHERE resolved_ms IS NULL
  ORDER BY ${RANK}, json_extract(summary, '$.camerasLost') DESC, opened_ms, id
  LIMIT ?`;

const COUNT_BY_RANK = `
  SELECT ${RANK} AS rank, count(*) AS count FROM incident WHERE resolved_ms IS NULL GROUP BY ${RANK}`;

const SELECT_ROOTS = `
  SELECT id, ${RANK} AS rank, json_extract(summary, '$.sinceMs') AS since_ms, json_extract(summary, '$.root') AS root
  FROM incident WHERE resolved_ms IS NULL`;

/** As the index `incident_step_person` has it. */
const OF_PERSONS = "action NOT IN ('opened', 'reopened', 'changed', 'resolved')";

/** As the index `incident_step_opened` has it. */
const OPENED_AT = "CASE WHEN json_valid(body) THEN json_extract(body, '$.atMs') END";

const SELECT_OPENED = `
  SELECT id FROM incident_step WHERE action = 'opened' AND ${OPENED_AT} >= ? AND ${OPENED_AT} < ? ORDER BY seq`;

/** Nothing is resolved after its last news, and of news there is an index. */
const SELECT_RESOLVED = `
  SELECT * FROM incident WHERE updated_ms >= :since AND resolved_ms >= :since ORDER BY opened_ms DESC, id`;

/** As a list: a storm has 50,000 of them. */
function parseMembership(row: Parameters<typeof entityOf>[0]): Membership {
  const leftMs = optionalIntegerOf(row, '2');
  return {
    incident: textOf(row, '1'),
    entity: entityOf(row, '0'),
    ...(leftMs !== undefined && { leftMs }),
  };
}
