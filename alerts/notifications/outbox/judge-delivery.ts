import type { Delivery, Unreached } from '../../../core/domain/notifier.ts';
import type { Outcome } from '../../../ledger/record/outbox/delivery-store.ts';
import type { OutboxMessage } from '../../../ledger/record/outbox/outbox-message.ts';
import { backoffMs, GIVE_UP_AFTER_MS, GIVE_UP_PARTLY_AFTER_MS } from './backoff.ts';

export interface Judgement {
  readonly outcome: Outcome;
  /** One line for the log. */
  readonly detail?: string;
  /** Addresses that alone are tried again, because the others have it. */
  readonly only?: readonly string[];
}

/** What is to be done after a try, which `message.tries` counts. `missing`: addresses that alone were tried. */
export function judgeDelivery(
  message: Pick<OutboxMessage, 'messageId' | 'tries' | 'firstDueMs' | 'detail'>,
  delivery: Delivery,
  { nowMs, missing }: { readonly nowMs: number; readonly missing?: readonly string[] | undefined },
): Judgement {
  const { messageId, tries, firstDueMs } = message;
  const wasPartlySent = missing !== undefined;
  const laterMs = (askedMs?: number) => nowMs + backoffMs(messageId, tries, askedMs);
  const isTimeLeft = nowMs - firstDueMs < (wasPartlySent ? GIVE_UP_PARTLY_AFTER_MS : GIVE_UP_AFTER_MS);

  if (delivery.ok) {
    const { unreached = [], detail } = delivery;
    if (unreached.length === 0)
      return { outcome: { state: 'sent', ...(detail !== undefined && { detail }) } };
    const again = unreached.filter(({ failure }) => failure === 'temporary').map(({ address }) => address);
    const missed = describe(unreached);
    const isTooLate = nowMs - firstDueMs >= GIVE_UP_PARTLY_AFTER_MS;
    if (again.length === 0 || isTooLate) return { outcome: { state: 'sent', detail: missed } };
    return { outcome: { state: 'waiting', dueMs: laterMs() }, detail: missed, only: again };
  }
  if (delivery.failure === 'temporary' && isTimeLeft) {
    const { detail, retryAfterMs } = delivery;
    const outcome: Outcome = { state: 'waiting', dueMs: laterMs(retryAfterMs) };
    if (missing) return { outcome, detail, only: missing };
    // What may have arrived before a crash goes on to count as sent, whatever became of this try.
    const isInDoubt = tries > 1 && message.detail === undefined;
    return isInDoubt ? { outcome, detail } : { outcome: { ...outcome, detail } };
  }
  // Those whom it reached are not told again by what a person sends again.
  if (wasPartlySent) return { outcome: { state: 'sent', detail: `not to all: ${delivery.detail}` } };
  const detail = delivery.failure === 'permanent' ? delivery.detail : `given up: ${delivery.detail}`;
  return { outcome: { state: 'dead', detail } };
}

const describe = (unreached: readonly Unreached[]): string =>
  `not to ${unreached.length} of its addresses: ${unreached[0]?.detail ?? ''}`;
