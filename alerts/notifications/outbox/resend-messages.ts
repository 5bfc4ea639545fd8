import { z } from 'zod';
import { parseInput } from '../../../core/input/parse-input.ts';
import type { Outbox } from '../../../ledger/record/outbox/outbox.ts';
import type { OutboxMessage } from '../../../ledger/record/outbox/outbox-message.ts';

const A_MESSAGE = { en: 'expected the number of a message', vi: 'cần số của một tin nhắn' };

/** Messages that were given up. */
export const ResendMessages = z.object({
  ids: z
    .array(z.int().nonnegative().meta({ expected: A_MESSAGE }))
    .meta({ value: 'number' })
    .describe('of the messages, as camwatch alerts outbox --state dead gives them'),
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
