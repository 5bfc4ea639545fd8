import { execFileSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Attachment, readAttachment, storeAttachment } from '#ledger/files/attachments.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { backupLedger } from '#ledger/sqlite/keeping/backup-ledger.ts';
import { restoreLedger } from '#ledger/sqlite/keeping/restore-ledger.ts';
import { openDecisions } from '#ledger/sqlite/writing/open-decisions.ts';
import { tempFolder, tempLedgerPath } from '#test/support/temp-ledger.ts';

const HELLO_SHA256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

function fileOf(content: string | Buffer, name = 'letter.pdf'): string {
  const file = join(tempFolder(), name);
  writeFileSync(file, content);
  return file;
}

function claim(path: string, files: readonly Attachment[]): void {
  const decisions = openDecisions(path, { author: 'an', nowMs: () => 1 });
  onTestFinished(() => decisions.close());
  decisions.append('claim', {
    id: 'c-1',
    action: 'filed',
    body: { files: files.map((file) => ({ ...file })) },
  });
}

const stored = (path: string, sha256 = HELLO_SHA256) => join(`${path}.files`, sha256);

async function problemsOf(path: string) {
  const { problems } = await verifyLedger(path, { scope: 'full', attachments: 'check' });
  return problems.map(({ kind, message }) => `${kind}: ${message}`);
}

describe('an attached file', () => {
  test('is stored by its hash, for nobody else to read, and comes back as it was', () => {
    const path = tempLedgerPath();

    const attachment = storeAttachment(path, fileOf('hello', 'thư\u0007.pdf'));

    expect(attachment).toEqual({ name: 'thư.pdf', sha256: HELLO_SHA256, sizeBytes: 5 });
    expect(readAttachment(path, HELLO_SHA256).toString()).toBe('hello');
    expect(statSync(stored(path)).mode & 0o777).toBe(0o600);
    expect(statSync(`${path}.files`).mode & 0o777).toBe(0o700);
  });

  test('is stored once, and made good where the stored one was damaged', () => {
    const path = tempLedgerPath();
    storeAttachment(path, fileOf('hello'));
    const before = statSync(stored(path)).ino;

    storeAttachment(path, fileOf('hello', 'again.pdf'));
    expect(statSync(stored(path)).ino).toBe(before);
    expect(readdirSync(`${path}.files`)).toEqual([HELLO_SHA256]);

    writeFileSync(stored(path), 'hallo');
    storeAttachment(path, fileOf('hello'));
    expect(readFileSync(stored(path), 'utf8')).toBe('hello');
  });

  test.each<[string, () => string, string]>([
    ['is empty', () => fileOf(''), 'expected a file with content to attach, got an empty one'],
    ['is too large', () => fileOf('123456'), 'expected a file of at most 5 bytes to attach, got 6'],
    ['is not there', () => join(tempFolder(), 'none'), 'expected a file to attach, got nothing'],
    ['is a folder', tempFolder, 'expected a file to attach, got something else'],
    [
      'is a pipe, which nobody writes to',
      () => {
        const pipe = join(tempFolder(), 'pipe');
        execFileSync('mkfifo', [pipe]);
        return pipe;
      },
      'expected a file to attach, got something else',
    ],
  ])('that %s is refused', (_, make, message) => {
    const path = tempLedgerPath();
    const file = make();

    expect(() => storeAttachment(path, file, { maxSizeBytes: 5 })).toThrow(`${file}: ${message}`);
    expect(() => readdirSync(`${path}.files`)).toThrow('ENOENT');
  });

  test('is never read through a link, nor outside its folder', () => {
    const path = tempLedgerPath();
    storeAttachment(path, fileOf('hello'));
    rmSync(stored(path));
    symlinkSync(fileOf('hello'), stored(path));

    expect(() => readAttachment(path, HELLO_SHA256)).toThrow('expected the attached file, found none');
    expect(() => readAttachment(path, '../../etc/passwd')).toThrow('expected a SHA-256 of an attached file');
  });

  test('that cannot be written leaves nothing behind', () => {
    const path = tempLedgerPath();
    storeAttachment(path, fileOf('hello'));
    rmSync(`${path}.files`, { recursive: true });
    writeFileSync(`${path}.files`, 'in the way');

    expect(() => storeAttachment(path, fileOf('hello'))).toThrow(
      `${stored(path)}: expected a file that can be opened and written`,
    );
  });
});

describe('verification', () => {
  test('finds attached files that are missing or were changed, and passes those that are good', async () => {
    const path = tempLedgerPath();
    const files = ['hello', 'second', 'third'].map((content) => storeAttachment(path, fileOf(content)));
    claim(path, files);
    expect(await problemsOf(path)).toEqual([]);

    chmodSync(stored(path), 0o600);
    writeFileSync(stored(path), 'hallo');
    rmSync(stored(path, files[1]?.sha256));

    expect(await problemsOf(path)).toEqual([
      `attachment: the file "letter.pdf" of row 2 (claim) was changed: expected content with the SHA-256 ${HELLO_SHA256} beside the ledger`,
      `attachment: the file "letter.pdf" of row 2 (claim) is missing: expected content with the SHA-256 ${files[1]?.sha256} beside the ledger`,
    ]);
    expect((await verifyLedger(path, { scope: 'full' })).problems).toEqual([]);
  });

  test('takes no member of a body for a file that is none', async () => {
    const path = tempLedgerPath();
    const decisions = openDecisions(path, { author: 'an', nowMs: () => 1 });
    onTestFinished(() => decisions.close());
    for (const files of [null, 'x', 7, {}, [null, 'x', { name: 'x' }, { name: 'x', sha256: 'y' }]])
      decisions.append('claim', { id: 'c', action: 'filed', body: { files } });

    expect(await problemsOf(path)).toEqual([]);
  });
});

test('a backup has the attached files, and a restored ledger gets them back', async () => {
  const path = tempLedgerPath();
  const [good, lost] = ['hello', 'lost'].map((content) => storeAttachment(path, fileOf(content)));
  claim(
    path,
    [good, lost].filter((file) => file !== undefined),
  );
  rmSync(stored(path, lost?.sha256));
  const backup = join(tempFolder(), 'backup.sqlite');
  const restored = tempLedgerPath();

  await backupLedger(path, backup);
  await restoreLedger(backup, restored, { author: 'an', nowMs: () => 2, existing: 'refuse' });

  expect(readAttachment(backup, HELLO_SHA256).toString()).toBe('hello');
  expect(readAttachment(restored, HELLO_SHA256).toString()).toBe('hello');
  expect(await problemsOf(restored)).toEqual([
    expect.stringContaining(`is missing: expected content with the SHA-256 ${lost?.sha256}`),
  ]);
});
