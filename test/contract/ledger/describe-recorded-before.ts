import { expect, test } from 'vitest';
import { createChain } from '#ledger/sqlite/chain/chain.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { openTempLedger, openTempReader } from '#test/support/temp-ledger.ts';
import { trafficDay } from '#test/support/traffic-day.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeRecordedBefore({ tempPlace }: StoreUnderTest): void {
  const ALWAYS = { fromMs: 0, toMs: 1_000 };

  /** `[from, to)` that ended as told, and was written down at `recordedMs`. */
  function writeCoverage(
    path: string,
    segments: readonly (readonly [fromMs: number, toMs: number, ended: string, recordedMs: number])[],
  ): void {
    const database = openStore(path, { nowMs: () => 0 });
    createChain(database).transaction((append) => {
      for (const [from_ms, to_ms, ended, recorded_ms] of segments) {
        const origin = { source: 'c', run: 'r', source_seq: from_ms, recorded_ms, author: 'c' };
        append('coverage', { ...origin, from_ms, to_ms, ended, interval_ms: undefined });
      }
    });
    database.close();
  }

  const coverageKnown = (path: string, recordedBeforeMs: number, period = ALWAYS) =>
    [...openTempReader(path).coverage({ ...period, recordedBeforeMs })].map(({ fromMs, toMs, ended }) => [
      fromMs,
      toMs,
      ended,
    ]);

  test('coverage that began before an instant is clipped at it, whenever its end was recorded', () => {
    const path = tempPlace();
    writeCoverage(path, [
      [0, 100, 'stop', 101],
      [200, 300, 'crash', 900],
    ]);

    expect(coverageKnown(path, 0)).toEqual([]);
    expect(coverageKnown(path, 50)).toEqual([[0, 50, undefined]]);
    expect(coverageKnown(path, 101)).toEqual([[0, 100, undefined]]);
    expect(coverageKnown(path, 102)).toEqual([[0, 100, 'stop']]);
    expect(coverageKnown(path, 200)).toEqual([[0, 100, 'stop']]);
    expect(coverageKnown(path, 250)).toEqual([
      [0, 100, 'stop'],
      [200, 250, undefined],
    ]);
    expect(coverageKnown(path, 901)).toEqual([
      [0, 100, 'stop'],
      [200, 300, 'crash'],
    ]);
  });

  test('coverage that only touches the period after the instant is not told of', () => {
    const path = tempPlace();
    writeCoverage(path, [[0, 100, 'stop', 101]]);

    expect(coverageKnown(path, 50, { fromMs: 50, toMs: 80 })).toEqual([]);
    expect(coverageKnown(path, 51, { fromMs: 50, toMs: 80 })).toEqual([[0, 51, undefined]]);
  });

  test('coverage that still grows answers as it will once it has ended', async () => {
    const path = tempPlace();
    const ledger = await openTempLedger(path);
    await ledger.record({ changes: [], coverage: [{ fromMs: 0, toMs: 80 }] });
    const growing = coverageKnown(path, 50);

    await ledger.record({ changes: [], coverage: [{ fromMs: 0, toMs: 90, closed: 'stop' }] });

    expect(growing).toEqual([[0, 50, undefined]]);
    expect(coverageKnown(path, 50)).toEqual(growing);
  });

  test('revisions and the traffic of links are those that were on record', async () => {
    const path = tempPlace();
    let nowMs = 100;
    const ledger = await openTempLedger(path, { nowMs: () => nowMs });
    const recordAt = async (recordedMs: number, body: string, histogram: readonly number[]) => {
      nowMs = recordedMs;
      const meta = { author: 'an', sourceHash: 'x', recordedMs };
      await ledger.recordRevisions([{ kind: 'device', id: 'a', fromMs: 0, body: { site: body } }], meta);
      await ledger.recordTraffic({
        open: [],
        closed: [trafficDay(histogram, { date: `2026-11-${recordedMs}` })],
      });
    };
    await recordAt(10, 'first', [1]);
    await recordAt(20, 'second', [2]);
    await ledger.recordTraffic({ open: [trafficDay([3], { date: '2026-11-29' })], closed: [] });

    const reader = openTempReader(path);

    const known = (recordedBeforeMs?: number) => {
      const query = recordedBeforeMs === undefined ? {} : { recordedBeforeMs };
      return [
        [...reader.revisions(query)].map(({ body }) => body),
        [...reader.trafficDays(query)].map(({ date }) => date),
      ];
    };
    expect(known(10)).toEqual([[], []]);
    expect(known(20)).toEqual([['{"site":"first"}'], ['2026-11-10']]);
    expect(known(21)).toEqual([
      ['{"site":"first"}', '{"site":"second"}'],
      ['2026-11-10', '2026-11-20'],
    ]);
    expect(known()[1]).toEqual(['2026-11-10', '2026-11-20', '2026-11-29']);
  });
}
