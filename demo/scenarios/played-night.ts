import type { AlertRecipient, AlertSettings } from '../../core/domain/alert-settings.ts';
import type { MessageContent, OutgoingMessage } from '../../core/domain/notifier.ts';
import type { IncidentReads } from '../../ledger/record/incidents/incident-reads.ts';
import type { Occasion } from '../../ledger/record/outbox/occasion.ts';
import type { Outbox } from '../../ledger/record/outbox/outbox.ts';
import type { Lane, OutboxMessage } from '../../ledger/record/outbox/outbox-message.ts';
import type { RecordWriter } from './record-writer.ts';
import type { Scenario } from './scenario.ts';

/** As it would have gone out. */
export interface SentMessage extends Lane {
  readonly atMs: number;
  readonly message: OutgoingMessage;
}

/** What became of a night. */
export interface PlayedNight {
  readonly scenario: Scenario;
  /** In the order in which they were sent, then those that were not. */
  readonly messages: readonly PlayedMessage[];
  readonly changes: number;
  readonly incidents: number;
  /** When somebody wanted to acknowledge, and nothing was open. */
  readonly inVain: readonly number[];
}

/**
 * `held`: kept back until its recipient wants one; `unsent`: it is still held when the night is over, until `atMs`;
 * `failed`: nobody could be reached.
 */
export type Way = 'at-once' | 'held' | 'digest' | 'escalation' | 'report' | 'unsent' | 'failed';

export interface PlayedMessage extends Lane {
  readonly messageId: string;
  readonly atMs: number;
  readonly way: Way;
  /** When it was written: before it was sent where it had to wait. */
  readonly createdMs: number;
  readonly subject: string;
  readonly to: readonly string[];
  readonly thread: string;
  /** Why nobody could be reached. */
  readonly detail?: string;
}

interface Played {
  readonly scenario: Scenario;
  readonly outbox: Pick<Outbox, 'list'>;
  readonly reads: Pick<IncidentReads, 'incidents'>;
  readonly sent: ReadonlyMap<string, SentMessage>;
  /** Ids of messages that were to wait from the first. */
  readonly heldIds: ReadonlySet<string>;
  readonly settings: Pick<AlertSettings, 'recipients'>;
  readonly compose: (occasion: Occasion, recipient: AlertRecipient) => MessageContent;
  readonly writer: Pick<RecordWriter, 'changes' | 'inVain'>;
}

export function collectPlayed(played: Played): PlayedNight {
  const { scenario, outbox, reads, writer } = played;
  const rows = outbox.list({ limit: -1 }).toReversed();
  const messages = rows.flatMap((row) => {
    const message = toPlayed(row, played);
    return message ? [message] : [];
  });
  return {
    scenario,
    messages: messages.sort((a, b) => a.atMs - b.atMs),
    changes: writer.changes(),
    incidents: reads.incidents().length,
    inVain: writer.inVain(),
  };
}

/** What went into a digest is told by that. */
function toPlayed(
  row: OutboxMessage,
  { sent, heldIds, settings, compose }: Played,
): PlayedMessage | undefined {
  const { messageId, recipient, channel, createdMs, dueMs, thread, occasion, state, detail } = row;
  const message = { messageId, recipient, channel, createdMs, thread };
  const delivered = sent.get(messageId);
  if (delivered) {
    const {
      atMs,
      message: { to, content },
    } = delivered;
    return { ...message, atMs, way: wayOf(row, heldIds), subject: content.subject, to };
  }
  if (state === 'digested') return undefined;
  const known = settings.recipients.get(recipient);
  const subject = known && occasion.type !== 'own' ? compose(occasion, known).subject : '';
  const rest = { ...message, subject, to: [] };
  if (state !== 'dead') return { ...rest, atMs: dueMs, way: 'unsent' };
  return { ...rest, atMs: row.settledMs ?? dueMs, way: 'failed', ...(detail !== undefined && { detail }) };
}

function wayOf({ occasion, messageId }: OutboxMessage, heldIds: ReadonlySet<string>): Way {
  if (occasion.type === 'news' || occasion.type === 'test')
    return heldIds.has(messageId) ? 'held' : 'at-once';
  return occasion.type === 'own' ? 'digest' : occasion.type;
}
