import { describe, expect, onTestFinished, test } from 'vitest';
import type { Entity } from '#core/domain/state.ts';
import type { IncidentSummary } from '#ledger/record/incidents/incident-event.ts';
import type { KeptEvent, NumberedEvent } from '#ledger/record/incidents/kept-incidents.ts';
import type { NewMessage } from '#ledger/record/outbox/outbox-message.ts';
import { createChain } from '#ledger/sqlite/chain/chain.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { createIncidentReads, openIncidentReads } from '#ledger/sqlite/incidents/incident-reads.ts';
import { createIncidentWriter } from '#ledger/sqlite/incidents/incident-writer.ts';
import { createInputReads } from '#ledger/sqlite/incidents/input-reads.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import type { SqlDatabase } from '#ledger/sqlite/store/sql-database.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeIncidentStore({ tempPlace }: StoreUnderTest): void {
  const SUMMARY: IncidentSummary = {
    id: 'link:a@1000',
    root: { kind: 'entity', entity: 'link:a' },
    openedMs: 1_000,
    sinceMs: 900,
    times: 1,
    isFlapping: false,
    isMuted: false,
    severity: 'major',
    service: 'lost',
    lostNow: 2,
    lostEver: 2,
    camerasLost: 1,
    areas: [],
    blindSpots: [],
  };

  const news = (given: Partial<NumberedEvent> = {}): NumberedEvent => ({
    number: 1,
    kind: 'opened',
    atMs: 1_000,
    incident: SUMMARY,
    joined: [],
    left: [],
    ...given,
  });

  const message = (messageId: string): NewMessage => ({
    messageId,
    thread: SUMMARY.id,
    recipient: 'noc',
    channel: 'email',
    state: 'waiting',
    createdMs: 1_000,
    dueMs: 1_000,
    occasion: { type: 'test', atMs: 1_000, by: 'somebody' },
  });

  const kept = (one: NumberedEvent, rest: Partial<KeptEvent> = {}): KeptEvent => ({
    news: one,
    steps: [],
    messages: [],
    ...rest,
  });

  function open(path = tempPlace(), portion?: number) {
    const database: SqlDatabase = openStore(path, { nowMs: () => 5_000 });
    onTestFinished(() => database.close());
    const writer = createIncidentWriter(database, {
      nowMs: () => 5_000,
      ...(portion !== undefined && { portion }),
    });
    const inputs = createInputReads(database);
    if (!inputs.cursor()) writer.begin({ seq: 0, recordedMs: 0 });
    return { path, database, writer, inputs, reads: createIncidentReads(database) };
  }

  const allMembers = (store: ReturnType<typeof open>) => {
    while (store.writer.writeMembers());
    return [...store.reads.members(SUMMARY.id)];
  };

  describe('what a step of incidents writes', () => {
    test('an incident with its news, its rows of the chain and its messages is there for other processes', async () => {
      const { path, writer } = open();
      writer.commit({
        news: [
          kept(news({ joined: ['link:a', 'device:b'] }), {
            steps: [{ action: 'opened', body: { atMs: 1_000 } }],
            messages: [message('first@camwatch')],
          }),
        ],
        cursor: { seq: 7, recordedMs: 2_000 },
      });

      const reads = openIncidentReads(path);
      onTestFinished(reads.close);

      expect(reads.incidents()).toEqual([
        { id: SUMMARY.id, openedMs: 1_000, updatedMs: 1_000, summary: SUMMARY },
      ]);
      expect(reads.news(SUMMARY.id)).toEqual([news({ joined: ['link:a', 'device:b'] })]);
      expect(reads.steps(SUMMARY.id)).toMatchObject([
        { action: 'opened', author: 'camwatch', recordedMs: 5_000, body: { atMs: 1_000 } },
      ]);
      expect(reads.messages(SUMMARY.id)).toMatchObject([
        { messageId: 'first@camwatch', state: 'waiting', tries: 0 },
      ]);
      expect(reads.timeline(SUMMARY.id)).toEqual([{ kind: 'opened', atMs: 1_000, cameras: 1 }]);
      expect((await verifyLedger(path, { scope: 'full' })).problems).toEqual([]);
    });

    test('a message is written once, whatever else is tried with its id', () => {
      const { writer, reads } = open();
      writer.commit({ news: [kept(news(), { messages: [message('one@camwatch')] })] });

      writer.commit({
        news: [kept(news({ number: 2, kind: 'grew' }), { messages: [message('one@camwatch')] })],
      });

      expect(reads.messages(SUMMARY.id)).toHaveLength(1);
    });

    test('of a step that fails nothing stays', () => {
      const { writer, reads, inputs } = open();
      const twice = [kept(news(), { messages: [message('a@camwatch')] }), kept(news({ kind: 'grew' }))];

      expect(() => writer.commit({ news: twice, cursor: { seq: 9, recordedMs: 9 } })).toThrow(/unique/i);

      expect(reads.incidents()).toEqual([]);
      expect(reads.messages(SUMMARY.id)).toEqual([]);
      expect(inputs.cursor()).toEqual({ seq: 0, recordedMs: 0 });
    });

    test('what is noted about an incident that is over does not open it again', () => {
      const { writer, reads } = open();
      writer.commit({ news: [kept(news()), kept(news({ number: 2, kind: 'resolved', atMs: 2_000 }))] });
      writer.commit({ news: [kept(news({ number: 3, kind: 'noted', atMs: 3_000 }))] });

      expect(reads.incident(SUMMARY.id)).toMatchObject({ resolvedMs: 2_000, updatedMs: 3_000 });
      expect(reads.incidents({ state: 'unresolved' })).toEqual([]);

      writer.commit({ news: [kept(news({ number: 4, kind: 'reopened', atMs: 4_000 }))] });

      expect(reads.incidents({ state: 'unresolved' })).toHaveLength(1);
      expect(reads.counts()).toEqual({ unresolved: 1 });
    });

    test('incidents are found by when they were open, and by who was in them', () => {
      const store = open();
      store.writer.commit({
        news: [
          kept(news({ joined: ['device:b'] })),
          kept(news({ number: 2, kind: 'resolved', atMs: 2_000, left: ['device:b'] })),
        ],
      });
      allMembers(store);
      const count = (query: Parameters<typeof store.reads.incidents>[0]) =>
        store.reads.incidents(query).length;

      expect([{ fromMs: 2_000 }, { fromMs: 2_001 }, { toMs: 1_000 }, { toMs: 1_001 }].map(count)).toEqual([
        1, 0, 0, 1,
      ]);
      expect(count({ entity: 'device:b' })).toBe(1);
      expect(count({ entity: 'device:c' })).toBe(0);
      expect(count({ limit: 0 })).toBe(0);
    });

    test('members come after their news in portions, and go on where a crash has left them', () => {
      const path = tempPlace();
      const many = Array.from(
        { length: 25 },
        (_, index): Entity => `device:${String(index).padStart(2, '0')}`,
      );
      const first = open(path, 10);
      first.writer.commit({
        news: [
          kept(news({ joined: many })),
          kept(news({ number: 2, kind: 'shrank', atMs: 3_000, left: many.slice(5) })),
        ],
      });
      expect(first.writer.writeMembers()).toBe(true);
      expect([...first.reads.members(SUMMARY.id)]).toHaveLength(10);

      const second = open(path, 10);
      const members = allMembers(second);

      expect(members.map(({ entity }) => entity)).toEqual(many);
      expect(members.slice(0, 6).map(({ leftMs }) => leftMs)).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        3_000,
      ]);
      expect([...second.reads.members(SUMMARY.id, 'now')]).toHaveLength(5);
      expect(second.writer.writeMembers()).toBe(false);
    });
  });

  describe('what the engine is told of', () => {
    test('rows of all tables come in the order of the chain, less those of camwatch itself', () => {
      const { database, inputs } = open();
      const decision = { author: 'an', body: '{}', recorded_ms: 50 };
      createChain(database).transaction((append) => {
        append('maintenance', { ...decision, id: 'm1', action: 'add' });
        append('incident_step', { ...decision, id: 'i1', action: 'opened' });
        append('incident_step', { ...decision, id: 'i1', action: 'acknowledged' });
        append('maintenance', { ...decision, id: 'm1', action: 'cancel', recorded_ms: 60 });
      });

      expect(inputs.lastSeqBefore(60, 0)).toBe(3);
      expect(inputs.rows(0, 3, 100).map(({ seq, table }) => [seq, table])).toEqual([
        [1, 'maintenance'],
        [3, 'incident_step'],
      ]);
      expect(inputs.rows(0, 4, 1)).toHaveLength(1);
      expect(inputs.lastSeqBefore(50, 3)).toBe(3);
    });

    test('what a collector said in the turn of another is not told where it was corrected at once', () => {
      const { database, inputs } = open();
      const said = {
        ...{
          entity: 'device:cam',
          indicator: 'reach',
          origin: 'measured',
          after_ms: 1,
          at_ms: 1,
          recorded_ms: 9,
        },
        ...{ author: 'kv-b', source: 'kv-b', run: 'run-1', corrects: undefined, reason: undefined },
      } as const;
      createChain(database).transaction((append) => {
        append('change', { ...said, state: 'down', source_seq: 1, body: '{}' });
        append('change', { ...said, state: 'down', at_ms: 2, source_seq: 2, body: '{}' });
        const instead = {
          ...said,
          origin: 'correction',
          state: 'up',
          author: 'centre',
          source: 'centre',
        } as const;
        append('change', { ...instead, corrects: 1, source_seq: 1, body: '{"corrected":"at-once"}' });
        append('change', { ...instead, corrects: 2, at_ms: 2, source_seq: 2, body: '{}' });
      });

      expect(inputs.rows(0, 4, 100).map(({ seq }) => seq)).toEqual([2, 3, 4]);
    });

    test('news are ahead of the cursor until it is moved', () => {
      const { writer, inputs } = open();
      writer.commit({ news: [kept(news())] });
      expect(inputs.newsAhead()).toEqual([{ id: 1, incident: SUMMARY.id, kind: 'opened', atMs: 1_000 }]);

      writer.commit({ news: [], cursor: { seq: 2, recordedMs: 20 }, aheadFrom: 1 });

      expect(inputs.newsAhead()).toMatchObject([{ id: 1 }]);

      writer.commit({ news: [], cursor: { seq: 3, recordedMs: 30 } });

      expect(inputs.newsAhead()).toEqual([]);
      expect(inputs.cursor()).toEqual({ seq: 3, recordedMs: 30 });
    });
  });
}
