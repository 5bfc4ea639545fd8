import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const page = readFileSync('docs/faults.md', 'utf8');
const links = [...page.matchAll(/\]\((\.\.\/test\/[^ )]+) "([^"]+)"\)/g)];

test('docs/faults.md names a test for every fault, and each of them is there', () => {
  const [tables = ''] = page.split('## All of them at random');
  const rows = [...tables.matchAll(/^\| (?!fault |---)(.+?) \|.*$/gm)].map(([row]) => row);

  expect(rows.length).toBeGreaterThan(25);
  expect(rows.filter((row) => !row.includes('](../test/'))).toEqual([]);
  const missing = links.filter(
    ([, path = '', title = '']) => !readFileSync(join('docs', path), 'utf8').includes(title),
  );
  expect(missing.map(([link]) => link)).toEqual([]);
});
