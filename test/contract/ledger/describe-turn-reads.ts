import { describe, expect, test } from 'vitest';
import { batchOf, collectorChain, openTempReceiving } from '#test/support/collector-chain.ts';
import { change, openTempReader } from '#test/support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeTurnReads({ tempPlace }: StoreUnderTest): void {
  describe('what turns are placed by', () => {
    test('collectors are told with what ended of their coverage, and what still grows', () => {
      const [path, chain] = [tempPlace(), collectorChain('kv-a')];
      const coverage = [
        { fromMs: 0, toMs: 2_000, intervalMs: 10, closed: 'blind' as const },
        { fromMs: 3_000, toMs: 4_000, intervalMs: 10, closed: 'stop' as const },
      ];
      chain.record({ changes: [], coverage }, 4_000);
      const receiving = openTempReceiving(path);
      receiving.receive(batchOf(chain, 'kv-a'));
      const reader = openTempReader(path);
      expect(reader.coveredSpans(0)).toEqual([{ collector: 'kv-a', fromMs: 0, toMs: 4_000, endedMs: 2_000 }]);

      receiving.noteWork({
        ...{ collector: 'kv-a', asOfSeq: chain.head().seq },
        coverage: [{ run: 'run-1', intervalMs: 10, fromMs: 5_000, toMs: 6_000 }],
      });

      expect(reader.coveredSpans(0)).toEqual([
        { collector: 'kv-a', fromMs: 0, toMs: 6_000, endedMs: 2_000, openFromMs: 5_000 },
      ]);
      expect(reader.coveredSpans(reader.headSeq())).toEqual([
        { collector: 'kv-a', fromMs: 5_000, toMs: 6_000, openFromMs: 5_000 },
      ]);
    });

    test('checks are told with the first instant of what was said of them', () => {
      const [path, chain] = [tempPlace(), collectorChain('kv-a')];
      const changes = [
        change('device:a', 'up', 1_000),
        change('device:b', 'up', 1_500),
        change('device:a', 'down', 2_000),
      ];
      chain.record({ changes }, 3_000);
      openTempReceiving(path).receive(batchOf(chain, 'kv-a'));
      const reader = openTempReader(path);

      expect(reader.checksIn({ fromMs: 0, toMs: 9_000, afterSeq: 0 })).toEqual([
        { entity: 'device:a', indicator: 'reach', fromMs: 1_000 },
        { entity: 'device:b', indicator: 'reach', fromMs: 1_500 },
      ]);
      expect(reader.checksIn({ fromMs: 1_600, toMs: 9_000, afterSeq: 0, source: 'kv-a' })).toEqual([
        { entity: 'device:a', indicator: 'reach', fromMs: 2_000 },
      ]);
      expect(reader.revisedSeq()).toBe(0);
    });
  });
}
