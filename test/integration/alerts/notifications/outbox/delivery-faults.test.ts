import { describe, expect, test } from 'vitest';
import type { AlertRecipient } from '#core/domain/alert-settings.ts';
import { days, hours, minutes } from '#core/time/units.ts';
import { createWorld, recipientOf, temporary } from '#test/support/delivery-world.ts';
import { messageOf, newsOf, START_MS } from '#test/support/outbox.ts';

describe('a server that is back after three days', () => {
  const INCIDENTS = 40;
  const EACH = 50;

  function backlog() {
    const world = createWorld({ recipients: [recipientOf('duty', { mostPerHour: 30 })] });
    world.database.exec('BEGIN');
    for (let n = 0; n < INCIDENTS * EACH; n++) {
      const incident = `link:${n % INCIDENTS}@1`;
      const atMs = START_MS - days(3) + minutes(n + 1);
      const severity = n % 100 === 0 ? 'critical' : 'minor';
      const occasion = newsOf({ incident, atMs, severity });
      world.outbox.add(
        messageOf({ messageId: `m${n}`, thread: incident, occasion, createdMs: atMs, dueMs: atMs }),
      );
    }
    world.database.exec('COMMIT');
    return world;
  }

  test('gets no more in an hour than is wanted, and all of it in messages and digests', async () => {
    const world = backlog();

    for (let minute = 0; minute < 60; minute++) await world.runAt(minutes(minute));
    const withinTheHour = world.tried.length;
    for (let minute = 60; minute <= 180; minute += 5) await world.runAt(minutes(minute));

    // 30 of the usual kind, digests each quarter of an hour, and five urgent ones.
    expect(withinTheHour).toBeLessThanOrEqual(30 + 4 + 5);
    const { sent, digested, ...rest } = world.outbox.counts();
    expect(rest).toEqual({ waiting: 0, held: 0, dead: 0 });
    expect(sent).toBe(world.tried.length);
    const digests = world.ids().filter((id) => id.startsWith('digest.')).length;
    expect(sent - digests + digested).toBe(INCIDENTS * EACH);
  });

  test('gets the messages of each incident in their order, and none after a digest that tells of later ones', async () => {
    const world = backlog();

    for (let minute = 0; minute <= 180; minute += 5) await world.runAt(minutes(minute));

    const lastOf = new Map<number, number>();
    const number = (id: string) => Number(id.replace(/^(digest\.)?m/, ''));
    for (const id of world.ids()) {
      const incidents = id.startsWith('digest.')
        ? Array.from({ length: INCIDENTS }, (_, n) => n)
        : [number(id) % INCIDENTS];
      for (const incident of incidents) {
        expect(number(id)).toBeGreaterThan(lastOf.get(incident) ?? -1);
        lastOf.set(incident, number(id));
      }
    }
  });
});

describe('a recipient that is taken out of the settings', () => {
  const waiting = (messageId: string, incident: string) =>
    messageOf({ messageId, thread: incident, occasion: newsOf({ incident }) });
  const held = (messageId: string, incident: string) =>
    ({ ...waiting(messageId, incident), state: 'held', dueMs: START_MS + hours(1) }) as const;

  test('has what waits for it given up, in sight of whoever can mend that, and gets it once it is there again', async () => {
    const duty = recipientOf('duty');
    const recipients = new Map<string, AlertRecipient>([[duty.id, duty]]);
    const world = createWorld({ settings: () => ({ recipients }), answer: () => temporary });
    world.outbox.add(waiting('a', 'link:a@1'));
    world.outbox.add(held('b', 'link:b@1'));
    world.outbox.add(held('c', 'link:c@1'));
    await world.runAt(0);

    recipients.delete(duty.id);
    world.setAnswer(() => ({ ok: true }));
    await world.runAt(hours(1));
    const gone = world.outbox.list({ state: 'dead' });

    expect(gone.map(({ messageId, detail }) => [messageId, detail])).toEqual([
      ['digest.c', 'no recipient of that name is in the settings any more'],
      ['a', 'no recipient of that name is in the settings any more'],
    ]);
    expect(await world.metrics.camwatch_alert_messages.get()).toMatchObject({
      values: expect.arrayContaining([{ labels: { state: 'dead' }, value: 2 }]),
    });

    recipients.set(duty.id, duty);
    for (const { id } of gone) world.outbox.resend(id, START_MS + hours(2));
    await world.runAt(hours(2));
    expect(world.ids().slice(1).toSorted()).toEqual(['a', 'digest.c']);
    expect(world.outbox.counts()).toMatchObject({ dead: 0, waiting: 0, held: 0, digested: 2, sent: 2 });
  });
});

describe('a clock that is put two hours forward', () => {
  test('lets each digest go that is due by then, once, and the next at its own time', async () => {
    const world = createWorld();
    const add = (n: number, dueMs: number) => {
      const incident = `link:${n}@1`;
      const occasion = newsOf({ incident });
      world.outbox.add({
        ...messageOf({ messageId: `m${n}`, thread: incident, occasion, dueMs }),
        state: 'held',
      });
    };
    for (const n of [1, 2]) add(n, START_MS + minutes(30));
    for (const n of [3, 4]) add(n, START_MS + minutes(60));
    for (const n of [5, 6]) add(n, START_MS + minutes(150));

    await world.runAt(0);
    await world.runAt(hours(2));
    await world.runAt(hours(2) + minutes(1));
    const atOnce = world.ids();
    await world.runAt(minutes(150));

    expect(atOnce).toEqual(['digest.m4']);
    expect(world.ids()).toEqual(['digest.m4', 'digest.m6']);
  });
});
