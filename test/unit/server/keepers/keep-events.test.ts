import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Receipt } from '#collector/influx/receipts.ts';
import { days } from '#core/time/units.ts';
import type { NewChange } from '#ledger/record/news.ts';
import { createEventKeeper } from '#server/keepers/keep-events.ts';

const nowMs = 1_800_000_000_000;

function changeOf(seq: number, recordedMs = nowMs): NewChange {
  return {
    ...{ seq, entity: 'device:cam-1', indicator: 'reach', state: 'up', origin: 'measured', author: 'c' },
    ...{ afterMs: recordedMs - 2, atMs: recordedMs - 1, recordedMs, overridesDown: false },
  };
}

/** A ledger of some changes, and an InfluxDB whose answers the test gives. */
function world({ changes, remembered }: { changes: NewChange[]; remembered?: number }) {
  const memory = new Map<string, string>();
  if (remembered !== undefined) memory.set('event-copies-written', String(remembered));
  const written: (readonly [number, string])[] = [];
  let answer: ReturnType<Receipt> = 'written';
  const start = () =>
    createEventKeeper({
      reader: {
        headSeq: () => changes.at(-1)?.seq ?? 0,
        changesAfter: (seq, limit) => changes.filter((change) => change.seq > seq).slice(0, limit),
        lastSeqBefore: (ms) => changes.findLast(({ recordedMs }) => recordedMs < ms)?.seq ?? 0,
        remembered: (name) => memory.get(name),
      },
      writer: {
        openReceipt: () => ({ close: async () => () => answer }),
        writeRows: ({ event = [] }, pace = 'fresh') => {
          for (const row of event) written.push(['seq' in row ? Number(row.seq) : 0, pace]);
        },
      },
      remember: async (name, value) => void memory.set(name, value),
      nowMs: () => nowMs,
      logger: pino({ level: 'silent' }),
    });
  return {
    start,
    written,
    changes,
    confirmed: () => memory.get('event-copies-written'),
    answers: (next: ReturnType<Receipt>) => {
      answer = next;
    },
  };
}

const ticks = async (keeper: { tick: () => Promise<void> }, count: number) => {
  for (let tick = 0; tick < count; tick++) await keeper.tick();
};

test('after a start it writes what is not confirmed, as a backlog, and remembers how far', async () => {
  const city = world({ changes: [1, 2, 3, 4].map((seq) => changeOf(seq)), remembered: 2 });
  const keeper = city.start();

  await ticks(keeper, 2);

  expect(city.written).toEqual([
    [3, 'backlog'],
    [4, 'backlog'],
  ]);
  expect(city.confirmed()).toBe('4');
});

test('what comes in goes at once, and is confirmed when InfluxDB has it', async () => {
  const city = world({ changes: [changeOf(1)], remembered: 1 });
  const keeper = city.start();
  city.answers('waiting');

  city.changes.push(changeOf(2));
  keeper.follow();
  await ticks(keeper, 30);
  expect(city.written).toEqual([[2, 'fresh']]);
  expect(city.confirmed()).toBe('1');
  city.answers('written');
  await keeper.tick();

  expect(city.confirmed()).toBe('2');
});

test('while InfluxDB has not taken what waited before, nothing of it is handed over twice', async () => {
  const city = world({ changes: [1, 2].map((seq) => changeOf(seq)), remembered: 0 });
  city.answers('waiting');

  for (const _run of [1, 2, 3]) await ticks(city.start(), 5);

  expect(city.written).toEqual([]);
});

test('where the queue lost some, all that is not confirmed is written again', async () => {
  const city = world({ changes: [changeOf(1)], remembered: 1 });
  const keeper = city.start();
  city.changes.push(changeOf(2));
  keeper.follow();
  city.answers('lost');
  await ticks(keeper, 20);
  city.answers('written');

  await ticks(keeper, 3);

  expect(city.written).toEqual([
    [2, 'fresh'],
    [2, 'backlog'],
  ]);
  expect(city.confirmed()).toBe('2');
});

test('of a database that nothing is known of it writes 35 days, and of a new one again', async () => {
  const ofDaysAgo = [400, 36, 34, 1].map((ago, index) => changeOf(index + 1, nowMs - days(ago)));
  const city = world({ changes: ofDaysAgo });
  const keeper = city.start();
  await ticks(keeper, 3);
  expect(city.written.map(([seq]) => seq)).toEqual([3, 4]);

  keeper.startAnew();
  await ticks(keeper, 3);

  expect(city.written.map(([seq]) => seq)).toEqual([3, 4, 3, 4]);
});

test('100,000 changes are handed over in portions of 10,000, each when the one before is confirmed', async () => {
  const changes = Array.from({ length: 100_000 }, (_, index) => changeOf(index + 1));
  const city = world({ changes, remembered: 0 });
  const keeper = city.start();

  await keeper.tick();
  expect(city.written).toHaveLength(10_000);
  city.answers('waiting');
  await ticks(keeper, 5);
  expect(city.written).toHaveLength(10_000);
  city.answers('written');
  await ticks(keeper, 9);

  expect(city.written).toHaveLength(100_000);
});
