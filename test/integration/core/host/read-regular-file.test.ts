import { execFileSync } from 'node:child_process';
import { renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { readForeignFile } from '#config/importers/read-foreign-file.ts';
import { readStatementFile } from '#contracts/statements/read-statement-file.ts';
import { loadStatementKey } from '#contracts/statements/statement-key.ts';
import { readRegularFile } from '#core/host/read-regular-file.ts';
import { readBounded } from '#ledger/checkpoint/read-checkpoint-file.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { readSubmitted } from '#plan/collecting/read-submitted.ts';
import { readText } from '#reports/actions/write-report.ts';
import { wardForm } from '#test/support/plan-form.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

describe('a pipe that nobody writes to', () => {
  let pipe: string;

  beforeEach(() => {
    pipe = join(tempFolder(), 'pipe');
    execFileSync('mkfifo', ['-m', '600', pipe]);
  });

  test.each([
    ['a checkpoint', readBounded, 'expected a file that can be read, got: a pipe or device'],
    ['a statement', readStatementFile, 'expected a file that can be read, got: a pipe or device'],
    ['a key', loadStatementKey, 'got something that is no file'],
  ])('is refused at once as %s', (_, read, message) => {
    expect(() => read(pipe)).toThrow(message);
  });

  test('is refused at once as a form that came in', async () => {
    const { form } = await readSubmitted(pipe, wardForm().lists);

    expect(form.flaws).toEqual([{ code: 'unreadable', got: 'a pipe or device' }]);
  });

  test('is refused at once as what is to be taken over, and as a report', async () => {
    const named = `${pipe}.csv`;
    renameSync(pipe, named);

    expect(() => readForeignFile(named, 1_000)).toThrow(
      'pipe.csv the file: expected a file that can be read, got a pipe or device',
    );
    expect(() => readText(named)).toThrow('expected a file that can be read, got: a pipe or device');
  });

  test('is refused at once as a ledger', async () => {
    await expect(verifyLedger(pipe, { scope: 'full' })).rejects.toThrow(
      `${pipe}: expected a ledger, got a folder, pipe or device`,
    );
  });
});

describe('readRegularFile', () => {
  test('reads a file, and says what is none or too large', () => {
    const folder = tempFolder();
    const file = join(folder, 'file');
    writeFileSync(file, 'words');

    expect(readRegularFile(file, 5).toString()).toBe('words');
    expect(() => readRegularFile(file, 4)).toThrow('5 bytes, of at most 4');
    expect(() => readRegularFile(folder)).toThrow('a folder');
  });

  test('reads through a link only where one may be', () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, 'words');
    symlinkSync(file, `${file}.link`);

    expect(readRegularFile(`${file}.link`).toString()).toBe('words');
    expect(() => readRegularFile(`${file}.link`, 5, 'refuse-links')).toThrow('a link to another file');
  });
});
