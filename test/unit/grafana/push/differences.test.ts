import { expect, test } from 'vitest';
import { differencesBetween, renderDifferences } from '#grafana/push/differences.ts';

test('a difference is told by the names that people gave, from what is there to what shall be', () => {
  const found = { title: 'Thành phố', panels: [{ title: 'Mất', gridPos: { w: 6 } }] };
  const wanted = { title: 'Hà Nội', panels: [{ title: 'Mất', gridPos: { w: 8 } }], tags: ['a'] };

  expect(renderDifferences(differencesBetween(found, wanted))).toEqual([
    'panels[Mất].gridPos.w: 6 → 8',
    'tags: – → ["a"]',
    'title: "Thành phố" → "Hà Nội"',
  ]);
});

test('many are told by their number', () => {
  const differences = differencesBetween(
    {},
    Object.fromEntries(Array.from({ length: 5 }, (_, key) => [key, key])),
  );

  expect(renderDifferences(differences, 2)).toEqual(['0: – → 0', '1: – → 1', '(+3)']);
});

test('what is the same has none', () => {
  expect(differencesBetween({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toEqual([]);
});
