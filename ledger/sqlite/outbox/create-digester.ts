import { SEVERITIES } from '../../record/incidents/incident-event.ts';
import type { DigestOccasion } from '../../record/outbox/occasion.ts';
import { type Lane, urgencyOf } from '../../record/outbox/outbox-message.ts';
import { IN_NUMBERS, listOf, select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, memberOf, optionalTextOf, type SqlRow, textOf } from '../store/sql-values.ts';
import { foldSteps, type Step, shorten } from './fold-steps.ts';
import { parseOccasion, renderOccasion } from './message-row.ts';

/** Makes one message of those of a lane that are held and due. Within the caller's transaction. */
export interface Digester {
  /** `hasSlot`: whether a message of the usual kind could be sent now. Says which digest was made, if any. */
  readonly release: (lane: Lane, nowMs: number, hasSlot: boolean) => DigestOccasion['reason'] | undefined;
}

export const MOST_IN_DIGEST = 40;
/** Above it the next digest goes on: a transaction must not keep others waiting. */
const MOST_ROWS = 10_000;

const LANE = 'recipient = :recipient AND channel = :channel';
/**
 * With a message that is due go those before it in its thread; of what came too fast (it has a detail) all goes with the first,
 * or a burst that lasts some seconds would be a digest for each of them, and nothing afterwards.
 */
const DUE = `${LANE} AND state = 'held' AND occasion IN ('news', 'escalation') AND (
  due_ms <= :nowMs
  OR detail IS NOT NULL AND :nowMs >= (
    SELECT min(due_ms) FROM outbox WHERE ${LANE} AND state = 'held' AND detail IS NOT NULL)
  OR EXISTS (
    SELECT 1 FROM outbox AS later WHERE later.thread = outbox.thread AND later.recipient = outbox.recipient
      AND later.channel = outbox.channel AND later.id > outbox.id AND later.state = 'held' AND later.due_ms <= :nowMs))`;

/** On a connection that `openStore` opened. */
export function createDigester(database: SqlDatabase, mostInDigest = MOST_IN_DIGEST): Digester {
  const firstDue = database.prepare(
    `SELECT 1 FROM outbox WHERE ${LANE} AND state = 'held' AND due_ms <= :nowMs LIMIT 1`,
  );
  const unsentDigest = database.prepare(
    `SELECT 1 FROM outbox WHERE ${LANE} AND state = 'waiting' AND occasion = 'digest' LIMIT 1`,
  );
  const releaseUndigestible = database.prepare(`
    UPDATE outbox SET state = 'waiting', detail = NULL, first_due_ms = due_ms
    WHERE ${LANE} AND state = 'held' AND occasion NOT IN ('news', 'escalation') AND due_ms <= :nowMs
  `);
  const range = database.prepare(`
    SELECT count(*) AS count, min(id) AS first, max(id) AS last, max(detail) AS detail
    FROM (SELECT id, detail FROM outbox WHERE ${DUE} ORDER BY id LIMIT ${MOST_ROWS})
  `);
  const releaseOne = database.prepare(`
    UPDATE outbox SET state = 'waiting', due_ms = :nowMs, first_due_ms = :nowMs, detail = NULL WHERE id = :id
      AND NOT EXISTS (
        SELECT 1 FROM outbox AS later WHERE later.thread = outbox.thread AND later.recipient = outbox.recipient
          AND later.channel = outbox.channel AND later.id > outbox.id AND (later.state = 'sent' OR later.tries > 0))
  `);
  const messageIdOf = database.prepare('SELECT message_id FROM outbox WHERE id = ?');
  const insertDigest = database.prepare(`
    INSERT INTO outbox (message_id, thread, occasion, recipient, channel, urgency, state, created_ms, due_ms,
      first_due_ms, body)
    VALUES (:messageId, :thread, 'digest', :recipient, :channel, :urgency, 'waiting', :nowMs, :nowMs, :nowMs, :body)
    RETURNING id
  `);
  const markItems = database.prepare(`
    UPDATE outbox SET state = 'digested', digest = :digest, settled_ms = :nowMs WHERE ${DUE} AND id <= :last
  `);

  const makeDigest = (lane: Lane, nowMs: number, last: number, isTooFast: boolean) => {
    const reason = isTooFast ? 'rate-limit' : 'wanted';
    const occasion = digestOf(database, { ...lane, nowMs, last }, reason, mostInDigest);
    const made = insertDigest.get({
      ...lane,
      nowMs,
      messageId: `digest.${textOf(messageIdOf.get(last), 'message_id')}`,
      thread: `digest:${lane.recipient}`,
      urgency: urgencyOf(occasion),
      body: renderOccasion(occasion),
    });
    markItems.run({ ...lane, nowMs, last, digest: integerOf(made, 'id') });
    return reason;
  };

  return {
    release: ({ recipient, channel }, nowMs, hasSlot) => {
      const lane = { recipient, channel };
      if (!firstDue.get({ ...lane, nowMs })) return undefined;
      releaseUndigestible.run({ ...lane, nowMs });
      // While a digest cannot be sent the next one goes on gathering.
      if (unsentDigest.get(lane)) return undefined;
      const found = range.get({ ...lane, nowMs });
      const count = integerOf(found, 'count');
      if (!found || count === 0) return undefined;
      const last = integerOf(found, 'last');
      if (count === 1 && hasSlot && releaseOne.run({ id: last, nowMs }).changes > 0) return undefined;
      return makeDigest(lane, nowMs, last, optionalTextOf(found, 'detail') !== undefined);
    },
  };
}

type Items = Lane & { readonly nowMs: number; readonly last: number };

function digestOf(
  database: SqlDatabase,
  items: Items,
  reason: DigestOccasion['reason'],
  mostNamed: number,
): DigestOccasion {
  const { named, more, incidents, fromMs, toMs } = foldSteps(stepsOf(database, items), mostNamed);
  const bodies = new Map(
    [...select(database, `SELECT id, body FROM outbox WHERE id ${IN_NUMBERS}`, [listOf(named) ?? ''])].map(
      (row) => [integerOf(row, 'id'), textOf(row, 'body')],
    ),
  );
  const occasions = named.map((id) => parseOccasion(bodies.get(id) ?? ''));
  return {
    type: 'digest',
    reason,
    fromMs,
    toMs,
    items: occasions.flatMap((item) =>
      item.type === 'news' || item.type === 'escalation' ? [shorten(item)] : [],
    ),
    more,
    incidents,
  };
}

function* stepsOf(database: SqlDatabase, items: Items): Generator<Step> {
  const sql = `
    SELECT id, thread, occasion, body ->> '$.news' AS news, body ->> '$.incident.severity' AS severity,
      body ->> '$.atMs' AS at_ms
    FROM outbox WHERE ${DUE} AND id <= :last ORDER BY id
  `;
  for (const row of select(database, sql, { ...items })) yield toStep(row);
}

function toStep(row: SqlRow): Step {
  const news = optionalTextOf(row, 'news');
  return {
    id: integerOf(row, 'id'),
    thread: textOf(row, 'thread'),
    type: memberOf(row, 'occasion', ['news', 'escalation']),
    ...(news !== undefined && { news }),
    severity: memberOf(row, 'severity', SEVERITIES),
    atMs: integerOf(row, 'at_ms'),
  };
}
