import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync('docs/README.md', 'utf8');
const linked = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => path);

test('docs/README.md names every document once, and none that is not there', () => {
  const entries = readdirSync('docs', { withFileTypes: true }).filter((entry) => entry.isFile());
  const documents = entries.map(({ name }) => name).filter((name) => name !== 'README.md');

  const listed = linked.filter((path) => !path.includes('/'));
  expect(listed.toSorted()).toEqual(documents.toSorted());
});

test('it lists every decision by its title, in order', () => {
  const decisions = readdirSync('docs/adr')
    .toSorted()
    .map((name) => {
      const [heading = ''] = readFileSync(`docs/adr/${name}`, 'utf8').split('\n');
      return `- [${Number(name.slice(0, 4))}](adr/${name}): ${heading.replace(/^# \d+\.? */, '')}`;
    });

  expect(page.split('\n').filter((line) => line.includes('](adr/'))).toEqual(decisions);
});
