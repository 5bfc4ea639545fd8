import { CHANNELS, type OutgoingMessage } from '../../../core/domain/notifier.ts';
import type { DeliveryStore, TakenMessage, TakeTerms } from '../../record/outbox/delivery-store.ts';
import type { Lane, OutboxMessage } from '../../record/outbox/outbox-message.ts';
import { digestDueMs, mostOf, RATE_WINDOW_MS, type RateClass } from '../../record/outbox/rate-limit.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { integerOf, memberOf, optionalIntegerOf, textOf } from '../store/sql-values.ts';
import { createDigester, type Digester } from './create-digester.ts';
import { createTransaction } from './create-transaction.ts';
import { MESSAGE_COLUMNS, toMessage } from './message-row.ts';

const HELD_AT_ONCE = 1_000;
const LONGEST_DETAIL = 500;

const LANE = 'recipient = :recipient AND channel = :channel';
const NOT_EXCEPTED = 'id NOT IN (SELECT CAST(value AS BIGINT) FROM json_each(:except))';
/** It may have been sent: the process ended before it could say, or only some of its addresses were reached. */
const IN_DOUBT = 'tries > 0 AND detail IS NULL';
/** Such a one is counted among those that were sent within the hour: it takes no place of another. */
const COUNTED = `${IN_DOUBT} AND tried_ms > :sinceMs`;
const CLASSES: Readonly<Record<RateClass, string>> = {
  urgent: "(urgency = 'high' OR occasion = 'test') AND occasion <> 'digest'",
  digest: "occasion = 'digest'",
  usual: "urgency = 'normal' AND occasion NOT IN ('digest', 'test')",
};
/** Nothing of its thread before it is still to be sent, by itself or in a digest. */
const FIRST_OF_THREAD = `NOT EXISTS (
  SELECT 1 FROM outbox AS earlier LEFT JOIN outbox AS digest ON digest.id = earlier.digest
  WHERE earlier.thread = outbox.thread AND earlier.recipient = outbox.recipient AND earlier.channel = outbox.channel
    AND earlier.id < outbox.id AND (earlier.state = 'waiting' OR digest.state = 'waiting'))`;

/** On a connection that `openStore` opened. */
export function createDeliveryStore(
  database: SqlDatabase,
  digester: Digester = createDigester(database),
): DeliveryStore {
  const transaction = createTransaction(database);
  const selectLanes = database.prepare(`
    SELECT recipient, channel FROM outbox WHERE state = 'waiting' AND due_ms <= :nowMs GROUP BY recipient, channel
    UNION SELECT recipient, channel FROM outbox WHERE state = 'held' AND due_ms <= :nowMs GROUP BY recipient, channel
  `);
  const countSent = database.prepare(
    `SELECT count(*) AS count FROM outbox WHERE ${LANE} AND settled_ms > :sinceMs AND state = 'sent'`,
  );
  const countInDoubt = database.prepare(`
    SELECT count(*) AS count FROM outbox WHERE ${LANE} AND state = 'waiting' AND ${COUNTED}
  `);
  const lastDigest = database.prepare(`
    SELECT max(created_ms) AS created_ms FROM outbox
    WHERE thread = 'digest:' || :recipient AND ${LANE}
  `);
  /** What is beyond the limit already waits for that digest. */
  const nextDigest = database.prepare(`
    SELECT min(due_ms) AS due_ms FROM outbox
    WHERE ${LANE} AND state = 'held' AND due_ms > :nowMs AND first_due_ms <= :nowMs
  `);
  const selectDue = (condition: string) =>
    database.prepare(`
      SELECT ${MESSAGE_COLUMNS} FROM outbox INDEXED BY outbox_waiting
      WHERE ${LANE} AND state = 'waiting' AND due_ms <= :nowMs AND ${NOT_EXCEPTED}
        AND ${condition} AND ${FIRST_OF_THREAD}
      ORDER BY urgency, id LIMIT :room
    `);
  const dueInDoubt = selectDue(COUNTED);
  const dueOf = {
    urgent: selectDue(`NOT (${COUNTED}) AND ${CLASSES.urgent}`),
    digest: selectDue(`NOT (${COUNTED}) AND ${CLASSES.digest}`),
    usual: selectDue(`NOT (${COUNTED}) AND ${CLASSES.usual}`),
  };
  const hold = (condition: string) =>
    database.prepare(`
      UPDATE outbox SET state = 'held', due_ms = :heldMs, tries = 0, detail = :detail WHERE id IN (
        SELECT id FROM outbox WHERE ${LANE} AND state = 'waiting' AND due_ms <= :nowMs AND ${NOT_EXCEPTED}
          AND NOT (${IN_DOUBT}) AND occasion IN ('news', 'escalation') AND ${condition}
        ORDER BY urgency, id LIMIT ${HELD_AT_ONCE})
    `);
  const holdOf = { urgent: hold(CLASSES.urgent), usual: hold(CLASSES.usual) };
  const claim = database.prepare(`
    UPDATE outbox SET tries = tries + 1, tried_ms = :nowMs, due_ms = :dueMs, detail = NULL WHERE id = :id
  `);
  const settleSent = database.prepare(
    "UPDATE outbox SET state = 'sent', settled_ms = :nowMs, detail = :detail WHERE id = :id AND state = 'waiting'",
  );
  const settleWaiting = database.prepare(
    "UPDATE outbox SET due_ms = :dueMs, detail = :detail WHERE id = :id AND state = 'waiting'",
  );
  const settleDead = database.prepare(
    "UPDATE outbox SET state = 'dead', settled_ms = :nowMs, detail = :detail WHERE id = :id AND state = 'waiting'",
  );
  const bury = database.prepare(`
    UPDATE outbox SET state = 'dead', settled_ms = :nowMs, detail = :detail WHERE id IN (
      SELECT id FROM outbox WHERE ${LANE} AND state = 'waiting' AND first_due_ms <= :beforeMs AND ${NOT_EXCEPTED}
      ORDER BY id LIMIT ${HELD_AT_ONCE})
  `);
  const told = (order: 'ASC' | 'DESC') =>
    database.prepare(`
      SELECT message_id FROM outbox WHERE thread = :thread AND ${LANE} AND id < :id
        AND (state = 'sent' OR state = 'dead' AND tries > 0) ORDER BY id ${order} LIMIT 1
    `);
  const firstTold = told('ASC');
  const lastTold = told('DESC');
  const firstDue = database.prepare(
    "SELECT min(due_ms) AS due_ms FROM outbox WHERE state IN ('waiting', 'held')",
  );
  const selectBacklog = database.prepare(`
    SELECT (SELECT count(*) FROM outbox WHERE state = 'waiting') AS waiting,
      (SELECT count(*) FROM outbox WHERE state = 'held') AS held,
      (SELECT count(*) FROM outbox WHERE state = 'dead') AS dead,
      (SELECT min(first_due_ms) FROM outbox WHERE state = 'waiting') AS oldest_ms
  `);

  const takeMessages = (lane: Lane, nowMs: number, { room, limit, except }: TakeTerms, used: number) => {
    const terms = { ...lane, nowMs, sinceMs: nowMs - RATE_WINDOW_MS, except: JSON.stringify(except) };
    const taken = dueInDoubt.all({ ...terms, room }).map(toMessage);
    let free = used;
    for (const rateClass of ['urgent', 'digest', 'usual'] as const) {
      const most = Math.min(room - taken.length, mostOf(limit, rateClass) - free);
      if (most <= 0) continue;
      const found = dueOf[rateClass].all({ ...terms, room: most }).map(toMessage);
      taken.push(...found);
      free += found.length;
    }
    return taken;
  };
  const holdBeyond = (lane: Lane, nowMs: number, { limit, except }: TakeTerms, sent: number) => {
    const lastMs = optionalIntegerOf(lastDigest.get({ ...lane }) ?? {}, 'created_ms');
    const nextMs = optionalIntegerOf(nextDigest.get({ ...lane, nowMs }) ?? {}, 'due_ms');
    const heldMs = nextMs ?? digestDueMs(nowMs, lastMs);
    let hasMore = false;
    for (const rateClass of ['urgent', 'usual'] as const) {
      if (sent < mostOf(limit, rateClass)) continue;
      const detail = `more than ${limit.mostPerHour} messages within an hour: goes with others in one`;
      const { changes } = holdOf[rateClass].run({
        ...lane,
        nowMs,
        heldMs,
        detail,
        except: JSON.stringify(except),
      });
      hasMore ||= Number(changes) === HELD_AT_ONCE;
    }
    return hasMore;
  };

  /** Digests and reports are no conversation. */
  const replyTo = ({
    id,
    thread,
    recipient,
    channel,
    occasion,
  }: OutboxMessage): OutgoingMessage['replyTo'] => {
    if (occasion.type !== 'news' && occasion.type !== 'escalation') return undefined;
    const place = { id, thread, recipient, channel };
    const first = firstTold.get(place);
    const previous = lastTold.get(place);
    return first && previous
      ? { first: textOf(first, 'message_id'), previous: textOf(previous, 'message_id') }
      : undefined;
  };
  const asTaken = (message: OutboxMessage, triedMs: number): TakenMessage => {
    const answered = replyTo(message);
    return { ...message, tries: message.tries + 1, triedMs, ...(answered && { replyTo: answered }) };
  };

  return {
    lanes: (nowMs) =>
      selectLanes.all({ nowMs }).map((row) => ({
        recipient: textOf(row, 'recipient'),
        channel: memberOf(row, 'channel', CHANNELS),
      })),
    takeDue: ({ recipient, channel }, nowMs, terms) =>
      transaction(() => {
        const lane = { recipient, channel };
        const sinceMs = nowMs - RATE_WINDOW_MS;
        const sent = integerOf(countSent.get({ ...lane, sinceMs }), 'count');
        const used = sent + integerOf(countInDoubt.get({ ...lane, sinceMs }), 'count');
        const digest = digester.release(lane, nowMs, used < terms.limit.mostPerHour);
        const messages = takeMessages(lane, nowMs, terms, used);
        for (const { id, messageId, tries } of messages) {
          claim.run({ id, nowMs, dueMs: nowMs + terms.backoffMs(messageId, tries + 1) });
        }
        const hasMore = holdBeyond(lane, nowMs, terms, sent);
        return {
          messages: messages.map((message) => asTaken(message, nowMs)),
          hasMore,
          ...(digest && { digest }),
        };
      }),
    settle: (id, outcome, nowMs) => {
      const detail = outcome.detail?.slice(0, LONGEST_DETAIL) ?? null;
      switch (outcome.state) {
        case 'sent':
          settleSent.run({ id, nowMs, detail });
          return;
        case 'waiting':
          settleWaiting.run({ id, dueMs: outcome.dueMs, detail });
          return;
        case 'dead':
          settleDead.run({ id, nowMs, detail });
      }
    },
    giveUp: ({ recipient, channel }, nowMs, { beforeMs, detail, except }) =>
      Number(
        bury.run({
          recipient,
          channel,
          beforeMs,
          nowMs,
          detail: detail.slice(0, LONGEST_DETAIL),
          except: JSON.stringify(except),
        }).changes,
      ),
    firstDueMs: () => optionalIntegerOf(firstDue.get() ?? {}, 'due_ms'),
    backlog: () => {
      const row = selectBacklog.get() ?? {};
      const oldestMs = optionalIntegerOf(row, 'oldest_ms');
      return {
        waiting: integerOf(row, 'waiting'),
        held: integerOf(row, 'held'),
        dead: integerOf(row, 'dead'),
        ...(oldestMs !== undefined && { oldestMs }),
      };
    },
  };
}
