import { expect, test, vi } from 'vitest';
import { LedgerError } from '#ledger/record/ledger-error.ts';
import type { WorkerCall, WorkerReply } from '#ledger/sqlite/writing/worker-protocol.ts';
import { createWorkerQueue } from '#ledger/sqlite/writing/worker-queue.ts';
import type { LedgerWriter, NumberedBatch } from '#ledger/sqlite/writing/writer.ts';
import { change } from '#test/support/temp-ledger.ts';

const REFUSED = 13;

function createHarness() {
  const groups: number[][] = [];
  const replies: WorkerReply[] = [];
  const drains: (() => void)[] = [];
  const closed = vi.fn();
  const writer = {
    record: (batches: readonly NumberedBatch[]) => {
      const numbers = batches.map(({ firstSourceSeq }) => firstSourceSeq);
      groups.push(numbers);
      if (numbers.includes(REFUSED)) throw new LedgerError('LEDGER_REFUSED', 'not this one');
    },
    statuses: () => [],
    statusPage: () => [],
  } as unknown as LedgerWriter;
  const queue = createWorkerQueue({
    open: () => ({ writer, mending: { schema: [], status: [], statusCount: 0 }, close: closed }),
    path: 'ledger.sqlite',
    reply: (reply) => replies.push(reply),
    onClosed: closed,
    defer: (drain) => drains.push(drain),
  });
  let id = 0;
  return {
    groups,
    replies,
    closed,
    push: (call: WorkerCall) => queue.push({ id: ++id, call }),
    drain: () => {
      for (let drain = drains.shift(); drain; drain = drains.shift()) drain();
    },
  };
}

const record = (firstSourceSeq: number, changes = 1): WorkerCall => ({
  name: 'record',
  batch: {
    batch: { changes: Array.from({ length: changes }, () => change('device:a', 'up', 1)) },
    firstSourceSeq,
    recordedMs: 0,
  },
});

test('batches that wait together are written together', () => {
  const { push, drain, groups, replies } = createHarness();

  for (const number of [1, 2, 3]) push(record(number));
  drain();

  expect(groups).toEqual([[1, 2, 3]]);
  expect(replies).toEqual([1, 2, 3].map((id) => ({ id, ok: true, answer: { name: 'record' } })));
});

test('a question between batches is answered in its turn', () => {
  const { push, drain, groups, replies } = createHarness();

  push(record(1));
  push({ name: 'statuses' });
  push(record(2));
  push(record(3));
  drain();

  expect(groups).toEqual([[1], [2, 3]]);
  expect(replies.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
});

test('a batch that is refused takes none of its neighbours with it', () => {
  const { push, drain, groups, replies } = createHarness();

  for (const number of [1, REFUSED, 3]) push(record(number));
  drain();

  expect(groups).toEqual([[1, REFUSED, 3], [1], [REFUSED], [3]]);
  expect(replies).toEqual([
    { id: 1, ok: true, answer: { name: 'record' } },
    { id: 2, ok: false, failure: { code: 'LEDGER_REFUSED', message: 'not this one' } },
    { id: 3, ok: true, answer: { name: 'record' } },
  ]);
});

test('a group ends where it has become large', () => {
  const { push, drain, groups } = createHarness();

  for (const number of [1, 2, 3, 4]) push(record(number, 3_000));
  drain();

  expect(groups).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test('after a drain the next request is served as well', () => {
  const { push, drain, groups } = createHarness();
  push(record(1));
  drain();

  push(record(2));
  drain();

  expect(groups).toEqual([[1], [2]]);
});

test('says that it is closed after it has answered', () => {
  const { push, drain, replies, closed } = createHarness();

  push(record(1));
  push({ name: 'close', recordedMs: 5 });
  drain();

  expect(replies.at(-1)).toEqual({ id: 2, ok: true, answer: { name: 'close' } });
  expect(closed.mock.calls).toEqual([[5], []]);
});
