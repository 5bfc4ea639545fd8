import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { linesOf } from '#verifier/sealed/chain.mjs';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'camwatch-lines-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a line that is longer than what is read at once comes whole, also where a sign is cut in two', () => {
  const path = join(folder, 'export.jsonl');
  const long = `x${'đồng'.repeat(600_000)}`;
  writeFileSync(path, `first\n\n${long}\n${long}\nlast`);

  const lines = [...linesOf(path)];

  expect(lines.map((line) => line.length)).toEqual([5, 2_400_001, 2_400_001, 4]);
  expect(lines[1]).toBe(long);
});
