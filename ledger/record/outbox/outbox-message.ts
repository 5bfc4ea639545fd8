import type { Channel } from '../../../core/domain/notifier.ts';
import type { OutboxOccasion } from './occasion.ts';

/**
 * `waiting`: to be sent when due; `held`: waits for a digest; `digested`: went into the row `digest`; `sent`;
 * `dead`: given up, to be seen and sent again by a person.
 */
export const OUTBOX_STATES = ['waiting', 'held', 'digested', 'sent', 'dead'] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];

export const URGENCIES = ['high', 'normal'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** Where messages go: what is slow or refused there holds nothing else up. */
export interface Lane {
  /** Id of a recipient of the settings. */
  readonly recipient: string;
  readonly channel: Channel;
}

/** Something that somebody is to be told, without personal data: addresses are looked up when it is sent. */
export interface NewMessage extends Lane {
  /** `left@right` of RFC 5322 without angle brackets; the same matter never gets two. */
  readonly messageId: string;
  /** Within a thread each message waits for the one before it. */
  readonly thread: string;
  readonly occasion: OutboxOccasion;
  readonly createdMs: number;
  /** When it is to be sent, or to go into a digest. */
  readonly dueMs: number;
  readonly state: 'waiting' | 'held';
}

/** A message with what became of it. */
export interface OutboxMessage extends Lane {
  /** Grows: the order in which messages were written. */
  readonly id: number;
  readonly messageId: string;
  readonly thread: string;
  readonly occasion: OutboxOccasion;
  readonly urgency: Urgency;
  readonly state: OutboxState;
  /** Id of the digest that it went into. */
  readonly digest?: number;
  readonly createdMs: number;
  readonly dueMs: number;
  readonly firstDueMs: number;
  readonly tries: number;
  readonly triedMs?: number;
  readonly settledMs?: number;
  /** What the last try brought, or why it is held. */
  readonly detail?: string;
}

/** What cannot wait for others: critical incidents, and those that nobody acknowledged. */
export function urgencyOf(occasion: OutboxOccasion): Urgency {
  switch (occasion.type) {
    case 'escalation':
      return 'high';
    case 'news':
      return occasion.incident.severity === 'critical' ? 'high' : 'normal';
    case 'digest':
      return occasion.items.some((item) => urgencyOf(item) === 'high') ? 'high' : 'normal';
    case 'report':
    case 'test':
    case 'own':
      return 'normal';
  }
}
