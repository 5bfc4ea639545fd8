import { existsSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { besidePath, shownPlace } from '#core/domain/record-place.ts';
import type { ChangeBatch } from '#core/domain/sinks.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { MIGRATIONS } from '#ledger/sqlite/store/migrations.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import type { Ledger } from '#ledger/sqlite/writing/open-ledger.ts';
import { change, openTempLedger, openTempReader } from '#test/support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeLedger({ engine, tempPlace, tamper }: StoreUnderTest): void {
  const recorded = (path: string) =>
    [...openTempReader(path).changes()].map(({ entity, state, atMs }) => [entity, state, atMs]);

  /** A batch that loses what it has on its way to the thread, which it ends. */
  const deadly = new (class {
    get changes() {
      return [];
    }
  })();

  /** Hands it over again after each failure, as the queue of changes does. */
  const untilKept = (ledger: Ledger, batch: ChangeBatch) =>
    vi.waitFor(() => ledger.record(batch), { timeout: 10_000, interval: 50 });

  describe('the writer', () => {
    test('that dies is started again, is counted, and keeps once whatever was handed over', async () => {
      const path = tempPlace();
      const onWriterRestart = vi.fn();
      const ledger = await openTempLedger(path, { restartMs: 1, onWriterRestart });
      const batches = Array.from(
        { length: 40 },
        (_, index): ChangeBatch => ({
          changes: [change('device:a', index % 2 === 0 ? 'up' : 'down', 1_000 + index)],
          coverage: [{ fromMs: 500, toMs: 1_000 + index }],
        }),
      );

      const handed = batches.map((batch) => ledger.record(batch));
      await handed[10];
      await expect(ledger.record(deadly)).rejects.toMatchObject({ code: 'LEDGER_FAILED' });
      const settled = await Promise.allSettled(handed);
      for (const batch of batches) await untilKept(ledger, batch);

      expect(recorded(path).map(([, , atMs]) => atMs)).toEqual(batches.map((_, index) => 1_000 + index));
      expect([...openTempReader(path).coverage({ fromMs: 0, toMs: 9_000 })]).toMatchObject([
        { fromMs: 500, toMs: 1_039 },
      ]);
      expect(settled.length).toBe(40);
      expect(onWriterRestart).toHaveBeenCalledTimes(1);
      await ledger.close();
      expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problemCount: 0 });
    });

    test('that dies again and again refuses in between, and lets itself be closed', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path, { restartMs: 60_000 });

      await expect(ledger.record(deadly)).rejects.toMatchObject({ code: 'LEDGER_FAILED' });
      await expect(ledger.record({ changes: [] })).rejects.toMatchObject({ code: 'LEDGER_FAILED' });
      await ledger.close();

      const next = await openTempLedger(path, { run: 'run-2' });
      await next.record({ changes: [change('device:a', 'up', 1_000)] });
      expect(recorded(path)).toEqual([['device:a', 'up', 1_000]]);
    });
  });

  describe('record', () => {
    test('keeps changes, coverage and statuses of a batch', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);

      await ledger.record({
        changes: [
          change('device:a', 'down', 2_000, { afterMs: 1_000, evidence: { probes: 3, links: ['link:l1'] } }),
          change('link:l1', 'up', 1_500),
        ],
        coverage: [{ fromMs: 1_000, toMs: 3_000 }],
      });

      const reader = openTempReader(path);
      expect([...reader.changes({ entity: 'device:a' })]).toEqual([
        {
          seq: 2,
          entity: 'device:a',
          indicator: 'reach',
          state: 'down',
          reason: 'timeout',
          afterMs: 1_000,
          atMs: 2_000,
          evidence: { probes: 3, links: ['link:l1'] },
          origin: 'measured',
          recordedMs: 1_000_000,
          author: 'collector-1',
        },
      ]);
      expect([...reader.coverage({ fromMs: 0, toMs: 9_000 })]).toEqual([
        { source: 'collector-1', run: 'run-1', fromMs: 1_000, toMs: 3_000 },
      ]);
      expect(await ledger.statuses()).toEqual([
        {
          entity: 'device:a',
          indicator: 'reach',
          state: 'down',
          reason: 'timeout',
          afterMs: 1_000,
          atMs: 2_000,
        },
        { entity: 'link:l1', indicator: 'reach', state: 'up', afterMs: 1_500, atMs: 1_500 },
      ]);
    });

    test('keeps a batch once that is handed over twice', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);
      const batch: ChangeBatch = { changes: [change('device:a', 'up', 1_000)] };

      await Promise.all([ledger.record(batch), ledger.record(batch)]);
      await ledger.record(batch);

      expect(recorded(path)).toEqual([['device:a', 'up', 1_000]]);
    });

    test('keeps two batches that say the same', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);

      await ledger.record({ changes: [change('device:a', 'up', 1_000)] });
      await ledger.record({ changes: [change('device:a', 'up', 1_000)] });

      expect(recorded(path)).toHaveLength(2);
    });

    test('numbers go on when a run opens its ledger again', async () => {
      const path = tempPlace();
      const first = await openTempLedger(path);
      await first.record({ changes: [change('device:a', 'up', 1_000)] });
      await first.close();

      const second = await openTempLedger(path);
      await second.record({ changes: [change('device:a', 'down', 2_000)] });

      expect(recorded(path)).toEqual([
        ['device:a', 'up', 1_000],
        ['device:a', 'down', 2_000],
      ]);
    });

    test('takes late data into the history and leaves the status alone', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);
      await ledger.record({ changes: [change('device:a', 'up', 5_000)] });

      await ledger.record({ changes: [change('device:a', 'down', 3_000)] });

      expect(await ledger.statuses()).toMatchObject([{ state: 'up', atMs: 5_000 }]);
      expect(recorded(path)).toEqual([
        ['device:a', 'down', 3_000],
        ['device:a', 'up', 5_000],
      ]);
    });

    test('refuses a row that cannot be, keeps the batches beside it, and says why', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);

      const results = await Promise.allSettled([
        ledger.record({ changes: [change('device:a', 'up', 1_000)] }),
        ledger.record({
          changes: [change('device:b', 'up', 1_000), change('device:b', 'down', 1_000, { afterMs: 2_000 })],
        }),
        ledger.record({ changes: [change('device:c', 'up', 1_000)] }),
      ]);

      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(results[1]).toMatchObject({
        reason: {
          code: 'LEDGER_REFUSED',
          message: expect.stringContaining(`${shownPlace(path)}: the ledger refuses the row: `),
        },
      });
      expect(recorded(path).map(([entity]) => entity)).toEqual(['device:a', 'device:c']);
    });

    if (engine === 'sqlite')
      test('rejects on a full disk, keeps what it had, and takes the batch when there is space', async () => {
        const path = tempPlace();
        const small = await openTempLedger(path, { maxSizeBytes: 200_000 });
        await small.record({ changes: [change('device:a', 'up', 1_000)] });
        const storm = {
          changes: Array.from({ length: 2_000 }, (_, index) => change(`device:cam-${index}`, 'down', 2_000)),
          coverage: [{ fromMs: 0, toMs: 9_000 }],
        };

        await expect(small.record(storm)).rejects.toMatchObject({
          code: 'LEDGER_FULL',
          message: `${path}: no space left for the ledger; nothing was recorded, free space and try again`,
        });
        expect(recorded(path)).toEqual([['device:a', 'up', 1_000]]);
        expect([...openTempReader(path).coverage({ fromMs: 0, toMs: 9_000 })]).toEqual([]);
        await small.record({ changes: [change('device:b', 'up', 1_000)] });
        await small.close();

        const large = await openTempLedger(path);
        await large.record(storm);

        expect(recorded(path)).toHaveLength(2_002);
        await large.close();
        expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problemCount: 0 });
      });

    test('rejects while another process writes, and keeps the batch once when it is handed over again', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path, { busyTimeoutMs: 20 });
      const batch = { changes: [change('device:a', 'up', 1_000)], coverage: [{ fromMs: 0, toMs: 1_000 }] };
      const other = openStore(path, { nowMs: () => 0 });
      other.exec('BEGIN IMMEDIATE');

      await expect(ledger.record(batch)).rejects.toMatchObject({
        code: 'LEDGER_BUSY',
        message: `${shownPlace(path)}: another process keeps the ledger busy; nothing was recorded, try again`,
      });
      other.close();
      await ledger.record({ changes: [change('device:b', 'up', 2_000)] });
      await ledger.record(batch);
      await ledger.record(batch);

      expect(recorded(path)).toEqual([
        ['device:a', 'up', 1_000],
        ['device:b', 'up', 2_000],
      ]);
    });
  });

  describe('coverage', () => {
    const coverageIn = (path: string) => [...openTempReader(path).coverage({ fromMs: -1, toMs: 99_000 })];

    test('grows in one segment until it is closed', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);

      await ledger.record({ changes: [], coverage: [{ fromMs: 0, toMs: 1_000 }] });
      await ledger.record({ changes: [], coverage: [{ fromMs: 0, toMs: 2_000 }] });
      await ledger.record({ changes: [], coverage: [{ fromMs: 0, toMs: 3_000, closed: 'blind' }] });
      await ledger.record({ changes: [], coverage: [{ fromMs: 5_000, toMs: 6_000 }] });

      expect(coverageIn(path)).toEqual([
        { source: 'collector-1', run: 'run-1', fromMs: 0, toMs: 3_000, ended: 'blind' },
        { source: 'collector-1', run: 'run-1', fromMs: 5_000, toMs: 6_000 },
      ]);
    });

    test('is neither doubled nor shortened by batches that are handed over again', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);
      const early = { changes: [], coverage: [{ fromMs: 0, toMs: 1_000 }] };
      const last = { changes: [], coverage: [{ fromMs: 0, toMs: 3_000, closed: 'stop' as const }] };
      await ledger.record({ changes: [], coverage: [{ fromMs: 0, toMs: 2_000 }] });

      for (const batch of [early, last, early, last]) await ledger.record(batch);

      expect(coverageIn(path)).toEqual([
        { source: 'collector-1', run: 'run-1', fromMs: 0, toMs: 3_000, ended: 'stop' },
      ]);
    });

    test('that a crash left open is closed by the next run, as far as it had come', async () => {
      const path = tempPlace();
      const crashed = await openTempLedger(path);
      await crashed.record({ changes: [], coverage: [{ fromMs: 0, toMs: 2_000 }] });
      await crashed.close();
      const next = await openTempLedger(path, { run: 'run-2' });
      await next.record({ changes: [], coverage: [{ fromMs: 7_000, toMs: 8_000 }] });

      expect(await next.closeCrashedCoverage()).toEqual({ fromMs: 0, toMs: 2_000, closed: 'crash' });
      expect(await next.closeCrashedCoverage()).toBeUndefined();
      expect(coverageIn(path)).toEqual([
        { source: 'collector-1', run: 'run-1', fromMs: 0, toMs: 2_000, ended: 'crash' },
        { source: 'collector-1', run: 'run-2', fromMs: 7_000, toMs: 8_000 },
      ]);
    });
  });

  describe('coverage of checks of several intervals', () => {
    const coverageIn = (path: string) =>
      [...openTempReader(path).coverage({ fromMs: -1, toMs: 99_000 })].map(
        ({ intervalMs, fromMs, toMs, ended }) => [intervalMs, fromMs, toMs, ended],
      );

    test('grows and ends by interval, also where two begin at one instant', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);

      await ledger.record({ changes: [], coverage: [{ intervalMs: 5_000, fromMs: 0, toMs: 1_000 }] });
      await ledger.record({
        changes: [],
        coverage: [
          { intervalMs: 5_000, fromMs: 0, toMs: 2_000, closed: 'reload' },
          { intervalMs: 60_000, fromMs: 0, toMs: 2_000 },
        ],
      });
      await ledger.record({
        changes: [],
        coverage: [{ intervalMs: 60_000, fromMs: 0, toMs: 3_000, closed: 'blind' }],
      });
      await ledger.record({ changes: [], coverage: [{ intervalMs: 5_000, fromMs: 5_000, toMs: 6_000 }] });

      expect(coverageIn(path)).toEqual([
        [5_000, 0, 2_000, 'reload'],
        [60_000, 0, 3_000, 'blind'],
        [5_000, 5_000, 6_000, undefined],
      ]);
      expect(await verifyLedger(path, { scope: 'full' })).toMatchObject({ problems: [] });
    });

    test('that a crash left open is closed by interval, each row with a number of its own', async () => {
      const path = tempPlace();
      const crashed = await openTempLedger(path);
      const [short, long] = [
        { intervalMs: 5_000, fromMs: 0, toMs: 2_000 },
        { intervalMs: 60_000, fromMs: 0, toMs: 2_000 },
      ];
      await crashed.record({ changes: [], coverage: [short, long] });
      await crashed.close();
      const next = await openTempLedger(path, { run: 'run-2' });

      expect(await next.closeCrashedCoverage()).toEqual({ ...long, closed: 'crash' });
      expect(coverageIn(path)).toEqual([
        [5_000, 0, 2_000, 'crash'],
        [60_000, 0, 2_000, 'crash'],
      ]);
    });

    if (engine === 'sqlite')
      test('has no interval that no hash covers: a row of before that is given one holds for every check', async () => {
        const path = tempPlace();
        const ledger = await openTempLedger(path);
        await ledger.record({ changes: [], coverage: [{ fromMs: 0, toMs: 2_000, closed: 'stop' }] });
        await ledger.close();
        tamper(path, 'PRAGMA ignore_check_constraints = ON; UPDATE coverage SET v = 1, interval_ms = 5000');

        expect(coverageIn(path)).toEqual([[undefined, 0, 2_000, 'stop']]);
      });
  });

  describe('revisions', () => {
    test('the current ones are the last recorded, less what was removed', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);
      const meta = { author: 'an', sourceHash: 'abc', recordedMs: 5_000 };

      await ledger.recordRevisions(
        [
          { kind: 'device', id: 'a', fromMs: 1_000, body: { name: 'A', site: 's' } },
          { kind: 'device', id: 'b', fromMs: 1_000, body: { name: 'B' } },
          { kind: 'link', id: 'a', fromMs: 1_000, body: { name: 'L' } },
        ],
        meta,
      );
      await ledger.recordRevisions(
        [
          { kind: 'device', id: 'a', fromMs: 2_000, body: { site: 't', name: 'A' } },
          { kind: 'device', id: 'b', fromMs: 2_000, body: undefined },
        ],
        meta,
      );

      expect(await ledger.currentRevisions()).toEqual(
        new Map([
          ['device:a', '{"name":"A","site":"t"}'],
          ['link:a', '{"name":"L"}'],
        ]),
      );
      expect([...openTempReader(path).revisions({ kind: 'device', id: 'b' })]).toEqual([
        {
          seq: 3,
          kind: 'device',
          id: 'b',
          fromMs: 1_000,
          recordedMs: 5_000,
          author: 'an',
          sourceHash: 'abc',
          body: '{"name":"B"}',
        },
        {
          seq: 6,
          kind: 'device',
          id: 'b',
          fromMs: 2_000,
          recordedMs: 5_000,
          author: 'an',
          sourceHash: 'abc',
        },
      ]);
    });
  });

  describe('statuses', () => {
    test('come whole, each once, however many there are', async () => {
      const ledger = await openTempLedger(tempPlace());
      const ids = Array.from({ length: 5_001 }, (_, number) => `cam-${String(number).padStart(4, '0')}`);
      await ledger.record({ changes: ids.map((id) => change(`device:${id}`, 'up', 1_000)) });

      const statuses = await ledger.statuses();

      expect(statuses.map(({ entity }) => entity)).toEqual(ids.map((id) => `device:${id}`));
    });

    test('can be made again from the changes', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);
      await ledger.record({ changes: [change('device:a', 'up', 1_000), change('device:a', 'down', 2_000)] });
      await ledger.record({ changes: [change('device:a', 'up', 1_500), change('device:b', 'down', 2_000)] });
      const before = await ledger.statuses();
      tamper(path, "UPDATE status SET state = 'up'; DELETE FROM status WHERE entity = 'device:b'");

      await ledger.rebuildStatus();

      expect(await ledger.statuses()).toEqual(before);
    });
  });

  describe('opening', () => {
    test('is refused while somebody else is the owner, who is named', async () => {
      const path = tempPlace();
      await openTempLedger(path, { nowMs: () => Date.UTC(2025, 9, 1, 8) });

      await expect(openTempLedger(path)).rejects.toMatchObject({
        code: 'LEDGER_LOCKED',
        message: expect.stringMatching(
          new RegExp(` ${process.pid}\\b.* since 2025-10-01T08:00:00.000Z; stop it first$`),
        ),
      });
    });

    test('is refused on a ledger of a newer version, which stays as it is', async () => {
      const path = tempPlace();
      await (await openTempLedger(path)).close();
      const [ours, newer] = [MIGRATIONS.length, MIGRATIONS.length + 1];
      tamper(path, `INSERT INTO schema_version VALUES (${newer}, 0)`);

      await expect(openTempLedger(path)).rejects.toMatchObject({
        code: 'LEDGER_NEWER',
        message: `${shownPlace(path)}: expected a ledger of version ${ours} or older, got version ${newer}; use the camwatch that wrote it, or a newer one`,
      });
      expect(() => openTempReader(path)).toThrow(
        `expected a ledger of version ${ours} or older, got version ${newer}`,
      );
    });

    test('a reader is refused where there is no ledger', () => {
      const path = tempPlace();

      expect(() => openTempReader(path)).toThrow(expect.objectContaining({ code: 'LEDGER_MISSING' }));
    });
  });

  describe('close', () => {
    test('waits for what was handed over, seals it, and lets the next owner in', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);
      const recording = Array.from({ length: 50 }, (_, index) =>
        ledger.record({ changes: [change(`device:cam-${index}`, 'up', 1_000)] }),
      );

      await ledger.close();
      await ledger.close();

      await Promise.all(recording);
      expect(recorded(path)).toHaveLength(50);
      expect(existsSync(`${besidePath(path)}.owner`)).toBe(false);
      expect(await verifyLedger(path, { scope: 'since-last-seal' })).toMatchObject({
        rows: 2,
        problemCount: 0,
      });
      await openTempLedger(path);
    });

    test('refuses everything afterwards', async () => {
      const path = tempPlace();
      const ledger = await openTempLedger(path);
      await ledger.close();

      await expect(ledger.record({ changes: [] })).rejects.toMatchObject({
        code: 'LEDGER_CLOSED',
        message: `${shownPlace(path)}: the ledger is closed`,
      });
    });
  });
}
