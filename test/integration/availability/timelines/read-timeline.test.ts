import { describe, expect, test } from 'vitest';
import { readTimeline } from '#availability/timelines/read-timeline.ts';
import type { Interval } from '#core/time/intervals.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { change, openTempReader, tempLedgerPath } from '#test/support/temp-ledger.ts';

function readerOf(changes: ReturnType<typeof change>[], coverage: readonly Interval[]) {
  const path = tempLedgerPath();
  const database = openStore(path, { nowMs: () => 0 });
  const writer = createLedgerWriter(database, { collector: 'collector-1', run: 'run-1' });
  writer.record([{ batch: { changes, coverage }, firstSourceSeq: writer.nextSourceSeq(), recordedMs: 0 }]);
  database.close();
  return openTempReader(path);
}

const read = (reader: ReturnType<typeof readerOf>, fromMs: number, toMs: number) =>
  readTimeline(reader, { entity: 'device:a', indicator: 'reach', period: { fromMs, toMs } }).map(
    ({ state, fromMs: begins, toMs: ends }) => `${state} ${begins}-${ends}`,
  );

describe('readTimeline', () => {
  const reader = () =>
    readerOf(
      [
        change('device:a', 'up', 100),
        change('device:a', 'down', 300, { afterMs: 290, reason: 'timeout' }),
        change('device:a', 'up', 500, { afterMs: 490 }),
        change('device:b', 'down', 350),
      ],
      [
        { fromMs: 100, toMs: 600 },
        { fromMs: 800, toMs: 1_000 },
      ],
    );

  test('fills the period, and tells what nobody watched apart from up', () => {
    expect(read(reader(), 0, 1_000)).toEqual([
      'unknown 0-100',
      'up 100-300',
      'down 300-500',
      'up 500-600',
      'unknown 600-800',
      'up 800-1000',
    ]);
  });

  test('an outage that reaches out of the period is cut at its edges', () => {
    expect(read(reader(), 400, 450)).toEqual(['down 400-450']);
  });

  test('of what was never measured nothing is known', () => {
    const none = readTimeline(reader(), {
      ...{ entity: 'device:c', indicator: 'reach' },
      period: { fromMs: 0, toMs: 1_000 },
    });

    expect(none).toEqual([{ fromMs: 0, toMs: 1_000, state: 'unknown', reason: 'no-data-yet' }]);
  });
});
