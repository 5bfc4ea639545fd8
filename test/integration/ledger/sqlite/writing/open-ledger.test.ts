import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { openTempLedger, tempFolder, tempLedgerPath } from '#test/support/temp-ledger.ts';

describe('opening', () => {
  test('makes the folders on the way', async () => {
    const path = join(tempFolder(), 'data', 'of', 'hanoi', 'ledger.sqlite');

    await openTempLedger(path);

    expect(existsSync(path)).toBe(true);
  });

  test('tells other users nothing of the owner, also where a killed one left a file that all may write', async () => {
    const path = tempLedgerPath();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.owner`, '{}');
    chmodSync(`${path}.owner`, 0o666);

    await openTempLedger(path);

    expect(statSync(`${path}.owner`).mode & 0o137).toBe(0);
    expect(JSON.parse(readFileSync(`${path}.owner`, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  test('makes files and folders that other users of the machine cannot read', async () => {
    const path = join(tempFolder(), 'new', 'ledger.sqlite');
    await openTempLedger(path);

    const modeOf = (file: string) => statSync(file).mode & 0o7;
    expect(['', '-wal', '-shm'].map((suffix) => modeOf(`${path}${suffix}`))).toEqual([0, 0, 0]);
    expect(modeOf(dirname(path))).toBe(0);
  });

  test('is refused on a folder', async () => {
    const path = tempLedgerPath();
    mkdirSync(path);

    await expect(openTempLedger(path)).rejects.toMatchObject({
      code: 'LEDGER_UNWRITABLE',
      message: `${path}: expected a file that can be opened and written, got: unable to open database file`,
    });
  });

  test('is refused where no folder can be', async () => {
    const file = tempLedgerPath();
    writeFileSync(file, 'in the way');
    const path = join(file, 'data', 'ledger.sqlite');

    await expect(openTempLedger(path)).rejects.toMatchObject({
      code: 'LEDGER_UNWRITABLE',
      message: `${path}: expected a file that can be opened and written, got: ENOTDIR: not a directory, mkdir '${dirname(path)}'`,
    });
  });

  test('is refused on a file system that takes no files', async () => {
    const path = '/proc/camwatch/ledger.sqlite';

    await expect(openTempLedger(path)).rejects.toMatchObject({
      code: 'LEDGER_UNWRITABLE',
      message: `${path}: expected a file that can be opened and written, got: ENOENT: no such file or directory, mkdir '/proc/camwatch'`,
    });
  });

  test('is refused on a file of another kind, which stays as it is', async () => {
    const path = tempLedgerPath();
    writeFileSync(path, 'id,name\n'.repeat(1_000));

    await expect(openTempLedger(path)).rejects.toMatchObject({
      code: 'LEDGER_CORRUPT',
      message: `${path}: expected a ledger of camwatch, got another kind of file`,
    });
    expect(readFileSync(path, 'utf8')).toBe('id,name\n'.repeat(1_000));
  });

  test("is refused on another program's database, which stays as it is", async () => {
    const path = tempLedgerPath();
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE bookmarks (url TEXT)');
    other.close();
    const before = readFileSync(path);

    await expect(openTempLedger(path)).rejects.toMatchObject({
      code: 'LEDGER_CORRUPT',
      message: `${path}: expected a ledger of camwatch, got another SQLite database`,
    });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('that was refused lets go of the lock', async () => {
    const path = tempLedgerPath();
    mkdirSync(path);
    await expect(openTempLedger(path)).rejects.toMatchObject({ code: 'LEDGER_UNWRITABLE' });

    await expect(openTempLedger(path)).rejects.toMatchObject({ code: 'LEDGER_UNWRITABLE' });
  });
});
