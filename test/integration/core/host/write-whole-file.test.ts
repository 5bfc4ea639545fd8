import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeWholeFile } from '#core/host/write-whole-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'camwatch-whole-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a file takes the place of the one before, and nothing else is left', () => {
  writeWholeFile(join(folder, 'report.docx'), 'one');
  writeWholeFile(join(folder, 'report.docx'), 'two');

  expect(readFileSync(join(folder, 'report.docx'), 'utf8')).toBe('two');
  expect(readdirSync(folder)).toEqual(['report.docx']);
});

test('what cannot be written leaves nothing behind', () => {
  mkdirSync(join(folder, 'report.docx', 'full'), { recursive: true });

  expect(() => writeWholeFile(join(folder, 'report.docx'), 'one')).toThrow(/report\.docx/);

  expect(readdirSync(folder)).toEqual(['report.docx']);
});

test('a link that somebody left in the way is not written through', () => {
  const precious = join(folder, 'ledger.sqlite');
  writeFileSync(precious, 'precious');
  symlinkSync(precious, join(folder, `heads.txt.${process.pid}.partial`));

  writeWholeFile(join(folder, 'heads.txt'), 'one');

  expect(readFileSync(precious, 'utf8')).toBe('precious');
  expect(readFileSync(join(folder, 'heads.txt'), 'utf8')).toBe('one');
  expect(readdirSync(folder)).toEqual(['heads.txt', 'ledger.sqlite']);
});

test('what is no file is not replaced', () => {
  const link = join(folder, 'null');
  symlinkSync('/dev/null', link);

  expect(() => writeWholeFile(link, 'one')).toThrow(
    `${link}: expected a file or a new name, got a pipe or device`,
  );
  expect(() => writeWholeFile('/dev/null', 'one')).toThrow('/dev/null: expected a file or a new name');
});
