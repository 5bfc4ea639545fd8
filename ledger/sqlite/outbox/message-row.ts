import { CHANNELS } from '../../../core/domain/notifier.ts';
import type { OutboxOccasion } from '../../record/outbox/occasion.ts';
import { OUTBOX_STATES, type OutboxMessage, URGENCIES } from '../../record/outbox/outbox-message.ts';
import {
  integerOf,
  memberOf,
  optionalIntegerOf,
  optionalTextOf,
  type SqlRow,
  textOf,
} from '../store/sql-values.ts';

export const MESSAGE_COLUMNS = `id, message_id, thread, recipient, channel, urgency, state, digest, created_ms, due_ms,
  first_due_ms, tries, tried_ms, settled_ms, detail, body`;

/** A row of the table `outbox`, read with {@link MESSAGE_COLUMNS}. */
export function toMessage(row: SqlRow): OutboxMessage {
  const digest = optionalIntegerOf(row, 'digest');
  const triedMs = optionalIntegerOf(row, 'tried_ms');
  const settledMs = optionalIntegerOf(row, 'settled_ms');
  const detail = optionalTextOf(row, 'detail');
  return {
    id: integerOf(row, 'id'),
    messageId: textOf(row, 'message_id'),
    thread: textOf(row, 'thread'),
    recipient: textOf(row, 'recipient'),
    channel: memberOf(row, 'channel', CHANNELS),
    urgency: memberOf(row, 'urgency', URGENCIES),
    state: memberOf(row, 'state', OUTBOX_STATES),
    ...(digest !== undefined && { digest }),
    createdMs: integerOf(row, 'created_ms'),
    dueMs: integerOf(row, 'due_ms'),
    firstDueMs: integerOf(row, 'first_due_ms'),
    tries: integerOf(row, 'tries'),
    ...(triedMs !== undefined && { triedMs }),
    ...(settledMs !== undefined && { settledMs }),
    ...(detail !== undefined && { detail }),
    occasion: parseOccasion(textOf(row, 'body')),
  };
}

/** What only {@link renderOccasion} has written. */
export function parseOccasion(body: string): OutboxOccasion {
  const occasion: OutboxOccasion = JSON.parse(body);
  return occasion;
}

export const renderOccasion = (occasion: OutboxOccasion): string => JSON.stringify(occasion);
