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

test('docs/adr/README.md has every decision by its heading', () => {
  const list = readFileSync('docs/adr/README.md', 'utf8');
  const names = readdirSync('docs/adr').filter((name) => name !== 'README.md');

  const decisions = [...list.matchAll(/^- \[(\d+)\]\(([^)]+)\): (.+)$/gm)];
  expect(decisions.map(([, , path]) => path)).toEqual(names.toSorted());
  for (const [, number = '', path = '', title = ''] of decisions) {
    const [heading] = readFileSync(`docs/adr/${path}`, 'utf8').split('\n');
    expect(heading).toMatch(new RegExp(`^# 0*${number}\\b`));
    expect(heading?.endsWith(title)).toBe(true);
  }
});
