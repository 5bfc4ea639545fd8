import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The codes of every class that extends CamwatchError, read from the sources: a class may be reached by no import. */
function codesInSources(): ReadonlySet<string> {
  const codes = new Set<string>();
  for (const file of globSync('*/**/*.ts', {
    exclude: ['node_modules/**', 'test/**', 'dashboards/preview/**'],
  })) {
    const source = readFileSync(file, 'utf8');
    for (const [, code] of source.matchAll(/readonly code = '([A-Z_]+)'/g)) if (code) codes.add(code);
    for (const [, union = ''] of source.matchAll(/type \w+ErrorCode =([^;]+);/g)) {
      for (const [, code] of union.matchAll(/'([A-Z_]+)'/g)) if (code) codes.add(code);
    }
  }
  return codes;
}

test('docs/errors.md has a row for every code, and for no other, in order', () => {
  const rows = [...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(
    ([, code]) => code,
  );

  expect(rows).toEqual([...codesInSources()].sort());
});
