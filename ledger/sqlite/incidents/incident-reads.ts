import { type IncidentSummary, NEWS_KINDS } from '../../record/incidents/incident-event.ts';
import type {
  IncidentQuery,
  IncidentReads,
  StoredIncident,
  StoredMember,
} from '../../record/incidents/incident-reads.ts';
import type { NumberedEvent } from '../../record/incidents/kept-incidents.ts';
import type { TimelineStep } from '../../record/outbox/occasion.ts';
import { MESSAGE_COLUMNS, toMessage } from '../outbox/message-row.ts';
import { entityOf } from '../reading/change-rows.ts';
import { selectDecisions } from '../reading/decision-reads.ts';
import { openStoreReadOnly } from '../store/open-store.ts';
import { createFilter, select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, memberOf, optionalIntegerOf, type SqlRow, textOf } from '../store/sql-values.ts';
import { parseNewsBody } from './news-body.ts';

export function createIncidentReads(database: SqlDatabase): IncidentReads {
  const news = (id: string) => [
    ...select(database, 'SELECT * FROM incident_news WHERE incident = ? ORDER BY number', [id]).map(
      parseNews,
    ),
  ];
  return {
    incidents: (query = {}) => selectIncidents(database, query),
    incident: (id) => {
      const [row] = select(database, 'SELECT * FROM incident WHERE id = ?', [id]);
      return row && parseIncident(row);
    },
    news,
    newsBetween: (fromMs, toMs) =>
      select(database, 'SELECT * FROM incident_news WHERE at_ms >= ? AND at_ms < ? ORDER BY at_ms, id', [
        fromMs,
        toMs,
      ]).map(parseNews),
    timeline: (id) => [...select(database, SELECT_TIMELINE, [id]).map(parseTimelineStep)],
    members: (id, which = 'ever') =>
      select(
        database,
        `SELECT * FROM incident_member WHERE incident = ? ${which === 'now' ? 'AND left_ms IS NULL' : ''}
         ORDER BY entity, joined_ms`,
        [id],
      ).map(parseMember),
    steps: (id) => [...selectDecisions(database, 'incident_step', { id })],
    messages: (thread) => [
      ...select(database, `SELECT ${MESSAGE_COLUMNS} FROM outbox WHERE thread = ? ORDER BY id`, [thread]).map(
        toMessage,
      ),
    ],
    counts: () => ({
      unresolved: integerOf(
        database.prepare('SELECT count(*) AS count FROM incident WHERE resolved_ms IS NULL').get(),
        'count',
      ),
    }),
  };
}

/** For processes beside the one that keeps incidents. @throws LEDGER_MISSING, LEDGER_NEWER, LEDGER_CORRUPT. */
export function openIncidentReads(path: string): IncidentReads & { readonly close: () => void } {
  const database = openStoreReadOnly(path);
  return {
    ...createIncidentReads(database),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

const SELECT_TIMELINE = `
  SELECT kind, at_ms, json_extract(body, '$.incident.camerasLost') AS cameras FROM incident_news
  WHERE incident = ? ORDER BY number`;

function selectIncidents(database: SqlDatabase, query: IncidentQuery): readonly StoredIncident[] {
  const filter = createFilter();
  if (query.state === 'unresolved') filter.addAlways('resolved_ms IS NULL');
  if (query.state === 'resolved') filter.addAlways('resolved_ms IS NOT NULL');
  filter.add('(resolved_ms IS NULL OR resolved_ms >= ?)', query.fromMs);
  filter.add('opened_ms < ?', query.toMs);
  filter.add('id IN (SELECT incident FROM incident_member WHERE entity = ?)', query.entity);
  const sql = `SELECT * FROM incident ${filter.where()} ORDER BY opened_ms DESC, id ${query.limit === undefined ? '' : `LIMIT ${Math.trunc(query.limit)}`}`;
  return [...select(database, sql, filter.values).map(parseIncident)];
}

export function parseIncident(row: SqlRow): StoredIncident {
  const resolvedMs = optionalIntegerOf(row, 'resolved_ms');
  const summary: IncidentSummary = JSON.parse(textOf(row, 'summary'));
  return {
    id: textOf(row, 'id'),
    openedMs: integerOf(row, 'opened_ms'),
    ...(resolvedMs !== undefined && { resolvedMs }),
    updatedMs: integerOf(row, 'updated_ms'),
    summary,
  };
}

const parseNews = (row: SqlRow): NumberedEvent => ({
  number: integerOf(row, 'number'),
  kind: memberOf(row, 'kind', NEWS_KINDS),
  atMs: integerOf(row, 'at_ms'),
  ...parseNewsBody(textOf(row, 'body')),
});

const parseTimelineStep = (row: SqlRow): TimelineStep => ({
  kind: memberOf(row, 'kind', NEWS_KINDS),
  atMs: integerOf(row, 'at_ms'),
  cameras: integerOf(row, 'cameras'),
});

function parseMember(row: SqlRow): StoredMember {
  const leftMs = optionalIntegerOf(row, 'left_ms');
  return {
    entity: entityOf(row),
    joinedMs: integerOf(row, 'joined_ms'),
    ...(leftMs !== undefined && { leftMs }),
  };
}
