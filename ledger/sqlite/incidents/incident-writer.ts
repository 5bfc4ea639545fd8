import type { Entity } from '../../../core/domain/state.ts';
import { canonicalJson } from '../../../core/text/canonical-json.ts';
import type { IncidentWriter } from '../../record/incidents/incident-store.ts';
import type { KeptEvent } from '../../record/incidents/kept-incidents.ts';
import { type AppendRow, createChain } from '../chain/chain.ts';
import { createOutbox } from '../outbox/create-outbox.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, textOf } from '../store/sql-values.ts';
import { parseNewsBody, renderNewsBody } from './news-body.ts';

/** Author of what nobody decided. */
export const CAMWATCH = 'camwatch';

export interface IncidentWriterOptions {
  readonly nowMs: () => number;
  /** Rows in a transaction of members: others want to write too. */
  readonly portion?: number;
}

export function createIncidentWriter(
  database: SqlDatabase,
  { nowMs, portion = 1_000 }: IncidentWriterOptions,
): IncidentWriter {
  const chain = createChain(database);
  const outbox = createOutbox(database);
  const put = prepare(database);
  let unfolded: MembersOfNews | undefined;

  return {
    begin: ({ seq, recordedMs }) => void put.begin.run(seq, recordedMs),
    commit: ({ news, inputs = [], cursor, aheadFrom }) =>
      chain.transaction((append) => {
        for (const one of news) putNews(append, one);
        for (const { afterSeq, recordedMs, input } of inputs)
          put.input.run(afterSeq, recordedMs, JSON.stringify(input));
        if (cursor) put.cursor.run(cursor.seq, cursor.recordedMs, aheadFrom ?? null);
      }),
    addMessages: (messages) => chain.transaction(() => messages.filter((message) => outbox.add(message))),
    writeMembers: () => chain.transaction(() => putMembers()),
    keepSnapshot: ({ seq, recordedMs, input, body }, aheadFrom) =>
      chain.transaction(() => {
        put.snapshot.run(seq, recordedMs, input, body);
        put.cursor.run(seq, recordedMs, aheadFrom ?? null);
      }),
    setBack: (nowMs, backMs) => chain.transaction(() => outbox.setBack(nowMs, backMs)),
    putInput: ({ afterSeq, recordedMs, input }) =>
      chain.transaction(() => integerOf(put.input.get(afterSeq, recordedMs, JSON.stringify(input)), 'id')),
  };

  function putNews(append: AppendRow, { news, steps, messages }: KeptEvent): void {
    const { kind, atMs, number, incident } = news;
    const { id, openedMs, severity } = incident;
    const recordedMs = nowMs();
    const summary = JSON.stringify(incident);
    put.incident.run({
      id,
      opened: openedMs,
      // A person may note something about an incident that is over.
      resolved: kind === 'resolved' ? atMs : null,
      keeps: kind === 'noted' ? 1 : 0,
      updated: atMs,
      severity,
      summary,
    });
    put.news.run(id, number, kind, atMs, renderNewsBody(news));
    for (const { action, body } of steps) {
      const text = canonicalJson(body);
      append('incident_step', { id, action, recorded_ms: recordedMs, author: CAMWATCH, body: text });
    }
    for (const message of messages) outbox.add(message);
  }

  function putMembers(): boolean {
    const row = put.memberPlace.get();
    if (!row) return false;
    const before = integerOf(row, 'member_news');
    let id = before;
    let place = integerOf(row, 'member_place');
    for (let left = portion; left > 0; ) {
      const next = nextNews(id);
      if (!next) break;
      const some = next.members.slice(place, place + left);
      for (const [entity, what] of some) {
        if (what === 'joined') put.joined.run(next.incident, entity, next.atMs);
        else put.left.run(next.atMs, next.incident, entity);
      }
      // News without members cost a row as well.
      left -= some.length + 1;
      place += some.length;
      if (place < next.members.length) continue;
      id = next.id;
      place = 0;
    }
    if (id !== before || place > 0) put.moveMembers.run(id, place);
    return nextNews(id) !== undefined;
  }

  /** Kept in mind: that of a core link is megabytes, and is come back to a hundred times. */
  function nextNews(afterId: number): MembersOfNews | undefined {
    if (unfolded && unfolded.afterId === afterId) return unfolded;
    const row = put.nextNews.get(afterId);
    if (!row) return undefined;
    const { joined, left } = parseNewsBody(textOf(row, 'body'));
    unfolded = {
      afterId,
      id: integerOf(row, 'id'),
      incident: textOf(row, 'incident'),
      atMs: integerOf(row, 'at_ms'),
      members: [
        ...left.map((entity) => [entity, 'left'] as const),
        ...joined.map((entity) => [entity, 'joined'] as const),
      ],
    };
    return unfolded;
  }
}

interface MembersOfNews {
  readonly afterId: number;
  readonly id: number;
  readonly incident: string;
  readonly atMs: number;
  readonly members: readonly (readonly [Entity, 'joined' | 'left'])[];
}

function prepare(database: SqlDatabase) {
  return {
    begin: database.prepare(`
      INSERT INTO incident_cursor VALUES (1, ?, ?, (SELECT coalesce(max(id), 0) FROM incident_news), 0, 0)`),
    cursor: database.prepare(`
      UPDATE incident_cursor SET seq = ?, recorded_ms = ?,
        news = coalesce(? - 1, (SELECT coalesce(max(id), 0) FROM incident_news))`),
    incident: database.prepare(`
      INSERT INTO incident VALUES (:id, :opened, :resolved, :updated, :severity, :summary)
      ON CONFLICT (id) DO UPDATE SET
        resolved_ms = CASE WHEN :keeps = 1 THEN incident.resolved_ms ELSE :resolved END,
        updated_ms = :updated, severity = :severity, summary = :summary`),
    news: database.prepare(
      'INSERT INTO incident_news (incident, number, kind, at_ms, body) VALUES (?, ?, ?, ?, ?)',
    ),
    input: database.prepare(
      'INSERT INTO incident_input (after_seq, recorded_ms, body) VALUES (?, ?, ?) RETURNING id',
    ),
    snapshot: database.prepare(`
      INSERT INTO incident_snapshot VALUES (1, ?, ?, ?, ?)
      ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, recorded_ms = excluded.recorded_ms, input = excluded.input, body = excluded.body`),
    memberPlace: database.prepare('SELECT member_news, member_place FROM incident_cursor'),
    moveMembers: database.prepare('UPDATE incident_cursor SET member_news = ?, member_place = ?'),
    nextNews: database.prepare(
      'SELECT id, incident, at_ms, body FROM incident_news WHERE id > ? ORDER BY id LIMIT 1',
    ),
    joined: database.prepare(`
      INSERT INTO incident_member VALUES (?, ?, ?, NULL)
      ON CONFLICT (incident, entity, joined_ms) DO UPDATE SET left_ms = NULL`),
    left: database.prepare(
      'UPDATE incident_member SET left_ms = ? WHERE incident = ? AND entity = ? AND left_ms IS NULL',
    ),
  };
}
