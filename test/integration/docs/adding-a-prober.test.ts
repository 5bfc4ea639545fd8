import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('docs/adding-a-prober.md names only files that exist, its own example aside', () => {
  const text = readFileSync('docs/adding-a-prober.md', 'utf8');
  const paths = [...text.matchAll(/`((?:app|collector|config|core|docs|test)\/[\w/.-]+)`/g)].map(
    ([, path = '']) => path,
  );

  expect(paths.length).toBeGreaterThan(10);
  expect(paths.filter((path) => !path.includes('banner') && !existsSync(path))).toEqual([]);
});
