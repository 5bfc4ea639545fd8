import type { AlertRecipient } from '../../../core/domain/alert-settings.ts';
import type { Delivery, MessageContent, Notifier } from '../../../core/domain/notifier.ts';
import { withDeadline } from '../../../core/time/deadline.ts';
import type { TakenMessage } from '../../../ledger/record/outbox/delivery-store.ts';
import type { OutboxOccasion } from '../../../ledger/record/outbox/occasion.ts';
import type { Lane } from '../../../ledger/record/outbox/outbox-message.ts';

/** Writes a message for its recipient; `undefined` where there is nothing to be told any more. What it throws is a fault of ours: the message is tried again. */
export type Compose = (
  occasion: OutboxOccasion,
  recipient: AlertRecipient,
  language: AlertRecipient['language'],
) => MessageContent | undefined | Promise<MessageContent | undefined>;

export interface Delivering {
  readonly recipientOf: (id: string) => AlertRecipient | undefined;
  readonly notifierOf: (lane: Lane) => Notifier | undefined;
  /** Addresses of e-mail as they are now, by the roster's person on duty too. */
  readonly addressesOf: (recipient: AlertRecipient, nowMs: number) => readonly string[];
  readonly compose: Compose;
  /** Beyond the notifier's own deadline, should it not keep it. */
  readonly deadlineMs: number;
}

/** One try. Never throws; `permanent` where nobody can be reached. */
export async function deliverMessage(
  { recipientOf, notifierOf, addressesOf, compose, deadlineMs }: Delivering,
  message: TakenMessage,
  { nowMs, only, stop }: { nowMs: number; only: readonly string[] | undefined; stop: AbortSignal },
): Promise<Delivery> {
  const { messageId, urgency, channel, occasion, replyTo } = message;
  try {
    const recipient = recipientOf(message.recipient);
    // Whoever shut their account, or chose to be told nothing, is missed by nobody.
    if (!recipient && occasion.type === 'own') return UNSENT;
    if (!recipient) return permanent('no recipient of that name is in the settings any more');
    const notifier = notifierOf(message);
    if (!notifier) return withoutNotifier(channel);
    const to = channel === 'email' ? (only ?? addressesOf(recipient, nowMs)) : [];
    if (channel === 'email' && to.length === 0) {
      return permanent('no address: neither an address, nor a contact that has one, nor anybody on duty');
    }
    const content = await compose(occasion, recipient, recipient.language);
    if (content === undefined) return UNSENT;
    const outgoing = { messageId, to, urgency, content, ...(replyTo && { replyTo }) };
    return await withDeadline(deadlineMs, stop, (signal) =>
      orAborted(notifier.deliver(outgoing, signal), signal),
    );
  } catch (error) {
    return { ok: false, failure: 'temporary', detail: String(error) };
  }
}

/** Who has an address waits for a mail server to be named; a webhook that is gone from the settings is wanted no more. */
const withoutNotifier = (channel: Lane['channel']): Delivery =>
  channel === 'email'
    ? { ok: false, failure: 'temporary', detail: 'no mail server is set (alerts.mail)', about: 'server' }
    : permanent(`no ${channel} is set for this recipient`);

const UNSENT: Delivery = { ok: true, detail: 'nothing of it is to be told any more: nothing was sent' };

const permanent = (detail: string): Delivery => ({ ok: false, failure: 'permanent', detail });

/** A notifier that does not settle when it is told to must not keep the lane. */
function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
