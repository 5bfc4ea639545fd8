import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const CHECK_DIR = 'grafana/check';

test('docs/grafana-files.md explains every rule, and no other', async () => {
  const sources = (await readdir(CHECK_DIR)).filter((name) => name.endsWith('.ts'));
  const paths = [...sources.map((name) => join(CHECK_DIR, name)), 'demo/preview/try-policies.ts'];
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  const used = new Set(
    texts.flatMap((text) => [...text.matchAll(/(?:fault|\)\))?\(\s*'([a-z-]+)',/g)].map(([, rule]) => rule)),
  );
  const document = await readFile('docs/grafana-files.md', 'utf8');
  const table = document.slice(document.indexOf('### The rules'));
  const explained = [...table.matchAll(/^\| ((?:`[a-z-]+`(?:, )?)+) \|/gm)].flatMap(([, names = '']) =>
    [...names.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name),
  );

  const rules = [...used].filter((name) => explained.includes(name));
  expect(explained.toSorted()).toEqual(rules.toSorted());
  const unexplained = texts
    .flatMap((text) => [...text.matchAll(/fault(?:sOf\([^']*\))?\(\s*'([a-z-]+)'/g)].map(([, rule]) => rule))
    .filter((rule) => !explained.includes(rule));
  expect(unexplained).toEqual([]);
});
