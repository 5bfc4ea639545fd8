import type { NewMessage, OutboxMessage, OutboxState } from './outbox-message.ts';
export interface OutboxQuery {
  readonly state?: OutboxState;
  readonly recipient?: string;
  readonly thread?: string;
  readonly limit?: number;
}

/** What was and is to be sent. One row a message, kept in the ledger's file. */
export interface Outbox {
  /**
   * Writes one message down, within the caller's transaction where there is one. Says whether it is new: the same
   * `messageId` adds nothing.
   */
  readonly add: (message: NewMessage) => boolean;
  readonly find: (id: number) => OutboxMessage | undefined;
  /** The newest first. */
  readonly list: (query?: OutboxQuery) => readonly OutboxMessage[];
  /** A dead message is sent again under its id, as soon as what came before it in its thread is settled. */
  readonly resend: (id: number, nowMs: number) => 'resent' | 'not-dead' | 'unknown';
  /** Up to when the last report tells. Without those of a clock that was ahead. */
  readonly lastReportMs: () => number | undefined;
  readonly counts: () => Readonly<Record<OutboxState, number>>;
  /** Its clock was `backMs` ahead: what waits must not wait until that time comes again, nor what was sent count as of now. */
  readonly setBack: (nowMs: number, backMs: number) => void;
  /**
   * Deletes what was sent longer ago than it is kept, at most a thousand rows and what went into them; says how many
   * rows are gone. What is dead stays.
   */
  readonly purge: (nowMs: number, keepMs?: number) => number;
}
