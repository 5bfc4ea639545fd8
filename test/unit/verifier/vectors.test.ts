import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkVectors } from '#test/support/settlers/check-vectors.mjs';

test('the second settler gives every example of the rules what it expects, by both versions', () => {
  const vectors = JSON.parse(
    readFileSync(new URL('../../../docs/rules-vectors.json', import.meta.url), 'utf8'),
  );

  expect(checkVectors(vectors)).toEqual([]);
  expect(vectors.length).toBeGreaterThan(100);
});

test('an example that expects something else is told with its number, version and place', () => {
  const vectors = JSON.parse(
    readFileSync(new URL('../../../docs/rules-vectors.json', import.meta.url), 'utf8'),
  );
  const first = vectors.find(({ id }: { id: string }) => id === '2.1-a');
  const wrong = { ...first, expect: { both: { 'device:cam-1': { down: '1h' } } } };

  expect(checkVectors([wrong])).toEqual([
    {
      id: first.id,
      rules: 1,
      where: 'device:cam-1',
      expected: { down: 3_600_000 },
      settled: { down: 7_200_000 },
    },
    {
      id: first.id,
      rules: 2,
      where: 'device:cam-1',
      expected: { down: 3_600_000 },
      settled: { down: 7_200_000 },
    },
  ]);
});
