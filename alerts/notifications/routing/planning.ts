import type { Entity } from '../../../core/domain/state.ts';
import type { ToldRecipient } from '../../../ledger/record/incidents/incident-store.ts';
import type { NumberedEvent } from '../../../ledger/record/incidents/kept-incidents.ts';
import type { TimelineStep } from '../../../ledger/record/outbox/occasion.ts';
import type { NewMessage } from '../../../ledger/record/outbox/outbox-message.ts';

/** What a message tells its recipient, as far as the next one depends on it; `dueMs` as it was planned. */
export function toldBy({
  recipient,
  channel,
  messageId,
  createdMs,
  dueMs,
  occasion,
}: Pick<
  NewMessage,
  'recipient' | 'channel' | 'messageId' | 'createdMs' | 'dueMs' | 'occasion'
>): ToldRecipient {
  const told = { recipient, channel, messageId, createdMs, dueMs };
  if (occasion.type !== 'news' && occasion.type !== 'escalation') return told;
  const { members, incident } = occasion;
  const isEarly = incident.behind !== undefined;
  const known = { ...told, members: members.count, severity: incident.severity, ...(isEarly && { isEarly }) };
  return occasion.type === 'news' ? { ...known, news: occasion.news } : known;
}

export interface PlanContext {
  /** Who is in it after this news. */
  readonly members: ReadonlySet<Entity>;
  /** Its news so far, this one included. */
  readonly timeline: readonly TimelineStep[];
  /** Messages about it so far, in their order: whoever was told of it is told that it is over. */
  readonly told: readonly ToldRecipient[];
}

/**
 * Who is written to because of a news, and what. The same news and context must give the same messages with the same ids:
 * after a crash it may be asked again.
 */
export type PlanMessages = (news: NumberedEvent, context: PlanContext) => readonly NewMessage[];
