import type { Json } from '../text/canonical-json.ts';

/** A way to reach people, or programs that do. Every one is held to the same contract (test/contract/notifiers). */
export interface Notifier {
  /**
   * Hands over one message. Settles within its own deadline, never throws for what the other side does, and sends
   * the same message again under the same `messageId`: it keeps nothing of what it sent.
   */
  readonly deliver: (message: OutgoingMessage, signal: AbortSignal) => Promise<Delivery>;
  readonly close: () => Promise<void>;
}

/**
 * `temporary`: worth another try, after `retryAfterMs` where the other side names it; `permanent`: will be refused again.
 * What is wrong with the settings (a password, a certificate) is temporary: it says nothing about the message, which must not
 * be lost until somebody mends it. `detail` is one line, without secrets and without the left half of any address.
 */
export type Delivery =
  | {
      readonly ok: true;
      readonly detail?: string;
      /** Addresses that it did not reach, while it reached at least one. Sent again it would reach the others twice. */
      readonly unreached?: readonly Unreached[];
    }
  | {
      readonly ok: false;
      readonly failure: 'temporary' | 'permanent';
      readonly detail: string;
      readonly retryAfterMs?: number;
      /** It is the same for everything that goes over this server: nothing was said of the message or its recipient. */
      readonly about?: 'server';
    };

/** `address` as it was given, for the caller only: it is a person's, and belongs in no log and no table. */
export interface Unreached {
  readonly address: string;
  readonly failure: 'temporary' | 'permanent';
  readonly detail: string;
}

export const CHANNELS = ['email', 'webhook'] as const;
export type Channel = (typeof CHANNELS)[number];

export interface OutgoingMessage {
  /** The same at every try: `left@right` of RFC 5322, without its angle brackets. */
  readonly messageId: string;
  /** Messages of one incident: the id of the first, and of the one before, to the same recipient. */
  readonly replyTo?: { readonly first: string; readonly previous: string };
  /** Of `email` addresses; of `webhook` nothing, its address is the notifier's. */
  readonly to: readonly string[];
  readonly urgency: 'high' | 'normal';
  readonly content: MessageContent;
}

export interface MessageContent {
  /** One line without control characters. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly pictures: readonly Picture[];
  /** What goes with it by mail. */
  readonly files?: readonly MailedFile[];
  /** For programs: the body of a webhook. */
  readonly facts: Json;
}

/** A file beside the text of a mail. */
export interface MailedFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Shown within `html` by `cid:<id>`. */
export interface Picture {
  readonly id: string;
  readonly fileName: string;
  readonly contentType: 'image/png';
  readonly bytes: Uint8Array;
  /** What it shows, in words. */
  readonly alt: string;
}
