import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test, vi } from 'vitest';
import { shownPlace } from '#core/domain/record-place.ts';
import { storeAttachment } from '#ledger/files/attachments.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { backupLedger } from '#ledger/sqlite/keeping/backup-ledger.ts';
import { exportLedger } from '#ledger/sqlite/keeping/export-ledger.ts';
import { migrateLedger } from '#ledger/sqlite/keeping/migrate-ledger.ts';
import { noteAudit } from '#ledger/sqlite/keeping/note-audit.ts';
import { openStoreReadOnly } from '#ledger/sqlite/store/open-store.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { lineIncident, newsAbout, writeIncidents } from '#test/support/incident-city.ts';
import {
  change,
  openTempLedger,
  openTempReader,
  tempFolder,
  tempLedgerPath,
} from '#test/support/temp-ledger.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export function describeMigration({ tempPlace, tamper }: StoreUnderTest): void {
  const nowMs = () => 9_000;

  /** A record with rows in most of its tables, coverage that still grows, and an attached file. */
  async function writeRecord(path: string): Promise<void> {
    const ledger = await openTempLedger(path);
    await ledger.recordRevisions(
      [{ kind: 'device', id: 'a', fromMs: 1_000, body: { name: 'Camera ngã tư "1"\\n' } }],
      { author: 'an', sourceHash: 'abc', recordedMs: 5_000 },
    );
    await ledger.record({
      changes: [change('device:a', 'down', 2_000, { evidence: { probes: 3 } }), change('link:l', 'up', 9)],
      coverage: [
        { intervalMs: 5_000, fromMs: 1_000, toMs: 3_000 },
        { intervalMs: 60_000, fromMs: 1_000, toMs: 2_000, closed: 'blind' },
      ],
    });
    await ledger.learnFacts([{ deviceId: 'a', observedMs: 1, oldestRecordingMs: 1 }]);
    await ledger.noteFindings([
      {
        entity: 'device:a',
        code: 'serial-changed',
        subject: '',
        isPresent: true,
        atMs: 1_000,
        values: { serial: 'B2' },
      },
    ]);
    await ledger.close();
    const decisions = openDecisions(path, { author: 'an', nowMs });
    const paper = storeAttachment(path, { name: 'biên bản.pdf', content: Buffer.from('%PDF') });
    decisions.append('claim', { id: 'c-1', action: 'filed', body: { files: [{ ...paper }] } });
    decisions.close();
    writeIncidents(path, [newsAbout(lineIncident(1_000, { id: 'link:l@1000' }))]);
    noteAudit(path, { action: 'account-add', author: 'an', recordedMs: 1_000, body: { account: 'binh' } });
  }

  const linesOf = (path: string) => [
    ...exportLedger(path, { secret: 'include', timeZone: 'Asia/Ho_Chi_Minh' }),
  ];

  describe('a record that moves', () => {
    test('there and back is the same record, byte for byte', async () => {
      const [first, there, back] = [tempLedgerPath(), tempPlace(), tempLedgerPath()];
      await writeRecord(first);
      const steps = vi.fn();

      const { tables } = await migrateLedger(first, there, { nowMs, onProgress: steps });
      await migrateLedger(there, back, { nowMs });

      expect(linesOf(there)).toEqual(linesOf(first));
      expect(linesOf(back)).toEqual(linesOf(first));
      expect(workingRows(back)).toEqual(workingRows(first));
      expect(tables).toMatchObject({ change: 2, claim: 1, incident: 1, finding: 1, coverage_open: 1 });
      expect(new Set(steps.mock.calls.map(([step]) => step))).toEqual(
        new Set(['verify', 'copy', 'verify the copy']),
      );
      // It goes on there: numbers and chain follow.
      const ledger = await openTempLedger(there, { run: 'run-2' });
      await ledger.record({ changes: [change('device:a', 'up', 3_000)] });
      expect([...openTempReader(there).changes({ entity: 'device:a' })].map(({ state }) => state)).toEqual([
        'down',
        'up',
      ]);
    });

    test('takes no place that holds a record already, which stays as it is', async () => {
      const [from, to] = [tempLedgerPath(), tempPlace()];
      await writeRecord(from);
      const ledger = await openTempLedger(to);
      await ledger.record({ changes: [change('device:x', 'up', 1)] });
      await ledger.close();
      const before = linesOf(to);

      await expect(migrateLedger(from, to, { nowMs })).rejects.toMatchObject({
        code: 'LEDGER_EXISTS',
        message: `${shownPlace(to)}: expected a place without a record, found one of 3 rows; nothing was written`,
      });
      expect(linesOf(to)).toEqual(before);
    });

    test('that was edited stays where it is', async () => {
      const [from, to] = [tempPlace(), tempLedgerPath()];
      await writeRecord(from);
      tamper(from, "UPDATE change SET reason = 'refused' WHERE entity = 'device:a'");

      await expect(migrateLedger(from, to, { nowMs })).rejects.toMatchObject({ code: 'LEDGER_BROKEN' });
      expect(() => openTempReader(to)).toThrow(expect.objectContaining({ code: 'LEDGER_MISSING' }));
    });

    test('and is broken off has left nothing, and begins anew', async () => {
      const [from, to] = [tempLedgerPath(), tempPlace()];
      await writeRecord(from);
      const stop = new AbortController();
      const onProgress = (step: string) => {
        if (step === 'copy') stop.abort(new Error('enough'));
      };

      await expect(migrateLedger(from, to, { nowMs, onProgress, signal: stop.signal })).rejects.toThrow(
        'enough',
      );
      expect([...openTempReader(to).changes()]).toEqual([]);
      await migrateLedger(from, to, { nowMs });

      expect(linesOf(to)).toEqual(linesOf(from));
    });

    test('is backed up as a file that is the same record, with what is attached', async () => {
      const place = tempPlace();
      await writeRecord(place);
      const backup = join(tempFolder(), 'backup.sqlite');

      await backupLedger(place, backup);

      expect(linesOf(backup)).toEqual(linesOf(place));
      expect(readdirSync(dirname(backup)).sort()).toEqual(['backup.sqlite', 'backup.sqlite.files']);
      expect(await verifyLedger(backup, { scope: 'full', attachments: 'check' })).toMatchObject({
        problems: [],
      });
    });

    test('is in use by nobody meanwhile', async () => {
      const [from, to] = [tempLedgerPath(), tempPlace()];
      await openTempLedger(from);

      await expect(migrateLedger(from, to, { nowMs })).rejects.toMatchObject({ code: 'LEDGER_LOCKED' });
    });
  });
}

/** What an export does not have. */
function workingRows(path: string): object {
  const reference = new DatabaseSync(path, { readOnly: true });
  const names = reference
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'schema_version'")
    .all();
  reference.close();
  const database = openStoreReadOnly(path);
  try {
    return Object.fromEntries(
      names.map(({ name }) => [String(name), database.prepare(`SELECT * FROM ${String(name)}`).all()]),
    );
  } finally {
    database.close();
  }
}
