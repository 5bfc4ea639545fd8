import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Delivery } from '#core/domain/notifier.ts';
import { days, hours, minutes, seconds } from '#core/time/units.ts';
import { createDeliveryStore } from '#ledger/sqlite/outbox/create-delivery-store.ts';
import { createWorld, permanent, recipientOf, temporary } from '../../../../support/delivery-world.ts';
import { messageOf, newsOf, openTempStore, START_MS } from '../../../../support/outbox.ts';
import { tempLedgerPath } from '../../../../support/temp-ledger.ts';

describe('a clock that was ahead by hours', () => {
  test('counts nothing that it sent as sent within this hour, and keeps no digest until its time comes', async () => {
    const world = createWorld({ recipients: [recipientOf('duty', { mostPerHour: 1 })], urgentBeyond: 0 });
    const add = (messageId: string) => world.outbox.add(messageOf({ messageId, thread: messageId }));
    for (const id of ['a', 'b', 'c']) add(id);
    await world.runAt(hours(10));
    await world.runAt(hours(10) + minutes(2));
    add('d');
    await world.runAt(hours(10) + minutes(3));
    world.outbox.setBack(START_MS + minutes(1), hours(10));

    for (let afterMs = minutes(1); afterMs <= minutes(20); afterMs += seconds(30)) await world.runAt(afterMs);

    expect(world.outbox.counts()).toMatchObject({ waiting: 0, held: 0 });
    expect(world.tried).toHaveLength(3);
  });

  test('tries again what failed then as soon as ever', async () => {
    const world = createWorld({ answer: () => temporary });
    for (const id of ['a', 'b', 'c', 'd']) world.outbox.add(messageOf({ messageId: id, thread: id }));
    for (let afterMs = hours(10); afterMs <= hours(10) + minutes(10); afterMs += seconds(15))
      await world.runAt(afterMs);
    world.setAnswer(() => ({ ok: true }));
    world.outbox.setBack(START_MS + minutes(10), hours(10));

    for (let afterMs = minutes(10); afterMs <= minutes(30); afterMs += seconds(15))
      await world.runAt(afterMs);

    expect(world.outbox.counts()).toMatchObject({ waiting: 0, sent: 4 });
  });
});

describe('createDelivery', () => {
  test('sends what is due, and nothing before', async () => {
    const world = createWorld();
    world.outbox.add(messageOf({ messageId: 'now' }));
    world.outbox.add(messageOf({ messageId: 'later', thread: 'other', dueMs: START_MS + seconds(10) }));

    await world.runAt(0);
    const first = world.ids();
    await world.runAt(seconds(10));

    expect(first).toEqual(['now']);
    expect(world.ids()).toEqual(['now', 'later']);
    expect(world.tried[0]).toMatchObject({ to: ['duty@example.vn'], urgency: 'normal' });
    expect(world.outbox.counts()).toMatchObject({ waiting: 0, sent: 2 });
  });

  test('keeps the order of a thread while another goes on', async () => {
    const world = createWorld({
      answer: ({ messageId }) => (messageId === 'a1' ? temporary : { ok: true }),
    });
    world.outbox.add(messageOf({ messageId: 'a1', thread: 'a' }));
    world.outbox.add(messageOf({ messageId: 'a2', thread: 'a' }));
    world.outbox.add(messageOf({ messageId: 'b1', thread: 'b' }));

    await world.runAt(0);
    const first = world.ids();
    world.setAnswer(() => ({ ok: true }));
    await world.runAt(seconds(20));

    expect(first).toEqual(['a1', 'b1']);
    expect(world.ids().slice(2)).toEqual(['a1', 'a2']);
  });

  test('names the first message of the thread and the one before', async () => {
    const world = createWorld();
    for (const messageId of ['1', '2', '3']) world.outbox.add(messageOf({ messageId }));
    world.outbox.add(messageOf({ messageId: 'other', recipient: 'carrier' }));

    await world.runAt(0);

    expect(world.tried.map(({ messageId, replyTo }) => [messageId, replyTo])).toEqual(
      expect.arrayContaining([
        ['1', undefined],
        ['2', { first: '1', previous: '1' }],
        ['3', { first: '1', previous: '2' }],
        ['other', undefined],
      ]),
    );
  });

  test('waits longer after each failure, and gives up after three days', async () => {
    const world = createWorld({ answer: () => temporary });
    world.outbox.add(messageOf({ messageId: 'a' }));

    for (let afterMs = 0; afterMs <= days(4); afterMs += seconds(15)) {
      if (world.outbox.find(1)?.state === 'dead') break;
      const dueMs = world.outbox.find(1)?.dueMs ?? 0;
      if (dueMs <= START_MS + afterMs) await world.runAt(afterMs);
    }

    const tries = world.tried.map(({ atMs }) => atMs - START_MS);
    const waits = tries.slice(1).map((atMs, index) => atMs - (tries[index] ?? 0));
    expect(waits[0]).toBeGreaterThanOrEqual(seconds(15));
    expect(waits[0]).toBeLessThanOrEqual(seconds(30));
    expect(Math.max(...waits)).toBeLessThanOrEqual(hours(1) + seconds(15));
    expect(tries.at(-1)).toBeGreaterThanOrEqual(days(3));
    expect(tries.at(-1)).toBeLessThanOrEqual(days(3) + hours(1));
    expect(world.outbox.find(1)).toMatchObject({ state: 'dead', detail: 'given up: try later' });
  });

  test('a recipient without an address is one line of the log, until a message arrives', async () => {
    const lines: string[] = [];
    const addresses: string[] = [];
    const world = createWorld({
      logger: pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }),
      addressesOf: () => addresses,
    });
    const send = async (messageId: string, afterMs: number) => {
      world.outbox.add(messageOf({ messageId, thread: messageId }));
      await world.runAt(afterMs);
    };
    for (const [number, id] of ['a', 'b', 'c'].entries()) await send(id, minutes(number));
    addresses.push('duty@example.vn');
    await send('d', minutes(4));
    addresses.pop();
    await send('e', minutes(5));

    expect(world.outbox.counts()).toMatchObject({ dead: 4, sent: 1 });
    expect(lines.map((line) => JSON.parse(line).messageId)).toEqual(['a', 'e']);
  });

  test('waits without a mail server, which is one line of the log, and goes when one is set', async () => {
    const lines: string[] = [];
    let hasServer = false;
    const world = createWorld({
      logger: pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) }),
      notifierOf: () =>
        hasServer ? { deliver: async () => ({ ok: true }), close: async () => {} } : undefined,
    });
    for (const messageId of ['a', 'b', 'c']) world.outbox.add(messageOf({ messageId, thread: messageId }));
    await world.runAt(0);
    await world.runAt(hours(1));
    expect(world.outbox.counts()).toMatchObject({ waiting: 3 });
    expect(lines.map((line) => JSON.parse(line).detail)).toEqual(['no mail server is set (alerts.mail)']);

    hasServer = true;
    await world.runAt(hours(3));

    expect(world.outbox.counts()).toMatchObject({ sent: 3 });
  });

  test('asks a mail server that is gone for all recipients together, which is one line of the log', async () => {
    const lines: string[] = [];
    const names = Array.from({ length: 200 }, (_, n) => `agency-${n}`);
    const world = createWorld({
      recipients: names.map((name) => recipientOf(name)),
      answer: () => ({ ...temporary, about: 'server' }),
      logger: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
    });
    for (const recipient of names)
      world.outbox.add(messageOf({ messageId: recipient, thread: recipient, recipient }));

    for (let afterMs = 0; afterMs <= hours(1); afterMs += seconds(5)) await world.runAt(afterMs);

    const told = lines.map((line) => JSON.parse(line));
    expect(world.tried.length).toBeLessThan(40);
    expect(told).toMatchObject([{ channel: 'email', msg: 'messages fail: they wait', detail: 'try later' }]);
    expect(told[0]).not.toHaveProperty('recipient');
    world.setAnswer(() => ({ ok: true }));
    for (let afterMs = hours(1); afterMs <= hours(2); afterMs += seconds(5)) await world.runAt(afterMs);
    expect(world.outbox.counts()).toMatchObject({ sent: 200 });
    expect(lines).toHaveLength(2);
  });

  test('goes on with other recipients where a server refuses one for now', async () => {
    const world = createWorld({
      answer: ({ to }) => (to[0]?.startsWith('carrier') ? temporary : { ok: true }),
    });
    for (let n = 0; n < 20; n++) {
      world.outbox.add(messageOf({ messageId: `grey-${n}`, recipient: 'carrier', thread: `g${n}` }));
      world.outbox.add(messageOf({ messageId: `well-${n}`, thread: `w${n}` }));
    }

    await world.runAt(0);

    expect(world.outbox.counts()).toMatchObject({ sent: 20, waiting: 20 });
  });

  test('gives up at once what a webhook would have taken that is set no more', async () => {
    const world = createWorld({ notifierOf: () => undefined });
    world.outbox.add(messageOf({ messageId: 'a', channel: 'webhook' }));

    await world.runAt(0);

    expect(world.outbox.find(1)).toMatchObject({
      state: 'dead',
      detail: 'no webhook is set for this recipient',
    });
  });

  test('waits as long as the other side asks', async () => {
    const world = createWorld({ answer: () => ({ ...temporary, retryAfterMs: minutes(7) }) });
    world.outbox.add(messageOf({ messageId: 'a' }));

    await world.runAt(0);

    expect(world.outbox.find(1)).toMatchObject({ state: 'waiting', dueMs: START_MS + minutes(7) });
  });

  test.each<[string, Parameters<typeof createWorld>[0], string]>([
    ['what is refused for good', { answer: () => permanent }, 'refused'],
    [
      'what has no address',
      { addressesOf: () => [] },
      'no address: neither an address, nor a contact that has one, nor anybody on duty',
    ],
    [
      'what is for nobody any more',
      { recipients: [] },
      'no recipient of that name is in the settings any more',
    ],
  ])('gives up at once %s, and goes on with what follows', async (_, options, detail) => {
    const world = createWorld(options);
    world.outbox.add(messageOf({ messageId: 'a' }));
    world.outbox.add(messageOf({ messageId: 'b' }));

    await world.runAt(0);

    expect(world.outbox.list({ state: 'dead' }).map((message) => message.detail)).toEqual([detail, detail]);
  });

  test('tries again what could not be composed', async () => {
    const world = createWorld({
      compose: () => {
        throw new Error('no picture');
      },
    });
    world.outbox.add(messageOf({ messageId: 'a' }));

    await world.runAt(0);

    expect(world.outbox.find(1)).toMatchObject({ state: 'waiting', tries: 1, detail: 'Error: no picture' });
  });

  test('tries again only the addresses that were not reached, for half an hour', async () => {
    const unreached = [{ address: 'b@x.vn', failure: 'temporary', detail: 'grey' }] as const;
    const world = createWorld({
      addressesOf: () => ['a@x.vn', 'b@x.vn'],
      answer: ({ to }) => (to.includes('a@x.vn') ? { ok: true, unreached } : temporary),
    });
    world.outbox.add(messageOf({ messageId: 'a' }));
    world.outbox.add(messageOf({ messageId: 'next' }));

    for (let afterMs = 0; afterMs <= minutes(40); afterMs += seconds(5)) await world.runAt(afterMs);

    const first = world.tried.filter(({ messageId }) => messageId === 'a').map(({ to }) => to);
    expect(first[0]).toEqual(['a@x.vn', 'b@x.vn']);
    expect(new Set(first.slice(1).map(String))).toEqual(new Set(['b@x.vn']));
    expect(world.outbox.find(1)).toMatchObject({ state: 'sent', detail: 'not to all: try later' });
    expect(world.ids()).toContain('next');
  });

  test('is not held up by a recipient that never answers', async () => {
    const releases: (() => void)[] = [];
    const world = createWorld({
      answer: ({ to }) =>
        to[0]?.startsWith('carrier')
          ? new Promise<Delivery>((resolve) => releases.push(() => resolve(permanent)))
          : { ok: true },
    });
    for (let n = 0; n < 50; n++) {
      world.outbox.add(messageOf({ messageId: `slow-${n}`, recipient: 'carrier', thread: `s${n}` }));
      world.outbox.add(messageOf({ messageId: `quick-${n}`, thread: `q${n}` }));
    }

    const running = world.runAt(0);
    await expect.poll(() => world.outbox.counts().sent).toBe(50);
    const slow = world.ids().filter((id) => id.startsWith('slow'));
    const closing = world.delivery.close();
    for (const release of releases) release();
    await Promise.all([closing, running]);

    expect(slow).toHaveLength(2);
  });

  test('asks a server that is gone ever more seldom, and only by one message', async () => {
    const world = createWorld({ answer: () => temporary });
    for (let n = 0; n < 500; n++) world.outbox.add(messageOf({ messageId: `m${n}`, thread: `t${n}` }));

    for (let afterMs = 0; afterMs <= hours(1); afterMs += seconds(5)) await world.runAt(afterMs);

    expect(world.tried.length).toBeLessThan(30);
    world.setAnswer(() => ({ ok: true }));
    await world.runAt(hours(1) + minutes(5));
    await world.runAt(hours(3));
    expect(world.outbox.counts()).toMatchObject({ sent: 500 });
  });

  test('gives up what is three days old where nothing gets through, tried or not', async () => {
    const world = createWorld({ answer: () => temporary });
    for (let n = 0; n < 50; n++) world.outbox.add(messageOf({ messageId: `m${n}`, thread: `t${n}` }));

    for (let afterMs = 0; afterMs <= days(3) + hours(1); afterMs += minutes(1)) await world.runAt(afterMs);

    expect(world.outbox.counts()).toMatchObject({ waiting: 0, dead: 50 });
  });

  test('gives up what is three days old of all recipients of a server that is gone', async () => {
    const world = createWorld({ answer: () => ({ ...temporary, about: 'server' }) });
    for (const recipient of ['duty', 'carrier'])
      for (let n = 0; n < 50; n++)
        world.outbox.add(messageOf({ messageId: `${recipient}${n}`, thread: `${recipient}${n}`, recipient }));

    for (let afterMs = 0; afterMs <= days(3) + hours(1); afterMs += minutes(1)) await world.runAt(afterMs);

    expect(world.outbox.counts()).toMatchObject({ waiting: 0, dead: 100 });
  });

  test('sends under the same id what was given up and is sent again', async () => {
    const world = createWorld({ answer: () => permanent });
    world.outbox.add(messageOf({ messageId: 'a' }));
    await world.runAt(0);

    world.setAnswer(() => ({ ok: true }));
    world.outbox.resend(1, world.clock.nowMs);
    await world.runAt(1);

    expect(world.ids()).toEqual(['a', 'a']);
    expect(world.outbox.find(1)).toMatchObject({ state: 'sent' });
  });

  test('goes on when a recipient is slow to end: waits for a while, and sends it again after a start', async () => {
    const world = createWorld({
      answer: (_, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    });
    world.outbox.add(messageOf({ messageId: 'a' }));
    const running = world.runAt(0);

    await world.delivery.close(10);
    await running;
    // Nobody knows whether it arrived.
    expect(world.outbox.find(1)).toMatchObject({ state: 'waiting', tries: 1 });
    expect(world.outbox.find(1)?.detail).toBeUndefined();
    const next = createWorld({ database: world.database });
    await next.runAt(minutes(1));

    expect(next.ids()).toEqual(['a']);
    expect(next.outbox.find(1)).toMatchObject({ state: 'sent' });
  });

  test('takes nothing more when it is closed, and waits for what is on its way', async () => {
    let release: (delivery: Delivery) => void = () => undefined;
    const world = createWorld({ answer: () => new Promise<Delivery>((resolve) => (release = resolve)) });
    world.outbox.add(messageOf({ messageId: 'a' }));
    world.outbox.add(messageOf({ messageId: 'b' }));
    const running = world.runAt(0);
    await expect.poll(() => world.tried.length).toBe(1);

    const closing = world.delivery.close();
    release({ ok: true });
    await Promise.all([closing, running]);
    await world.runAt(1);

    expect(world.outbox.list().map(({ state }) => state)).toEqual(['waiting', 'sent']);
  });

  test('measures what it does', async () => {
    const world = createWorld({
      answer: ({ messageId }) =>
        messageId === 'a' ? temporary : messageId === 'b' ? permanent : { ok: true },
    });
    for (const messageId of ['a', 'b', 'c']) world.outbox.add(messageOf({ messageId, thread: messageId }));
    world.outbox.add(messageOf({ messageId: 'd', state: 'held', dueMs: START_MS + hours(1) }));

    await world.runAt(seconds(5));

    const text = await world.metrics.registry.metrics();
    for (const line of [
      'camwatch_alert_messages{state="waiting"} 1',
      'camwatch_alert_messages{state="held"} 1',
      'camwatch_alert_messages{state="dead"} 1',
      'camwatch_alert_oldest_waiting_seconds 5',
      'camwatch_alert_deliveries_total{channel="email",outcome="failed"} 1',
      'camwatch_alert_deliveries_total{channel="email",outcome="dead"} 1',
      'camwatch_alert_deliveries_total{channel="email",outcome="sent"} 1',
      'camwatch_alert_delivery_seconds_count{channel="email"} 3',
      'camwatch_alert_outcomes_unwritten 0',
    ])
      expect(text).toContain(line);
  });

  test('keeps what was sent while somebody else writes, and sends nothing twice', async () => {
    const path = tempLedgerPath();
    const database = openTempStore(path, 1);
    const other = openTempStore(path, 1);
    const world = createWorld({
      database,
      answer: () => {
        if (!other.isTransaction) other.exec('BEGIN IMMEDIATE');
        return { ok: true };
      },
    });
    for (const messageId of ['a', 'b']) world.outbox.add(messageOf({ messageId }));

    await world.runAt(0);
    await world.runAt(hours(1));
    const failing = await world.metrics.registry.metrics();
    const before = world.ids();
    world.setAnswer(() => ({ ok: true }));
    other.exec('ROLLBACK');
    await world.runAt(hours(2));

    expect(failing).toContain('camwatch_alert_outcomes_unwritten 1');
    expect(failing).toMatch(/camwatch_alert_outbox_failures_total [1-9]/);
    expect(before).toEqual(['a']);
    expect(world.ids()).toEqual(['a', 'b']);
    expect(world.outbox.counts()).toMatchObject({ sent: 2 });
  });

  test('keeps what was sent while the disk is full, and sends nothing twice', async () => {
    const database = openTempStore();
    const store = createDeliveryStore(database);
    const full = Object.assign(new Error('database or disk is full'), {
      code: 'ERR_SQLITE_ERROR',
      errcode: 13,
    });
    let isFull = true;
    const settle: typeof store.settle = (...outcome) => {
      if (isFull) throw full;
      store.settle(...outcome);
    };
    const world = createWorld({ database, store: { ...store, settle } });
    for (const messageId of ['a', 'b']) world.outbox.add(messageOf({ messageId }));

    await world.runAt(0);
    await world.runAt(hours(1));
    const before = world.ids();
    isFull = false;
    await world.runAt(hours(2));

    expect(before).toEqual(['a']);
    expect(world.ids()).toEqual(['a', 'b']);
    expect(world.outbox.counts()).toMatchObject({ sent: 2 });
  });
});

describe('what comes too fast', () => {
  const storm = (mostPerHour: number, count: number) => {
    const world = createWorld({ recipients: [recipientOf('duty', { mostPerHour })] });
    for (let n = 0; n < count; n++) {
      const incident = `link:${n}@1`;
      world.outbox.add(messageOf({ messageId: `m${n}@camwatch`, occasion: newsOf({ incident }) }));
    }
    return world;
  };

  test('over a minute gathers into one digest, and not into one for each second', async () => {
    const world = storm(3, 3);
    await world.runAt(0);
    for (let second = 1; second <= 60; second++) {
      const dueMs = START_MS + seconds(second);
      const occasion = newsOf({ incident: `link:late-${second}@1` });
      world.outbox.add(messageOf({ messageId: `late${second}`, occasion, createdMs: dueMs, dueMs }));
      await world.runAt(seconds(second));
    }
    await world.runAt(seconds(90));
    const gathered = world.ids().slice(3);
    await world.runAt(minutes(20));

    expect(gathered).toEqual(['digest.late60']);
    expect(world.ids()).toHaveLength(4);
    expect(world.outbox.counts()).toMatchObject({ digested: 60, held: 0, waiting: 0 });
  });

  test('goes as one digest that names some and counts the rest', async () => {
    const world = storm(3, 100);

    await world.runAt(0);
    const held = world.outbox.counts();
    await world.runAt(minutes(1));

    expect(held).toMatchObject({ sent: 3, held: 97 });
    expect(world.ids()).toEqual(['m0@camwatch', 'm1@camwatch', 'm2@camwatch', 'digest.m99@camwatch']);
    const [digest] = world.outbox.list({ limit: 1 });
    expect(digest).toMatchObject({ thread: 'digest:duty', state: 'sent' });
    expect(digest?.occasion).toMatchObject({ type: 'digest', reason: 'rate-limit', more: 57 });
    expect(world.outbox.counts()).toMatchObject({ sent: 4, digested: 97, held: 0, waiting: 0 });
  });

  test('goes together, whatever has come while the first of it waited', async () => {
    const world = storm(1, 2);
    await world.runAt(0);
    for (const n of [2, 3]) {
      const occasion = newsOf({ incident: `link:${n}@1` });
      world.outbox.add(messageOf({ messageId: `m${n}@camwatch`, occasion }));
      await world.runAt(seconds(10 * n));
    }

    for (const atMs of [minutes(1), seconds(80), seconds(90)]) await world.runAt(atMs);

    expect(world.ids()).toEqual(['m0@camwatch', 'digest.m3@camwatch']);
    expect(world.outbox.counts()).toMatchObject({ sent: 2, digested: 3, held: 0 });
  });

  test('does not keep back what is urgent', async () => {
    const world = storm(2, 10);
    await world.runAt(0);
    world.outbox.add(
      messageOf({ messageId: 'urgent', occasion: newsOf({ incident: 'x@1', severity: 'critical' }) }),
    );

    await world.runAt(seconds(1));

    expect(world.ids()).toEqual(['m0@camwatch', 'm1@camwatch', 'urgent']);
    expect(world.tried.at(-1)).toMatchObject({ urgency: 'high' });
  });

  test('is counted from the outbox: a restart gives no new allowance', async () => {
    const world = storm(2, 2);
    await world.runAt(0);
    const { database } = world;

    const next = createWorld({ database, recipients: [recipientOf('duty', { mostPerHour: 2 })] });
    next.outbox.add(messageOf({ messageId: 'third', occasion: newsOf({ incident: 'y@1' }) }));
    await next.runAt(seconds(1));

    expect(next.ids()).toEqual([]);
    expect(next.outbox.counts()).toMatchObject({ held: 1 });
  });

  test('sends the same digest after a crash', async () => {
    const world = storm(1, 10);
    await world.runAt(0);
    world.setAnswer(() => new Promise(() => undefined));
    const crashed = world.runAt(minutes(1));
    await expect.poll(() => world.ids().length).toBe(2);
    const { database } = world;

    const next = createWorld({ database, recipients: [recipientOf('duty', { mostPerHour: 1 })] });
    await next.runAt(minutes(2));

    expect(next.ids()).toEqual(['digest.m9@camwatch']);
    expect(next.tried[0]?.content).toEqual(world.tried[1]?.content);
    await Promise.all([world.delivery.close(1), crashed]);
  });
});

describe('what is held', () => {
  const held = { state: 'held', dueMs: START_MS + hours(6) } as const;
  const later = hours(6);

  test('becomes one digest when it is due, of one line an incident', async () => {
    const world = createWorld();
    const step = (messageId: string, news: Parameters<typeof newsOf>[0]) =>
      world.outbox.add(messageOf({ messageId, ...held, occasion: newsOf(news) }));
    step('a1', { incident: 'a', atMs: 10 });
    step('b1', { incident: 'b', atMs: 11 });
    step('a2', { incident: 'a', news: 'grew', atMs: 12, openedMs: 10 });
    step('a3', { incident: 'a', news: 'noted', atMs: 13, openedMs: 10, note: 'on our way' });
    step('a4', { incident: 'a', news: 'resolved', atMs: 15, openedMs: 10 });

    await world.runAt(0);
    await world.runAt(later);

    expect(world.ids()).toEqual(['digest.a4']);
    const [digest] = world.outbox.list({ limit: 1 });
    expect(digest?.occasion).toMatchObject({ reason: 'wanted', fromMs: 10, toMs: 15, more: 0 });
    const items = digest?.occasion.type === 'digest' ? digest.occasion.items : [];
    expect(items.map((item) => item.type === 'news' && [item.incident.id, item.news])).toEqual([
      ['a', 'noted'],
      ['b', 'opened'],
      ['a', 'resolved'],
    ]);
  });

  test('is sent as it is when it is alone', async () => {
    const world = createWorld();
    world.outbox.add(messageOf({ messageId: 'a', ...held }));

    await world.runAt(later);

    expect(world.ids()).toEqual(['a']);
  });

  test('goes as a digest when something later of its thread was sent', async () => {
    const world = createWorld();
    world.outbox.add(messageOf({ messageId: 'a', ...held }));
    world.outbox.add(messageOf({ messageId: 'b', occasion: newsOf({ severity: 'critical' }) }));

    await world.runAt(0);
    await world.runAt(later);

    expect(world.ids()).toEqual(['b', 'digest.a']);
  });

  test('stays in order with what follows it in its thread', async () => {
    const world = createWorld({
      answer: ({ messageId }) => (messageId.startsWith('digest') ? temporary : { ok: true }),
    });
    for (const messageId of ['a', 'b']) world.outbox.add(messageOf({ messageId, ...held }));
    await world.runAt(later);
    world.outbox.add(messageOf({ messageId: 'c', dueMs: START_MS + later }));

    await world.runAt(later + 1);
    const first = world.ids();
    world.setAnswer(() => ({ ok: true }));
    await world.runAt(later + minutes(1));

    expect(first).toEqual(['digest.b']);
    expect(world.ids()).toEqual(['digest.b', 'digest.b', 'c']);
  });

  test('gathers in the next digest while one cannot be sent', async () => {
    const world = createWorld({ answer: () => temporary });
    for (const messageId of ['a', 'b']) world.outbox.add(messageOf({ messageId, ...held }));
    await world.runAt(later);
    for (const messageId of ['c', 'd', 'e']) {
      world.outbox.add(messageOf({ messageId, ...held }));
      await world.runAt(later + seconds(1));
    }

    world.setAnswer(() => ({ ok: true }));
    await world.runAt(later + minutes(1));
    await world.runAt(later + minutes(2));

    expect([...new Set(world.ids())]).toEqual(['digest.b', 'digest.e']);
  });

  test('is sent as it is where it is no incident', async () => {
    const world = createWorld();
    const occasion = { type: 'test', atMs: START_MS, by: 'an' } as const;
    for (const messageId of ['a', 'b'])
      world.outbox.add(messageOf({ messageId, ...held, occasion, thread: messageId }));

    await world.runAt(later);

    expect(world.ids()).toEqual(['a', 'b']);
  });
});
