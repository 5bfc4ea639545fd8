import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Delivery } from '#core/domain/notifier.ts';
import { hours, minutes, seconds } from '#core/time/units.ts';
import type { OutboxMessage } from '#ledger/record/outbox/outbox-message.ts';
import { DIGESTS_BEYOND, RATE_WINDOW_MS, URGENT_BEYOND } from '#ledger/record/outbox/rate-limit.ts';
import { createWorld, permanent, recipientOf, temporary } from '../../../support/delivery-world.ts';
import { messageOf, newsOf, openTempStore, START_MS } from '../../../support/outbox.ts';

const MOST_PER_HOUR = 4;
const RECIPIENTS = ['duty', 'carrier'];

type Operation =
  | {
      readonly kind: 'add';
      readonly thread: number;
      readonly to: number;
      readonly isUrgent: boolean;
      readonly heldMs: number;
    }
  | { readonly kind: 'pass'; readonly forMs: number }
  | { readonly kind: 'crash' };

const operations: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      thread: fc.integer({ min: 1, max: 6 }),
      to: fc.integer({ min: 0, max: 1 }),
      isUrgent: fc.constantFrom(false, false, true),
      heldMs: fc.constantFrom(0, 0, 0, minutes(10), hours(2)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      forMs: fc.constantFrom(0, seconds(1), seconds(20), minutes(1), minutes(16), hours(2)),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'crash' as const }) },
);
const answers = fc.constantFrom<Delivery | 'crash'>(
  { ok: true },
  { ok: true },
  temporary,
  permanent,
  'crash',
);

/** A message that reached the other side, when. */
interface Arrival {
  readonly id: string;
  readonly atMs: number;
}

interface Night {
  readonly rows: readonly OutboxMessage[];
  readonly arrivals: readonly Arrival[];
}

async function live(
  database: ReturnType<typeof openTempStore>,
  steps: readonly Operation[],
  script: readonly (Delivery | 'crash')[],
): Promise<Night> {
  database.exec("DELETE FROM outbox WHERE state = 'digested'; DELETE FROM outbox");
  const arrivals: Arrival[] = [];
  const recipients = RECIPIENTS.map((id) => recipientOf(id, { mostPerHour: MOST_PER_HOUR }));
  let next = 0;
  let passedMs = 0;
  const start = () => {
    const world = createWorld({ database, recipients });
    world.setAnswer(({ messageId }) => {
      const answer = script[next++] ?? { ok: true };
      if (answer === 'crash' || answer.ok) arrivals.push({ id: messageId, atMs: world.clock.nowMs });
      // It has arrived, and nobody says so: the process ends before.
      return answer === 'crash' ? new Promise<Delivery>(() => undefined) : answer;
    });
    return world;
  };
  let world = start();
  const crash = async () => {
    await world.delivery.close(0);
    world = start();
  };
  for (const [index, step] of steps.entries()) {
    const nowMs = START_MS + passedMs;
    if (step.kind === 'crash') await crash();
    if (step.kind === 'add') {
      world.outbox.add(
        messageOf({
          messageId: `m${index}`,
          recipient: RECIPIENTS[step.to] ?? '',
          occasion: newsOf({
            incident: `t${step.thread}`,
            severity: step.isUrgent ? 'critical' : 'minor',
            atMs: nowMs,
          }),
          createdMs: nowMs,
          dueMs: nowMs + step.heldMs,
          state: step.heldMs > 0 ? 'held' : 'waiting',
        }),
      );
    }
    if (step.kind !== 'pass') continue;
    passedMs += step.forMs;
    // What never answers goes on until the crash.
    await Promise.race([world.runAt(passedMs), delay(5)]);
  }
  await crash();
  next = Number.MAX_SAFE_INTEGER;
  for (let count = 0; count < 200; count++) {
    const { waiting, held } = world.outbox.counts();
    if (waiting + held === 0) break;
    passedMs += minutes(10);
    await world.runAt(passedMs);
  }
  await world.delivery.close(0);
  return { rows: world.outbox.list({ limit: 10_000 }).toReversed(), arrivals };
}

describe('delivery', () => {
  test('whatever fails and whenever it crashes: all is sent or dead, in order, and never too much', async () => {
    const database = openTempStore();
    const story = fc.array(operations, { minLength: 1, maxLength: 60, size: 'max' });
    await fc.assert(
      fc.asyncProperty(story, fc.array(answers, { maxLength: 40, size: 'max' }), async (steps, script) => {
        const night = await live(database, steps, script);

        expectSettled(night);
        expectOrder(night);
        expectLimit(night);
      }),
      // Shrinking takes longer than a test may: the seed is enough.
      { numRuns: 30, endOnFailure: true },
    );
  });
});

function expectSettled({ rows, arrivals }: Night): void {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const arrived = new Set(arrivals.map(({ id }) => id));
  for (const row of rows) {
    const carrier = row.digest === undefined ? row : byId.get(row.digest);
    expect(carrier?.state).toMatch(/^(sent|dead)$/);
    if (carrier?.state === 'sent') expect(arrived).toContain(carrier.messageId);
  }
}

/** Of what went by itself, each arrived first after all that was written before it in its thread. */
function expectOrder({ rows, arrivals }: Night): void {
  const places = new Map(arrivals.map(({ id }, place) => [id, place] as const).toReversed());
  const lastPlaces = new Map<string, number>();
  for (const { messageId, thread, recipient, state } of rows) {
    const place = places.get(messageId);
    if (state !== 'sent' || place === undefined) continue;
    const lane = `${thread} ${recipient}`;
    expect(place).toBeGreaterThan(lastPlaces.get(lane) ?? -1);
    lastPlaces.set(lane, place);
  }
}

/** What arrived, could not be written down for a crash and was refused when it came again is not counted by anybody. */
function expectLimit({ rows, arrivals }: Night): void {
  for (const recipient of RECIPIENTS) {
    const own = new Map(
      rows
        .filter((row) => row.recipient === recipient && row.state !== 'dead')
        .map((row) => [row.messageId, row]),
    );
    const mine = arrivals.filter(({ id }) => own.has(id));
    const isUsual = ({ id }: Arrival) => {
      const row = own.get(id);
      return row?.urgency === 'normal' && row.occasion.type !== 'digest';
    };
    for (const { atMs } of mine) {
      const within = mine.filter((other) => other.atMs <= atMs && other.atMs > atMs - RATE_WINDOW_MS);
      const countOf = (some: readonly Arrival[]) => new Set(some.map(({ id }) => id)).size;
      expect(countOf(within)).toBeLessThanOrEqual(MOST_PER_HOUR + DIGESTS_BEYOND + URGENT_BEYOND);
      expect(countOf(within.filter(isUsual))).toBeLessThanOrEqual(MOST_PER_HOUR);
    }
  }
}
