import { expect, test } from 'vitest';
import { openStore, openStoreReadOnly } from '#ledger/sqlite/store/open-store.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { change, openTempReader } from '#test/support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeRowHashReads({ tempPlace, tamper }: StoreUnderTest): void {
  function ledgerOf(): string {
    const path = tempPlace();
    const database = openStore(path, { nowMs: () => 0 });
    const writer = createLedgerWriter(database, { collector: 'collector-1', run: 'run-1' });
    const record = (segment: { fromMs: number; toMs: number; closed?: 'stop' }, atMs: number) => {
      const changes = [change('device:a', 'up', atMs), change('device:b', 'down', atMs)];
      const batch = { changes, coverage: [segment] };
      writer.record([{ batch, firstSourceSeq: writer.nextSourceSeq(), recordedMs: segment.toMs }]);
    };
    record({ fromMs: 0, toMs: 100, closed: 'stop' }, 50);
    record({ fromMs: 200, toMs: 300, closed: 'stop' }, 250);
    record({ fromMs: 400, toMs: 500 }, 450);
    database.close();
    return path;
  }

  function hashesIn(path: string, table: string): string[] {
    const database = openStoreReadOnly(path);
    const rows = database.prepare(`SELECT hex(hash) AS hash FROM ${table} ORDER BY seq`).all();
    database.close();
    return rows.map(({ hash }) => String(hash).toLowerCase());
  }

  test('rows are told with their hashes in the chain, in order, and only those of the table', () => {
    const path = ledgerOf();
    const reader = openTempReader(path);
    const seqs = [...reader.changes()].map(({ seq }) => seq);

    const rows = reader.rowHashes('change', [...seqs.toReversed(), 1]);

    expect(rows.map(({ seq }) => seq)).toEqual(seqs);
    expect(rows.map(({ hash }) => hash)).toEqual(hashesIn(path, 'change'));
  });

  test('of coverage the ended segments that touch a stretch are told, as far as they were on record', () => {
    const path = ledgerOf();
    const reader = openTempReader(path);
    const [first, second] = hashesIn(path, 'coverage');
    const hashes = (fromMs: number, toMs: number, recordedBeforeMs?: number) =>
      reader
        .coverageHashes({
          fromMs,
          toMs,
          intervalsMs: [],
          ...(recordedBeforeMs === undefined ? {} : { recordedBeforeMs }),
        })
        .map(({ hash }) => hash);

    expect(hashes(0, 1_000)).toEqual([first, second]);
    expect(hashes(100, 200)).toEqual([]);
    expect(hashes(0, 1_000, 300)).toEqual([first]);
  });

  test('changes and states of several entities are read at once', () => {
    const reader = openTempReader(ledgerOf());
    const entities = ['device:b', 'device:none'] as const;

    expect([...reader.changes({ entities })].map(({ entity, atMs }) => `${entity} ${atMs}`)).toEqual([
      'device:b 50',
      'device:b 250',
      'device:b 450',
    ]);
    expect([...reader.statesBefore(250, { entities })].map(({ atMs }) => atMs)).toEqual([50]);
    expect([...reader.statesBefore(250, { entities, recordedBeforeMs: 1 })]).toEqual([]);
  });

  test('rows that somebody changed are told from those that are as they were written', () => {
    const path = ledgerOf();
    const seqs = [...openTempReader(path).changes()].map(({ seq }) => seq);
    expect(openTempReader(path).changedRows([...seqs, 1, 999])).toEqual([]);
    tamper(path, `UPDATE change SET reason = 'timeout' WHERE seq = ${seqs[2]}`);

    expect(openTempReader(path).changedRows(seqs)).toEqual([seqs[2]]);
    expect(openTempReader(path).changedRows([seqs[0] ?? 0])).toEqual([]);
  });

  test.each([
    ['looked up one by one', 0],
    ['read from tables that have few rows', 1_000],
  ])('changed rows of every table are told where they are %s', (_, others) => {
    const path = ledgerOf();
    const changes = [...openTempReader(path).changes()].map(({ seq }) => seq);
    const coverage = openTempReader(path).coverageHashes({ fromMs: 0, toMs: 1_000, intervalsMs: [] });
    const seqs = [...changes, ...coverage.map(({ seq }) => seq)];
    const asked = [...seqs, ...Array.from({ length: others }, (_, index) => 10_000 + index)];
    expect(openTempReader(path).changedRows(asked)).toEqual([]);
    tamper(path, `UPDATE change SET after_ms = after_ms - 1 WHERE seq = ${changes[3]}`);
    tamper(path, `UPDATE coverage SET salt = zeroblob(16) WHERE seq = ${coverage[1]?.seq}`);

    const changed = [changes[3], coverage[1]?.seq].map(Number).sort((a, b) => a - b);
    expect(openTempReader(path).changedRows(asked)).toEqual(changed);
    expect(openTempReader(path).changedRows(asked.filter((seq) => seq !== changes[3]))).toEqual([
      coverage[1]?.seq,
    ]);
  });
}
