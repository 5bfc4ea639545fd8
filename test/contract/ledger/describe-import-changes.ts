import { describe, expect, test } from 'vitest';
import { buildTimeline } from '#availability/timelines/timeline.ts';
import type { ImportContent, ImportOptions } from '#ledger/record/imports.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { importChanges } from '#ledger/sqlite/writing/import-changes.ts';
import { change, openTempLedger, openTempReader } from '#test/support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeImportChanges({ tempPlace }: StoreUnderTest): void {
  const A = { entity: 'device:a', indicator: 'reach' } as const;
  const ALWAYS = { fromMs: 0, toMs: 1_000 };

  const content = (rest: Partial<ImportContent> = {}): ImportContent => ({
    source: 'zabbix',
    about: { file: 'outages.csv' },
    changes: [change('device:a', 'up', 100), change('device:a', 'down', 200), change('device:a', 'up', 300)],
    coverage: [{ ...A, fromMs: 100, toMs: 400 }],
    ...rest,
  });

  /** Many changes of many devices: several transactions. */
  const manyChanges = (count: number) =>
    Array.from({ length: count }, (_, index) => change(`device:d-${index}`, 'down', index));

  const importInto = (path: string, what = content(), options: Partial<ImportOptions> = {}) =>
    importChanges(path, what, { author: 'an', nowMs: () => 5_000, ...options });

  describe('importChanges', () => {
    test('records changes as imported, with what the source vouches for, in the chain', async () => {
      const path = tempPlace();

      const result = await importInto(path);

      expect(result).toEqual({
        run: expect.stringMatching(/^import:[0-9a-f]{64}$/),
        outcome: 'added',
        addedRows: 5,
      });
      const reader = openTempReader(path);
      const [imported] = reader.imported({ ...A, ...ALWAYS });
      expect(imported?.coverage).toEqual([{ fromMs: 100, toMs: 400 }]);
      expect(imported?.changes.map(({ origin, state, atMs }) => [origin, state, atMs])).toEqual([
        ['imported', 'up', 100],
        ['imported', 'down', 200],
        ['imported', 'up', 300],
      ]);
      expect([...reader.imports()]).toEqual([
        expect.objectContaining({
          source: 'zabbix',
          author: 'an',
          recordedMs: 5_000,
          body: '{"changes":3,"coverage":1,"file":"outages.csv"}',
        }),
      ]);
      expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problems: [] });
    });

    test('adds nothing the second time, nor under another file name', async () => {
      const path = tempPlace();
      await importInto(path);
      const head = (await verifyLedger(path, { scope: 'full' })).head;

      const again = await importInto(path, content({ about: { file: 'copy.csv' } }));

      expect(again).toMatchObject({ outcome: 'already-there', addedRows: 0 });
      expect((await verifyLedger(path, { scope: 'full' })).head).toEqual(head);
    });

    test('leaves what was measured as it is: changes, states, and the present', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);
      await ledger.record({
        changes: [change('device:a', 'up', 50)],
        coverage: [{ fromMs: 0, toMs: 90, closed: 'stop' }],
      });

      await importInto(path);

      await ledger.close();
      const reader = openTempReader(path);
      expect([...reader.changes()].map(({ origin }) => origin)).toEqual(['measured']);
      expect([...reader.statesBefore(1_000)].map(({ atMs }) => atMs)).toEqual([50]);
      expect([...reader.statesBefore(1_000, { recordedBeforeMs: 1e12 })].map(({ atMs }) => atMs)).toEqual([
        50,
      ]);
      expect(reader.changeBefore('device:a', 'reach', 1_000)?.atMs).toBe(50);
      expect([...reader.latestChanges()].map(({ atMs }) => atMs)).toEqual([50]);
      expect([...reader.coverage(ALWAYS)]).toHaveLength(1);
      expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problems: [] });
    });

    test('is what a timeline takes, with the last import first', async () => {
      const path = tempPlace();
      await importInto(path);
      const newer = {
        source: 'sheet',
        changes: [change('device:a', 'up', 250)],
        coverage: [{ ...A, fromMs: 250, toMs: 350 }],
      };
      await importInto(path, content(newer), { nowMs: () => 6_000 });
      const reader = openTempReader(path);

      const timeline = (recordedBeforeMs: number) =>
        buildTimeline({
          changes: [],
          coverage: [],
          imported: reader.imported({ ...A, ...ALWAYS, recordedBeforeMs }),
          service: [ALWAYS],
          period: { fromMs: 150, toMs: 500 },
        }).map(({ fromMs, toMs, state, importedFrom }) => `${fromMs}-${toMs} ${state} ${importedFrom ?? ''}`);

      expect(timeline(5_000)).toEqual(['150-500 unknown ']);
      expect(timeline(6_000)).toEqual([
        '150-200 up zabbix',
        '200-300 down zabbix',
        '300-400 up zabbix',
        '400-500 unknown ',
      ]);
      expect(timeline(6_001)).toEqual([
        '150-200 up zabbix',
        '200-250 down zabbix',
        '250-350 up sheet',
        '350-400 up zabbix',
        '400-500 unknown ',
      ]);
    });

    test('reads of a period only its changes and the last before it', async () => {
      const path = tempPlace();
      await importInto(path);

      const read = (fromMs: number, toMs: number) =>
        openTempReader(path)
          .imported({ ...A, fromMs, toMs })
          .map(({ changes }) => changes.map(({ atMs }) => atMs));

      expect(read(250, 300)).toEqual([[200]]);
      expect(read(200, 301)).toEqual([[200, 300]]);
      expect(read(0, 101)).toEqual([[100]]);
      expect(read(400, 500)).toEqual([]);
      expect(read(0, 100)).toEqual([]);
    });

    test('broken off counts for nothing, and goes on where it is started again', async () => {
      const path = tempPlace();
      const changes = manyChanges(2_500);
      const coverage = changes.map(({ entity, indicator }) => ({
        entity,
        indicator,
        fromMs: 0,
        toMs: 9_000,
      }));
      const many = content({ changes, coverage });
      const stop = new AbortController();
      const seen: number[] = [];
      const onProgress = (doneRows: number) => {
        seen.push(doneRows);
        if (doneRows === 3_500) stop.abort(new Error('stopped'));
      };

      await expect(importInto(path, many, { onProgress, signal: stop.signal })).rejects.toThrow('stopped');

      const period = { entity: 'device:d-7', indicator: 'reach', ...ALWAYS } as const;
      expect(seen).toEqual([1_000, 2_000, 2_500, 3_500]);
      expect(openTempReader(path).imported(period)).toEqual([]);
      expect(await importInto(path, many)).toMatchObject({ outcome: 'added', addedRows: 1_501 });
      expect(openTempReader(path).imported(period)).toHaveLength(1);
      expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problems: [] });
    });
  });
}
