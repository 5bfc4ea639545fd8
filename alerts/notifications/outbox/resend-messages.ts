import { z } from 'zod';
import { parseInput } from '../../../core/input/parse-input.ts';
import type { Outbox } from '../../../ledger/record/outbox/outbox.ts';
import type { OutboxMessage } from '../../../ledger/record/outbox/outbox-message.ts';

export const ResendMessages = z.object({
  ids: z.array(z.int().nonnegative()).describe('of messages that were given up'),
});

export interface ResentMessage {
  readonly id: number;
  /** As it was; absent where there is none. */
  readonly before: OutboxMessage | undefined;
  readonly outcome: ReturnType<Outbox['resend']>;
}

/** Messages that were given up go again under their ids, each once, as soon as camwatch runs. @throws INPUT_INVALID. */
export function resendMessages(
  {
    outbox,
    nowMs = Date.now,
  }: { readonly outbox: Pick<Outbox, 'find' | 'resend'>; readonly nowMs?: () => number },
  input: z.input<typeof ResendMessages>,
): readonly ResentMessage[] {
  const { ids } = parseInput(ResendMessages, input);
  return [...new Set(ids)].map((id) => ({
    id,
    before: outbox.find(id),
    outcome: outbox.resend(id, nowMs()),
  }));
}
