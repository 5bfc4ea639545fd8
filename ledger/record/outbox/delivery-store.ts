import type { OutgoingMessage } from '../../../core/domain/notifier.ts';
import type { DigestOccasion } from './occasion.ts';
import type { Lane, OutboxMessage } from './outbox-message.ts';
import type { RateLimit } from './rate-limit.ts';
export interface TakeTerms {
  readonly room: number;
  readonly limit: RateLimit;
  /** When what is taken for the so-many-th time is due again. */
  readonly backoffMs: (messageId: string, tries: number) => number;
  /** Ids of those whose outcome is not known yet: neither taken nor held. */
  readonly except: readonly number[];
}

export interface GiveUpTerms {
  readonly beforeMs: number;
  readonly detail: string;
  readonly except: readonly number[];
}

export type TakenMessage = OutboxMessage & Pick<OutgoingMessage, 'replyTo'>;

export interface Taken {
  readonly messages: readonly TakenMessage[];
  readonly digest?: DigestOccasion['reason'];
  /** As many were held as one transaction holds: there are others. */
  readonly hasMore: boolean;
}

/** What became of a try. One that is `waiting` without a detail has reached some: it counts as sent, and is never held. */
export type Outcome =
  | { readonly state: 'sent'; readonly detail?: string }
  | { readonly state: 'waiting'; readonly dueMs: number; readonly detail?: string }
  | { readonly state: 'dead'; readonly detail: string };

export interface Backlog {
  readonly waiting: number;
  readonly held: number;
  readonly dead: number;
  /** Since when the eldest that is waiting could have been sent. */
  readonly oldestMs?: number;
}

/** The outbox as who delivers sees it. Each call is one small transaction. */
export interface DeliveryStore {
  /** Where something is due. */
  readonly lanes: (nowMs: number) => readonly Lane[];
  /**
   * Takes what may be sent now: of each thread the first, and no more than the limit allows. What is taken counts as
   * tried, and is due again later should nobody say what became of it. What is beyond the limit is held from here on.
   */
  readonly takeDue: (lane: Lane, nowMs: number, terms: TakeTerms) => Taken;
  readonly settle: (id: number, outcome: Outcome, nowMs: number) => void;
  /** What could have been sent by `beforeMs` and was not is dead. */
  readonly giveUp: (lane: Lane, nowMs: number, terms: GiveUpTerms) => number;
  /** When the first is due that still waits, by itself or for a digest. */
  readonly firstDueMs: () => number | undefined;
  readonly backlog: () => Backlog;
}
