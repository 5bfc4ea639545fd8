import { describe, expect, test } from 'vitest';
import { days } from '#core/time/units.ts';
import type { ReportOccasion } from '#ledger/record/outbox/occasion.ts';
import { createOutbox } from '#ledger/sqlite/outbox/create-outbox.ts';
import { messageOf, newsOf, openTempStore, START_MS } from '../../support/outbox.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeOutbox({ tempPlace }: StoreUnderTest): void {
  describe('createOutbox', () => {
    test('gives back what was added, the newest first', () => {
      const outbox = createOutbox(openTempStore(tempPlace()));

      outbox.add(messageOf({ messageId: 'a@camwatch' }));
      outbox.add(messageOf({ messageId: 'b@camwatch', occasion: newsOf({ severity: 'critical' }) }));

      const [second, first] = outbox.list();
      expect(first).toEqual({
        id: 1,
        messageId: 'a@camwatch',
        thread: 'link:a@1',
        recipient: 'duty',
        channel: 'email',
        urgency: 'normal',
        state: 'waiting',
        createdMs: START_MS,
        dueMs: START_MS,
        firstDueMs: START_MS,
        tries: 0,
        occasion: newsOf(),
      });
      expect(second).toMatchObject({ messageId: 'b@camwatch', urgency: 'high' });
    });

    test('adds a message once', () => {
      const outbox = createOutbox(openTempStore(tempPlace()));

      const added = [1, 2].map(() => outbox.add(messageOf({ messageId: 'a@camwatch' })));

      expect(added).toEqual([true, false]);
      expect(outbox.counts()).toMatchObject({ waiting: 1 });
    });

    test('adds within the transaction of somebody else, and nothing when that fails', () => {
      const database = openTempStore(tempPlace());
      const outbox = createOutbox(database);

      database.exec('BEGIN IMMEDIATE');
      outbox.add(messageOf({ messageId: 'a@camwatch' }));
      database.exec('ROLLBACK');

      expect(outbox.list()).toEqual([]);
    });

    test.each([
      ['state', { state: 'held' }, ['b']],
      ['recipient', { recipient: 'carrier' }, ['c']],
      ['thread', { thread: 'link:b@2' }, ['d']],
      ['limit', { limit: 1 }, ['d']],
      ['nothing', {}, ['d', 'c', 'b', 'a']],
    ] as const)('lists by %s', (_, query, expected) => {
      const outbox = createOutbox(openTempStore(tempPlace()));
      outbox.add(messageOf({ messageId: 'a' }));
      outbox.add(messageOf({ messageId: 'b', state: 'held' }));
      outbox.add(messageOf({ messageId: 'c', recipient: 'carrier' }));
      outbox.add(messageOf({ messageId: 'd', thread: 'link:b@2' }));

      expect(outbox.list(query).map(({ messageId }) => messageId)).toEqual(expected);
    });

    test('sends again what is dead, and only that', () => {
      const database = openTempStore(tempPlace());
      const outbox = createOutbox(database);
      outbox.add(messageOf({ messageId: 'a' }));
      outbox.add(messageOf({ messageId: 'b' }));
      database.exec(
        "UPDATE outbox SET state = 'dead', tries = 9, settled_ms = 5, detail = 'gone' WHERE id = 1",
      );

      const results = [1, 2, 3].map((id) => outbox.resend(id, START_MS + 7));

      expect(results).toEqual(['resent', 'not-dead', 'unknown']);
      expect(outbox.find(1)).toEqual({
        ...messageOf({ messageId: 'a' }),
        id: 1,
        urgency: 'normal',
        dueMs: START_MS + 7,
        firstDueMs: START_MS + 7,
        tries: 0,
      });
    });

    test('a report of a time that has not come is told again when it has, however often the clock was ahead', () => {
      const outbox = createOutbox(openTempStore(tempPlace()));
      const report = (createdMs: number) =>
        outbox.add(messageOf({ messageId: 'day@camwatch', occasion: REPORT, createdMs, dueMs: createdMs }));

      for (let times = 0; times < 3; times++) {
        expect(report(START_MS + days(1))).toBe(true);
        outbox.setBack(START_MS, days(1));
      }

      expect(outbox.list().map(({ messageId }) => messageId)).toEqual([
        'early3.day@camwatch',
        'early2.day@camwatch',
        'early1.day@camwatch',
      ]);
    });

    test('purges what was sent long ago with what went into it, and nothing else', () => {
      const database = openTempStore(tempPlace());
      const outbox = createOutbox(database);
      for (const messageId of ['item', 'digest', 'recent', 'dead', 'waiting'])
        outbox.add(messageOf({ messageId }));
      database.exec(`
      UPDATE outbox SET state = 'sent', settled_ms = ${START_MS} WHERE message_id = 'digest';
      UPDATE outbox SET state = 'digested', digest = 2 WHERE message_id = 'item';
      UPDATE outbox SET state = 'sent', settled_ms = ${START_MS + 2} WHERE message_id = 'recent';
      UPDATE outbox SET state = 'dead', settled_ms = ${START_MS} WHERE message_id = 'dead';
    `);

      const gone = outbox.purge(START_MS + 1 + days(400));

      expect(gone).toBe(2);
      expect(outbox.list().map(({ messageId }) => messageId)).toEqual(['waiting', 'dead', 'recent']);
    });
  });

  const REPORT: ReportOccasion = {
    type: 'report',
    period: 'day',
    fromMs: START_MS,
    toMs: START_MS + days(1),
    opened: [],
    resolved: [],
    unresolved: [],
    acknowledged: [],
    counts: { opened: 0, resolved: 0, unresolved: 0 },
  };
}
