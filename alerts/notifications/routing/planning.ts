import type { Channel } from '../../../core/domain/notifier.ts';
import type { Entity } from '../../../core/domain/state.ts';
import type { NewsKind, Severity } from '../../../ledger/record/incident-news.ts';
import type { NumberedNews } from '../../../ledger/record/kept-incidents.ts';
import type { TimelineStep } from '../../../ledger/record/occasion.ts';
import type { NewMessage } from '../../../ledger/record/outbox-message.ts';

/** Who was written to about an incident before. */
export interface ToldRecipient {
  readonly recipient: string;
  readonly channel: Channel;
  readonly messageId: string;
  readonly createdMs: number;
  /** When it was to be sent: at once where that is absent. */
  readonly dueMs?: number;
  /** What it was told; absent: that nobody had acknowledged. */
  readonly news?: NewsKind;
  /** How many of its own were in it then, and how bad it was. */
  readonly members?: number;
  readonly severity?: Severity;
  /** Not all that hangs on the root had been asked by then. */
  readonly isEarly?: boolean;
}

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
export type PlanMessages = (news: NumberedNews, context: PlanContext) => readonly NewMessage[];
