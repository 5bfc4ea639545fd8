import { pino } from 'pino';
import { createDelivery, type DeliveryOptions } from '#alerts/notifications/outbox/create-delivery.ts';
import type { AlertRecipient } from '#core/domain/alert-settings.ts';
import type { Channel, Delivery, Notifier, OutgoingMessage } from '#core/domain/notifier.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { createDeliveryStore } from '#ledger/sqlite/outbox/create-delivery-store.ts';
import { createOutbox } from '#ledger/sqlite/outbox/create-outbox.ts';
import type { SqlDatabase } from '#ledger/sqlite/store/sql-database.ts';
import { openTempStore, START_MS } from './outbox.ts';

export const recipientOf = (id: string, rest: Partial<AlertRecipient> = {}): AlertRecipient => ({
  id,
  name: id,
  language: 'vi',
  email: { addresses: [`${id}@example.vn`], contacts: [] },
  filter: {},
  always: [],
  mostPerHour: 1_000,
  escalation: [],
  ...rest,
});

export const temporary: Delivery = { ok: false, failure: 'temporary', detail: 'try later' };
export const permanent: Delivery = { ok: false, failure: 'permanent', detail: 'refused' };

export interface SentMessage extends OutgoingMessage {
  readonly atMs: number;
  readonly channel: Channel;
}

type Answer = (message: OutgoingMessage, signal: AbortSignal) => Delivery | Promise<Delivery>;

export interface WorldOptions extends Partial<DeliveryOptions> {
  readonly recipients?: readonly AlertRecipient[];
  /** What the other side says; by default it takes everything. */
  readonly answer?: Answer;
  readonly database?: SqlDatabase;
}

/** An outbox in a real file with a delivery whose clock is turned by hand and whose other side is a script. */
export function createWorld({
  recipients,
  answer,
  database = openTempStore(),
  ...options
}: WorldOptions = {}) {
  const clock = { nowMs: START_MS };
  const tried: SentMessage[] = [];
  const metrics = createMetrics();
  const world = { answer: answer ?? (() => ({ ok: true })) };
  const notifierOf = ({ channel }: { readonly channel: Channel }): Notifier => ({
    deliver: async (message, signal) => {
      tried.push({ ...message, atMs: clock.nowMs, channel });
      return world.answer(message, signal);
    },
    close: async () => undefined,
  });
  const known = new Map(
    (recipients ?? ['duty', 'carrier'].map((id) => recipientOf(id))).map((one) => [one.id, one]),
  );
  const store = options.store ?? createDeliveryStore(database);
  const delivery = createDelivery({
    store,
    notifierOf,
    compose: (occasion) => ({
      subject: occasion.type,
      text: '',
      html: '',
      pictures: [],
      facts: JSON.parse(JSON.stringify(occasion)),
    }),
    addressesOf: ({ email }) => email?.addresses ?? [],
    settings: () => ({ recipients: known }),
    nowMs: () => clock.nowMs,
    metrics,
    logger: pino({ level: 'silent' }),
    ...options,
  });
  return {
    clock,
    database,
    delivery,
    metrics,
    outbox: createOutbox(database),
    /** Every message that a notifier was handed, with each try of it. */
    tried,
    ids: () => tried.map(({ messageId }) => messageId),
    setAnswer: (next: Answer) => {
      world.answer = next;
    },
    /** Looks what is due so long after the beginning. */
    runAt: (afterMs: number) => {
      clock.nowMs = START_MS + afterMs;
      return delivery.run();
    },
  };
}
