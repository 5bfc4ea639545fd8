/**
 * A delivery in a process of its own, to be killed: what it hands over is appended to a file and on disk before it says
 * so. Its clock starts at the instant it is given and goes much faster than the true one. Is killed at some moment after
 * so many messages; without a number it ends when nothing is left to be sent.
 */
import { createHash } from 'node:crypto';
import { fsyncSync, openSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { createDelivery } from '#alerts/notifications/outbox/create-delivery.ts';
import type { Notifier } from '#core/domain/notifier.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { createDeliveryStore } from '#ledger/sqlite/outbox/create-delivery-store.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';

const [path = '', handedOverPath = '', startMs = '', recipients = '', killAfter] = process.argv.slice(2);
const SPEED = 500;

const nowMs = () => Number(startMs) + Math.round(performance.now() * SPEED);
const store = createDeliveryStore(openStore(path, { nowMs }));
const handedOver = openSync(handedOverPath, 'a');
let count = 0;
const notifier: Notifier = {
  deliver: async ({ messageId, content }) => {
    const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
    writeSync(handedOver, `${JSON.stringify({ messageId, digest })}\n`);
    fsyncSync(handedOver);
    // By itself: whoever watches it may be late, and by then nothing was left to be sent.
    if (++count === Number(killAfter))
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), Math.random() * 8);
    await delay(Math.random() * 5);
    return { ok: true };
  },
  close: async () => undefined,
};
const delivery = createDelivery({
  store,
  notifierOf: () => notifier,
  compose: (occasion) => ({
    subject: occasion.type,
    text: JSON.stringify(occasion),
    html: '',
    pictures: [],
    facts: {},
  }),
  addressesOf: ({ email }) => email?.addresses ?? [],
  settings: () => ({ recipients: new Map(JSON.parse(recipients)) }),
  nowMs,
  metrics: createMetrics(),
  logger: pino({ level: 'silent' }),
});
for (;;) {
  await delivery.run();
  const { waiting, held } = store.backlog();
  if (killAfter === undefined && waiting + held === 0) break;
  await delay(2);
}
await delivery.close();
