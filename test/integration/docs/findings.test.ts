import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FINDING_CODES } from '#core/domain/findings.ts';

const rows = [...readFileSync('docs/findings.md', 'utf8').matchAll(/^\| `([a-z-]+)` \|(.*)\|$/gm)];

test('docs/findings.md has a row for every code, and for no other', () => {
  expect(rows.map(([, code]) => code).sort()).toEqual([...FINDING_CODES].sort());
});

test('every row says what a finding means, why it matters and what to do', () => {
  const cells = rows.map(([, , text = '']) => text.split(' | ').map((cell) => cell.trim()));

  expect(cells.filter((row) => row.length !== 3 || row.some((cell) => cell.length < 8))).toEqual([]);
});
