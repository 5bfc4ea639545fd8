import { days } from '../../../core/time/units.ts';
import type { Outbox } from '../../record/outbox/outbox.ts';
import { OUTBOX_STATES, urgencyOf } from '../../record/outbox/outbox-message.ts';
import { DIGEST_EVERY_MS } from '../../record/outbox/rate-limit.ts';
import { createFilter, select } from '../store/select-rows.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, memberOf, optionalIntegerOf } from '../store/sql-values.ts';
import { createTransaction } from './create-transaction.ts';
import { MESSAGE_COLUMNS, renderOccasion, toMessage } from './message-row.ts';

const KEEP_SENT_MS = days(400);
const PURGED_AT_ONCE = 1_000;

/** On a connection that `openStore` opened. */
export function createOutbox(database: SqlDatabase): Outbox {
  const transaction = createTransaction(database);
  const insert = database.prepare(`
    INSERT INTO outbox (message_id, thread, occasion, recipient, channel, urgency, state, created_ms, due_ms,
      first_due_ms, body)
    VALUES (:messageId, :thread, :occasion, :recipient, :channel, :urgency, :state, :createdMs, :dueMs, :dueMs, :body)
    ON CONFLICT (message_id) DO NOTHING
  `);
  const selectOne = database.prepare(`SELECT ${MESSAGE_COLUMNS} FROM outbox WHERE id = ?`);
  const revive = database.prepare(`
    UPDATE outbox SET state = 'waiting', due_ms = :nowMs, first_due_ms = :nowMs, tries = 0, settled_ms = NULL, detail = NULL
    WHERE id = :id AND state = 'dead'
  `);
  // A report has the id of the time that it tells of: when that comes, it is to be told of.
  const early = database.prepare(`
    UPDATE outbox SET message_id = 'early' || id || '.' || message_id WHERE created_ms > :nowMs AND occasion = 'report'
  `);
  const written = database.prepare(`
    UPDATE outbox SET created_ms = created_ms - :backMs, due_ms = due_ms - :backMs, first_due_ms = first_due_ms - :backMs
    WHERE created_ms > :nowMs
  `);
  // Held with a detail: what came too fast, whose digest is never due later than that.
  const waitsTooLong = database.prepare(`
    UPDATE outbox SET due_ms = min(due_ms, max(:nowMs, due_ms - :backMs))
    WHERE state = 'waiting' AND tried_ms > :nowMs OR state = 'held' AND detail IS NOT NULL AND due_ms > :nowMs + :gatherMs
  `);
  const tried = database.prepare('UPDATE outbox SET tried_ms = tried_ms - :backMs WHERE tried_ms > :nowMs');
  const settled = database.prepare(
    'UPDATE outbox SET settled_ms = settled_ms - :backMs WHERE settled_ms > :nowMs',
  );
  const lastReport = database.prepare(`
    SELECT max(json_extract(body, '$.toMs')) AS ms FROM outbox
    WHERE occasion = 'report' AND message_id NOT LIKE 'early%'`);
  const countByState = database.prepare('SELECT state, count(*) AS count FROM outbox GROUP BY state');
  const oldSent = database.prepare(
    `SELECT id FROM outbox WHERE state = 'sent' AND settled_ms < ? LIMIT ${PURGED_AT_ONCE}`,
  );
  const deleteItems = database.prepare('DELETE FROM outbox WHERE digest = ?');
  const deleteOne = database.prepare('DELETE FROM outbox WHERE id = ?');

  const find: Outbox['find'] = (id) => {
    const row = selectOne.get(id);
    return row && toMessage(row);
  };
  return {
    add: ({ occasion, ...message }) => {
      const { messageId, thread, recipient, channel, state, createdMs, dueMs } = message;
      const { changes } = insert.run({
        messageId,
        thread,
        recipient,
        channel,
        state,
        createdMs,
        dueMs,
        occasion: occasion.type,
        urgency: urgencyOf(occasion),
        body: renderOccasion(occasion),
      });
      return changes > 0;
    },
    find,
    list: ({ state, recipient, thread, limit = 100 } = {}) => {
      const filter = createFilter();
      filter.add('state = ?', state);
      filter.add('recipient = ?', recipient);
      filter.add('thread = ?', thread);
      const sql = `SELECT ${MESSAGE_COLUMNS} FROM outbox ${filter.where()} ORDER BY id DESC LIMIT ?`;
      return [...select(database, sql, [...filter.values, limit])].map(toMessage);
    },
    resend: (id, nowMs) => {
      if (revive.run({ id, nowMs }).changes > 0) return 'resent';
      return find(id) ? 'not-dead' : 'unknown';
    },
    lastReportMs: () => optionalIntegerOf(lastReport.get() ?? {}, 'ms'),
    counts: () => {
      const counts = { waiting: 0, held: 0, digested: 0, sent: 0, dead: 0 };
      for (const row of countByState.all())
        counts[memberOf(row, 'state', OUTBOX_STATES)] = integerOf(row, 'count');
      return counts;
    },
    setBack: (nowMs, backMs) => {
      early.run({ nowMs });
      written.run({ nowMs, backMs });
      waitsTooLong.run({ nowMs, backMs, gatherMs: DIGEST_EVERY_MS });
      tried.run({ nowMs, backMs });
      settled.run({ nowMs, backMs });
    },
    purge: (nowMs, keepMs = KEEP_SENT_MS) =>
      transaction(() => {
        let gone = 0;
        for (const row of oldSent.all(nowMs - keepMs)) {
          const id = integerOf(row, 'id');
          gone += Number(deleteItems.run(id).changes) + Number(deleteOne.run(id).changes);
        }
        return gone;
      }),
  };
}
