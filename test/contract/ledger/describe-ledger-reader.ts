import { describe, expect, test } from 'vitest';
import { createChain } from '#ledger/sqlite/chain/chain.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { change, openTempLedger, openTempReader } from '#test/support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeLedgerReader({ tempPlace }: StoreUnderTest): void {
  async function writeLedger(): Promise<string> {
    const path = tempPlace();
    const ledger = await openTempLedger(path);
    await ledger.record({
      changes: [
        change('device:a', 'up', 1_000),
        change('device:b', 'down', 1_000),
        change('device:a', 'down', 3_000),
        change('device:a', 'up', 2_000),
        change('device:a', 'up', 1_500, { indicator: 'service' }),
        change('device:a', 'up', 5_000),
      ],
    });
    await ledger.close();
    return path;
  }

  /** Corrections have no way in yet: the claims of a later issue will write them. */
  function correct(path: string, corrects: number, state: string, atMs: number): void {
    const database = openStore(path, { nowMs: () => 0 });
    createChain(database).transaction((append) =>
      append('change', {
        entity: 'device:a',
        indicator: 'reach',
        origin: 'correction',
        corrects,
        after_ms: atMs,
        at_ms: atMs,
        state,
        reason: undefined,
        recorded_ms: 9_000,
        author: 'an',
        body: '{"why":"clock of the collector"}',
        source: 'an',
        run: 'claims',
        source_seq: corrects,
      }),
    );
    createLedgerWriter(database, { collector: 'an', run: 'claims' }).rebuildStatus();
    database.close();
  }

  const brief = (changes: Iterable<{ entity: string; indicator: string; state: string; atMs: number }>) =>
    [...changes].map(({ entity, indicator, state, atMs }) => `${entity} ${indicator} ${state} ${atMs}`);

  describe('changes', () => {
    test('come in the order of their instants, whatever the order they were recorded in', async () => {
      const reader = openTempReader(await writeLedger());

      expect(brief(reader.changes({ entity: 'device:a', indicator: 'reach' }))).toEqual([
        'device:a reach up 1000',
        'device:a reach up 2000',
        'device:a reach down 3000',
        'device:a reach up 5000',
      ]);
    });

    test('can be of a period, whose end is not in it', async () => {
      const reader = openTempReader(await writeLedger());

      expect(brief(reader.changes({ fromMs: 1_500, toMs: 3_000 }))).toEqual([
        'device:a service up 1500',
        'device:a reach up 2000',
      ]);
    });

    test('that were corrected are left out, unless asked for', async () => {
      const path = await writeLedger();
      correct(path, 4, 'up', 2_500);
      const reader = openTempReader(path);
      const query = { entity: 'device:a', indicator: 'reach', fromMs: 2_000 } as const;

      expect(brief(reader.changes(query))).toEqual([
        'device:a reach up 2000',
        'device:a reach up 2500',
        'device:a reach up 5000',
      ]);
      expect(
        [...reader.changes({ ...query, corrected: 'include' })].map(({ seq, corrects }) => [seq, corrects]),
      ).toEqual([
        [5, undefined],
        [9, 4],
        [4, undefined],
        [7, undefined],
      ]);
      expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problems: [] });
    });
  });

  describe('states', () => {
    test('a run is the changes of a period and the last one before it, in order', async () => {
      const reader = openTempReader(await writeLedger());
      const of = { entity: 'device:a', indicator: 'reach' } as const;
      for (const [fromMs, toMs] of [
        [0, 9_000],
        [2_500, 4_000],
        [2_501, 2_502],
        [8_000, 9_000],
        [0, 1],
      ] as const) {
        const before = reader.changeBefore(of.entity, of.indicator, fromMs);
        const all = [...(before ? [before] : []), ...reader.changes({ ...of, fromMs, toMs })];
        expect(reader.stateChanges({ ...of, fromMs, toMs })).toEqual(
          all.map(({ seq, atMs, state, reason }) => ({ seq, atMs, state, ...(reason && { reason }) })),
        );
      }
      expect(reader.stateChanges({ ...of, fromMs: 2_501, toMs: 2_502 })).toHaveLength(1);
    });

    test('before an instant are the last changes strictly before it', async () => {
      const reader = openTempReader(await writeLedger());

      expect(brief(reader.statesBefore(3_000)).toSorted()).toEqual([
        'device:a reach up 2000',
        'device:a service up 1500',
        'device:b reach down 1000',
      ]);
      expect(brief(reader.statesBefore(1_000))).toEqual([]);
      expect(brief(reader.statesBefore(3_001, { entity: 'device:a', indicator: 'reach' }))).toEqual([
        'device:a reach down 3000',
      ]);
    });

    test('before an instant can be of one kind', async () => {
      const reader = openTempReader(await writeLedger());

      expect(brief(reader.statesBefore(4_000, { state: 'down' })).toSorted()).toEqual([
        'device:a reach down 3000',
        'device:b reach down 1000',
      ]);
      expect(brief(reader.statesBefore(9_000, { state: 'down' }))).toEqual(['device:b reach down 1000']);
    });

    test('before an instant leave out what was corrected', async () => {
      const path = await writeLedger();
      correct(path, 4, 'up', 2_500);
      const reader = openTempReader(path);

      expect(brief(reader.statesBefore(4_000, { entity: 'device:a', indicator: 'reach' }))).toEqual([
        'device:a reach up 2500',
      ]);
      expect(reader.changeBefore('device:a', 'reach', 4_000)).toMatchObject({ atMs: 2_500 });
    });

    test('of the present can be of one kind', async () => {
      const reader = openTempReader(await writeLedger());

      expect(brief(reader.latestChanges({ state: 'down' }))).toEqual(['device:b reach down 1000']);
    });
  });

  describe('a snapshot', () => {
    test('is of one moment, whatever is written meanwhile', async () => {
      const path = await writeLedger();
      const database = openStore(path, { nowMs: () => 0 });
      const writer = createLedgerWriter(database, { collector: 'collector-1', run: 'run-2' });
      const reader = openTempReader(path);
      const count = () => [...reader.changes()].length;

      const counts = reader.snapshot(() => {
        const before = count();
        writer.record([
          { batch: { changes: [change('device:c', 'up', 1)] }, firstSourceSeq: 1, recordedMs: 0 },
        ]);
        return [before, count()];
      });
      database.close();

      expect([...counts, count()]).toEqual([6, 6, 7]);
    });

    test('can be within another', async () => {
      const reader = openTempReader(await writeLedger());

      expect(reader.snapshot(() => reader.snapshot(() => [...reader.changes()].length))).toBe(6);
    });
  });

  test('a loop that ends early leaves nothing open', async () => {
    const path = await writeLedger();
    const reader = openTempReader(path);

    for (const { atMs } of reader.changes()) if (atMs === 1_000) break;
    reader.close();

    expect(() => [...reader.changes()]).toThrow(/not open|finalized|closed/);
  });
}
