import { pino } from 'pino';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { DeviceFacts } from '#core/domain/device-facts.ts';
import type { FindingObservation, RecordedFinding } from '#core/domain/findings.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { hours } from '#core/time/units.ts';
import { LedgerError } from '#ledger/record/ledger-error.ts';
import { createFindingSink, type FindingSinkOptions } from '#ledger/sqlite/writing/finding-sink.ts';

function look(atMs: number, rest: Partial<FindingObservation> = {}): FindingObservation {
  return {
    entity: 'device:cam-1',
    code: 'clock-drift',
    subject: '',
    isPresent: true,
    atMs,
    values: { offsetMs: 9_000 },
    ...rest,
  };
}

function setUp(options: Partial<FindingSinkOptions> = {}) {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const noted: FindingObservation[] = [];
  const learnt: DeviceFacts[] = [];
  const failing = { with: undefined as Error | undefined };
  const stopping = new AbortController();
  const metrics = createMetrics();
  const sink = createFindingSink(
    {
      noteFindings: async (observations) => {
        if (failing.with) throw failing.with;
        noted.push(...observations);
      },
      learnFacts: async (facts) => {
        learnt.push(...facts);
      },
    },
    { standing: [], logger: pino({ level: 'silent' }), metrics, stop: stopping.signal, ...options },
  );
  const droppedCount = async (name: string) => {
    const { values } = await metrics.camwatch_ledger_rows_dropped_total.get();
    return values.find(({ labels }) => labels.sink === name)?.value ?? 0;
  };
  return {
    sink,
    noted,
    learnt,
    failing,
    stopping,
    droppedCount,
    settle: () => vi.advanceTimersByTimeAsync(2_000),
  };
}

describe('findings', () => {
  test('are gathered, and a look that only confirms is written down once an hour', async () => {
    const { sink, noted, settle } = setUp();

    sink.note([look(0), look(1_000)]);
    expect(noted).toEqual([]);
    await settle();
    sink.note([look(2_000), look(hours(1) - 1), look(hours(1))]);
    await settle();

    expect(noted.map(({ atMs }) => atMs)).toEqual([0, hours(1)]);
  });

  test('whose values changed are written down at once', async () => {
    const { sink, noted, settle } = setUp();

    sink.note([look(0), look(1_000, { values: { offsetMs: 9_500 } })]);
    await settle();

    expect(noted.map(({ values }) => values)).toEqual([{ offsetMs: 9_000 }, { offsetMs: 9_500 }]);
  });

  test('that were never there cost nothing, and one that is gone is told once', async () => {
    const { sink, noted, settle } = setUp();
    const absent = (atMs: number) => look(atMs, { isPresent: false });

    sink.note([absent(0), look(1), absent(2), absent(3), look(4)]);
    await settle();

    expect(noted.map(({ atMs, isPresent }) => [atMs, isPresent])).toEqual([
      [1, true],
      [2, false],
      [4, true],
    ]);
  });

  test('of an earlier run are known to stand', async () => {
    const standing: RecordedFinding = {
      entity: 'device:cam-1',
      code: 'clock-drift',
      subject: '',
      firstMs: 0,
      lastMs: 1_000,
      values: { offsetMs: 9_000 },
    };
    const { sink, noted, settle } = setUp({ standing: [standing] });

    sink.note([look(2_000), look(3_000, { isPresent: false })]);
    await settle();

    expect(noted.map(({ atMs }) => atMs)).toEqual([3_000]);
  });

  test('of a device that makes up subjects are bounded', async () => {
    const { sink, noted, settle } = setUp();

    sink.note(Array.from({ length: 1_000 }, (_, index) => look(index, { subject: `stream-${index}` })));
    await settle();

    expect(noted).toHaveLength(64);
  });

  test('of a device that makes up subjects leave room for those of other codes', async () => {
    const { sink, noted, settle } = setUp();

    sink.note(Array.from({ length: 100 }, (_, index) => look(index, { subject: `stream-${index}` })));
    sink.note([look(200, { code: 'contradiction' })]);
    await settle();

    expect(noted.at(-1)?.code).toBe('contradiction');
  });

  test('wait while the ledger takes none, and are in order afterwards', async () => {
    const { sink, noted, failing, settle } = setUp();
    failing.with = new LedgerError('LEDGER_FULL', 'no space left');

    sink.note([look(0)]);
    await settle();
    sink.note([look(1, { isPresent: false })]);
    await settle();
    expect(noted).toEqual([]);
    failing.with = undefined;
    await vi.advanceTimersByTimeAsync(5_000);

    expect(noted.map(({ isPresent }) => isPresent)).toEqual([true, false]);
  });

  test('that do not fit are dropped, counted, and taken up with the next look', async () => {
    const { sink, noted, droppedCount, settle } = setUp({ mostWaiting: 1 });

    sink.note([look(0), look(1, { subject: 'second' })]);
    expect(await droppedCount('finding')).toBe(1);
    await settle();
    sink.note([look(2), look(3, { subject: 'second' })]);
    await settle();

    expect(noted.map(({ subject }) => subject)).toEqual(['', 'second']);
  });

  test('go with the end, after it was told to stop', async () => {
    const { sink, noted, stopping } = setUp();

    sink.note([look(0)]);
    stopping.abort();
    sink.note([look(1, { subject: 'late' })]);
    await sink.close();

    expect(noted).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('facts', () => {
  const facts = (observedMs: number, model: string): DeviceFacts => ({
    deviceId: 'cam-1',
    observedMs,
    identity: { model },
  });

  test('that say nothing new are written down once an hour', async () => {
    const { sink, learnt, settle } = setUp();

    sink.learn([facts(0, 'A'), facts(1, 'A'), facts(2, 'B'), facts(hours(1) + 2, 'B')]);
    await settle();

    expect(learnt.map(({ observedMs }) => observedMs)).toEqual([0, 2, hours(1) + 2]);
  });

  test('of several probers do not take each other for news', async () => {
    const { sink, learnt, settle } = setUp();
    const stream = (observedMs: number): DeviceFacts => ({
      deviceId: 'cam-1',
      observedMs,
      streams: [{ id: '/main' }],
    });

    sink.learn([facts(0, 'A'), stream(1), facts(2, 'A'), stream(3)]);
    await settle();

    expect(learnt.map(({ observedMs }) => observedMs)).toEqual([0, 1]);
  });
});
