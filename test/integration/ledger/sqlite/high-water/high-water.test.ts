import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type HighWaterMark, markBeside, readMark } from '#ledger/files/mark-file.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { acceptLoss } from '#ledger/sqlite/high-water/accept-loss.ts';
import { backupLedger } from '#ledger/sqlite/keeping/backup-ledger.ts';
import { restoreLedger } from '#ledger/sqlite/keeping/restore-ledger.ts';
import { openStore } from '#ledger/sqlite/store/open-store.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { createLedgerWriter } from '#ledger/sqlite/writing/writer.ts';
import { change, openTempLedger, tamper, tempFolder, tempLedgerPath } from '#test/support/temp-ledger.ts';

const FILES = ['', '-wal', '-shm'];
const WRITER = new URL('../../../../support/ledger-writer.ts', import.meta.url).pathname;

/** A row for each name, beside the creation (row 1) and the seals of first batch (row 3) and end. */
async function writeLedger(path: string, names: readonly string[], run = 'run-1', markFiles: string[] = []) {
  const ledger = await openTempLedger(path, { run, markFiles });
  for (const name of names) await ledger.record({ changes: [change(`device:${name}`, 'down', 1_000)] });
  await ledger.close();
}

function markOf(path: string): HighWaterMark {
  const reading = readMark(markBeside(path));
  if (reading.kind !== 'mark') throw new Error(`expected a mark, got ${reading.kind}`);
  return reading.mark;
}

const wasThere = (path: string, seq: number): string =>
  `row ${seq} was on the disk at ${new Date(markOf(path).atMs).toISOString()} by the high-water mark`;

const verify = (path: string, markFiles: string[] = []) => verifyLedger(path, { scope: 'full', markFiles });

/** As somebody with the file in hands: the rows from `seq` on are gone, and the head says that there never were any. */
function cutEnd(path: string, seq: number): void {
  tamper(
    path,
    `DELETE FROM change WHERE seq >= ${seq}; DELETE FROM seal WHERE seq >= ${seq};
     DELETE FROM status WHERE seq >= ${seq};
     UPDATE head SET seq = ${seq - 1}, hash = (SELECT hash FROM change WHERE seq = ${seq - 1})`,
  );
}

describe('a ledger that lost rows', () => {
  test('is told when rows are cut off at its end and the head is set back', async () => {
    const path = tempLedgerPath();
    await writeLedger(path, ['a', 'b', 'c']);
    const { seq, hash } = markOf(path);
    cutEnd(path, 5);

    const { problems } = await verifyLedger(path, { scope: 'since-last-seal' });

    expect({ seq, hash }).toEqual({ seq: 6, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(problems).toEqual([
      {
        kind: 'lost',
        seq: 6,
        message: `2 rows are lost: ${wasThere(path, 6)}, and the ledger ends at row 4`,
      },
    ]);
    await expect(openTempLedger(path, { run: 'run-2' })).rejects.toMatchObject({ code: 'LEDGER_LOST' });
    // What is left of it would pass for the whole.
    await expect(backupLedger(path, `${path}.backup`)).rejects.toMatchObject({ code: 'LEDGER_LOST' });
    expect(existsSync(`${path}.backup`)).toBe(false);
    expect(() => openDecisions(path, { author: 'an', nowMs: () => 1 })).toThrow(
      'rows of the ledger are lost:\n  2 rows are lost: row 6 was on the disk at',
    );
  });

  test('is told when an older copy is put back', async () => {
    const path = tempLedgerPath();
    await writeLedger(path, ['a']);
    const older = join(tempFolder(), 'older.sqlite');
    copyFileSync(path, older);
    await writeLedger(path, ['b', 'c'], 'run-2');

    for (const suffix of FILES) rmSync(`${path}${suffix}`, { force: true });
    copyFileSync(older, path);

    expect((await verify(path)).problems).toMatchObject([{ kind: 'lost', seq: 6 }]);
    await expect(openTempLedger(path, { run: 'run-3' })).rejects.toMatchObject({
      code: 'LEDGER_LOST',
      message: expect.stringContaining(`3 rows are lost: ${wasThere(path, 6)}, and the ledger ends at row 3`),
    });
  });

  test('is told when an older copy went on by itself, so that the numbers are there but not the rows', async () => {
    const path = tempLedgerPath();
    await writeLedger(path, ['a']);
    const older = join(tempFolder(), 'older.sqlite');
    copyFileSync(path, older);
    await writeLedger(path, ['b', 'c'], 'run-2');
    await writeLedger(older, ['x', 'y', 'z'], 'run-2');

    copyFileSync(older, path);

    expect((await verify(path)).problems).toMatchObject([
      { kind: 'lost', seq: 6, message: expect.stringMatching(/^row 6 is another: row 6 was on the disk at/) },
    ]);
  });

  test('is told when another ledger stands in its place', async () => {
    const path = tempLedgerPath();
    await writeLedger(path, ['a']);
    const other = tempLedgerPath();
    await writeLedger(other, ['a', 'b']);

    copyFileSync(other, path);

    expect((await verify(path)).problems).toMatchObject([
      { kind: 'lost', message: expect.stringMatching(/^another ledger stands in this place: expected /) },
    ]);
  });

  test('is not begun anew in silence when its file is gone', async () => {
    const path = tempLedgerPath();
    await writeLedger(path, ['a']);
    for (const suffix of FILES) rmSync(`${path}${suffix}`, { force: true });

    const gone = `the ledger is gone: ${wasThere(path, 3)}, and there is none`;
    await expect(openTempLedger(path, { run: 'run-2' })).rejects.toMatchObject({
      code: 'LEDGER_LOST',
      message: expect.stringContaining(gone),
    });
    expect(() => openDecisions(path, { author: 'an', nowMs: () => 1 })).toThrow(gone);
    await expect(verify(path)).rejects.toMatchObject({ code: 'LEDGER_LOST' });
    expect(existsSync(path)).toBe(false);
  });

  test('is told when its write-ahead log is torn, whatever of it was left', { timeout: 60_000 }, async () => {
    const path = tempLedgerPath();
    await writeUntilKilled(path, 'run-1', 60);
    const { seq } = markOf(path);
    const whole = tempLedgerPath();
    for (const suffix of ['', '-wal', '.mark']) copyFileSync(`${path}${suffix}`, `${whole}${suffix}`);
    truncateSync(`${path}-wal`, Math.floor(statSync(`${path}-wal`).size / 2));
    rmSync(`${path}-shm`, { force: true });

    const torn = await verifyLedger(path, { scope: 'full' });

    expect(torn.problems).toContainEqual({
      kind: 'lost',
      seq,
      message: expect.stringMatching(
        new RegExp(
          `^${seq - torn.head.seq} rows are lost: row ${seq} was on the disk at .*, and the ledger ends at row ${torn.head.seq}$`,
        ),
      ),
    });
    await expect(openTempLedger(path, { run: 'run-2' })).rejects.toMatchObject({ code: 'LEDGER_LOST' });
    // With the log that belongs to it nothing is lost.
    await expect(openTempLedger(whole, { run: 'run-2' })).resolves.toBeDefined();
  });

  test('is told when all of it was in a write-ahead log that is gone', async () => {
    const path = tempLedgerPath();
    await writeUntilKilled(path, 'run-1', 4);
    truncateSync(`${path}-wal`, 0);
    rmSync(`${path}-shm`, { force: true });

    await expect(openTempLedger(path, { run: 'run-2' })).rejects.toMatchObject({
      code: 'LEDGER_LOST',
      message: expect.stringContaining('the ledger is gone: row '),
    });
  });
});

/** Starts a writer, kills it with SIGKILL after some acknowledged batches. */
async function writeUntilKilled(path: string, run: string, batches: number): Promise<void> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', WRITER, path, run], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  let count = 0;
  for await (const _ of createInterface({ input: child.stdout })) {
    count++;
    if (count === batches) child.kill('SIGKILL');
  }
  await exited;
}

test('kill -9 in the middle of writing never leaves a mark that is ahead of the ledger', {
  timeout: 120_000,
}, async () => {
  const path = tempLedgerPath();
  for (let kill = 0; kill < 6; kill++) {
    await writeUntilKilled(path, `run-${kill}`, 7 + 5 * kill);
    const { seq } = markOf(path);
    const { problems, head } = await verify(path);
    expect(problems).toEqual([]);
    expect(head.seq).toBeGreaterThanOrEqual(seq);
  }
});

describe('the mark', () => {
  test('follows whoever writes, and names ledger, row, hash and time', async () => {
    const path = tempLedgerPath();
    await writeLedger(path, ['a']);
    const decisions = openDecisions(path, { author: 'an', nowMs: () => 5 });
    const { seq, hash } = decisions.append('claim', { id: 'claim-1', action: 'made', body: {} });
    decisions.close();

    expect(markOf(path)).toMatchObject({ seq, hash, ledger: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(readFileSync(markBeside(path), 'utf8')).toHaveLength(320);
    expect(statSync(markBeside(path)).mode & 0o077).toBe(0o040);
  });

  test('is not kept where commits are not forced to the disk', () => {
    const path = tempLedgerPath();
    const database = openStore(path, { nowMs: () => 1 });
    onTestFinished(() => database.close());
    database.exec('PRAGMA synchronous = OFF');

    createLedgerWriter(database, { collector: 'made-up', run: 'run-1' }).recordCreation(1);

    expect(existsSync(markBeside(path))).toBe(false);
  });

  test('that cannot be read is told, and so is one through a link', async () => {
    const path = tempLedgerPath();
    await writeLedger(path, ['a']);
    const record = readFileSync(markBeside(path), 'utf8');
    writeFileSync(markBeside(path), record.replace('"seq":3', '"seq":2'));
    expect((await verify(path)).problems).toMatchObject([{ kind: 'lost', seq: 0 }]);

    rmSync(markBeside(path));
    symlinkSync('/etc/hostname', markBeside(path));
    expect((await verify(path)).problems).toMatchObject([
      { message: expect.stringContaining('the high-water mark cannot be read: ELOOP') },
    ]);
  });

  test('on another disk tells when the whole folder of the ledger was put back', async () => {
    const path = tempLedgerPath();
    const second = join(tempFolder(), 'other-disk', 'camwatch.mark');
    await writeLedger(path, ['a'], 'run-1', [second]);
    const older = tempLedgerPath();
    for (const suffix of ['', '.mark']) copyFileSync(`${path}${suffix}`, `${older}${suffix}`);
    await writeLedger(path, ['b'], 'run-2', [second]);

    for (const suffix of ['', '.mark']) copyFileSync(`${older}${suffix}`, `${path}${suffix}`);

    expect((await verify(path)).problems).toEqual([]);
    expect((await verify(path, [second])).problems).toMatchObject([{ kind: 'lost', seq: 5 }]);
    await expect(openTempLedger(path, { run: 'run-3', markFiles: [second] })).rejects.toMatchObject({
      code: 'LEDGER_LOST',
    });
  });

  test('holds nothing up where it cannot be written', async () => {
    const path = tempLedgerPath();
    await writeLedger(path, ['a']);
    const before = markOf(path);
    rmSync(markBeside(path));
    symlinkSync('/nonexistent/mark', markBeside(path));
    const database = openStore(path, { nowMs: () => 1, losses: 'accept' });
    onTestFinished(() => database.close());

    createLedgerWriter(database, { collector: 'an', run: 'x' }).recordAudit({
      action: 'note',
      author: 'an',
      recordedMs: 2,
    });

    expect(before.seq).toBe(3);
    expect(database.prepare('SELECT seq FROM head').get()).toEqual({ seq: 4 });
  });
});

describe('acceptLoss', () => {
  test('puts the loss on record with author and reason, and the ledger goes on from there', async () => {
    const path = tempLedgerPath();
    await writeLedger(path, ['a', 'b', 'c']);
    const { hash, ledger } = markOf(path);
    cutEnd(path, 5);

    const losses = acceptLoss(path, { author: 'an', reason: 'the disk died', nowMs: () => 9 });
    await writeLedger(path, ['d'], 'run-2');

    expect(losses).toMatchObject([{ headSeq: 4, mark: { seq: 6, hash, ledger } }]);
    const { problems, acceptedLosses } = await verifyLedger(path, { scope: 'since-last-seal' });
    expect(problems).toEqual([]);
    expect(acceptedLosses).toEqual([
      { seq: 5, recordedMs: 9, author: 'an', reason: 'the disk died', endedAtSeq: 4, markSeq: 6 },
    ]);
  });

  test('begins a ledger anew whose file is gone, with the loss in its second row', async () => {
    const path = tempLedgerPath();
    await writeLedger(path, ['a']);
    for (const suffix of FILES) rmSync(`${path}${suffix}`, { force: true });

    acceptLoss(path, { author: 'an', reason: 'the disk died', nowMs: () => 9 });

    expect((await verify(path)).acceptedLosses).toEqual([
      { seq: 2, recordedMs: 9, author: 'an', reason: 'the disk died', endedAtSeq: 0, markSeq: 3 },
    ]);
  });

  test('is refused where nothing is lost', async () => {
    const path = tempLedgerPath();
    await writeLedger(path, ['a']);

    expect(() => acceptLoss(path, { author: 'an', reason: 'no reason', nowMs: () => 9 })).toThrow(
      `${path}: expected a ledger that lacks rows, got one that lacks none`,
    );
  });
});

describe('restoreLedger', () => {
  const RESTORE = { author: 'an', nowMs: () => Date.UTC(2025, 9, 1, 8), existing: 'set-aside' } as const;

  test('takes a backup without words where no row is lost', async () => {
    const path = tempLedgerPath();
    await writeLedger(path, ['a']);
    const backup = join(tempFolder(), 'backup.sqlite');
    await backupLedger(path, backup);

    expect(await restoreLedger(backup, path, RESTORE)).toMatchObject({ losses: [] });
    expect((await verify(path)).acceptedLosses).toEqual([]);
  });

  test('refuses a backup that lacks rows, unless the loss has a reason that goes on record', async () => {
    const path = tempLedgerPath();
    await writeLedger(path, ['a']);
    const backup = join(tempFolder(), 'backup.sqlite');
    await backupLedger(path, backup);
    await writeLedger(path, ['b'], 'run-2');

    await expect(restoreLedger(backup, path, RESTORE)).rejects.toMatchObject({
      code: 'LEDGER_LOST',
      message: [
        `${backup}: the backup lacks rows that the ledger at ${path} had:`,
        `2 rows are lost: ${wasThere(path, 5)}, and the ledger ends at row 3`,
        'to take it all the same, with the loss on record: --accept-loss REASON',
      ].join('\n  '),
    });
    expect(await verify(path)).toMatchObject({ head: { seq: 5 } });

    await restoreLedger(backup, path, { ...RESTORE, lossReason: 'the disk died' });

    const { problems, acceptedLosses, head } = await verify(path);
    expect(problems).toEqual([]);
    expect(acceptedLosses).toMatchObject([{ seq: 4, reason: 'the disk died', endedAtSeq: 3, markSeq: 5 }]);
    expect(head.seq).toBe(5);
    expect(markOf(path)).toMatchObject(head);
  });
});
