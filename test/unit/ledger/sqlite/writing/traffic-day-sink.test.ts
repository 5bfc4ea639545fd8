import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { TrafficUpdate } from '#core/domain/sinks.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { LedgerError } from '#ledger/record/ledger-error.ts';
import { createTrafficDaySink } from '#ledger/sqlite/writing/traffic-day-sink.ts';
import { trafficDay } from '#test/support/traffic-day.ts';

function setUp(mostWaiting?: number) {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const updates: TrafficUpdate[] = [];
  const failing = { with: undefined as Error | undefined, on: (_update: TrafficUpdate) => true };
  const metrics = createMetrics();
  const sink = createTrafficDaySink(
    {
      recordTraffic: async (update) => {
        if (failing.with && failing.on(update)) throw failing.with;
        updates.push(update);
      },
    },
    {
      logger: pino({ level: 'silent' }),
      metrics,
      stop: new AbortController().signal,
      ...(mostWaiting !== undefined && { mostWaiting }),
    },
  );
  return { sink, updates, failing, metrics, settle: () => vi.advanceTimersByTimeAsync(2_000) };
}

test('of a day that grows only the newest state is written', async () => {
  const { sink, updates, settle } = setUp();
  const later = trafficDay([1, 2]);

  sink.write({ open: [trafficDay([1])], closed: [] });
  sink.write({ open: [later], closed: [] });
  await settle();
  await settle();

  expect(updates).toEqual([{ open: [later], closed: [] }]);
});

test('what the ledger does not take waits, and gives way to something newer', async () => {
  const { sink, updates, failing, settle } = setUp();
  const later = trafficDay([1, 2]);
  const closed = trafficDay([1], { date: '2026-11-24' });
  failing.with = new LedgerError('LEDGER_BUSY', 'busy');

  sink.write({ open: [trafficDay([1])], closed: [closed] });
  await settle();
  sink.write({ open: [later], closed: [] });
  failing.with = undefined;
  await vi.advanceTimersByTimeAsync(5_000);

  expect(updates).toEqual([
    { open: [later], closed: [] },
    { open: [], closed: [closed] },
  ]);
});

test('a day that is refused for good is dropped and counted, and holds up nothing', async () => {
  const { sink, updates, metrics, failing, settle } = setUp();
  const good = trafficDay([1]);
  const bad = trafficDay([1], { linkId: 'bad' });
  failing.with = new LedgerError('LEDGER_REFUSED', 'not this one');
  failing.on = ({ open }) => open.includes(bad);

  sink.write({ open: [bad, good], closed: [] });
  await settle();

  expect(updates).toEqual([{ open: [good], closed: [] }]);
  expect((await metrics.camwatch_ledger_rows_dropped_total.get()).values).toMatchObject([
    { labels: { sink: 'traffic' }, value: 1 },
  ]);
});

test('more than can wait is dropped and counted', async () => {
  const { sink, updates, metrics, settle } = setUp(1);

  sink.write({
    open: [trafficDay([1]), trafficDay([1], { linkId: 'line-2' })],
    closed: [trafficDay([1], { date: '2026-11-24' }), trafficDay([1], { date: '2026-11-23' })],
  });
  await settle();

  expect(updates.map(({ open, closed }) => [open.length, closed.length])).toEqual([
    [1, 0],
    [0, 1],
  ]);
  expect((await metrics.camwatch_ledger_rows_dropped_total.get()).values).toMatchObject([{ value: 2 }]);
});
