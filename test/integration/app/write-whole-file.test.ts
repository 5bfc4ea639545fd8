import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeWholeFile } from '#app/write-whole-file.ts';

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
