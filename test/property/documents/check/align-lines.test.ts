import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alignLines } from '#documents/check/align-lines.ts';

const TEXT = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 14 });

/** Length of the longest common subsequence, by the book. */
function longestCommon(ours: readonly string[], theirs: readonly string[]): number {
  let row = new Array<number>(theirs.length + 1).fill(0);
  for (const our of ours) {
    const next = [0];
    for (const [index, their] of theirs.entries())
      next.push(our === their ? (row[index] ?? 0) + 1 : Math.max(next[index] ?? 0, row[index + 1] ?? 0));
    row = next;
  }
  return row.at(-1) ?? 0;
}

test('pairs are equal lines, in the order of both texts, and as many as there can be', () => {
  fc.assert(
    fc.property(TEXT, TEXT, (ours, theirs) => {
      const pairs = alignLines(ours, theirs);

      expect(pairs.map(([our]) => ours[our])).toEqual(pairs.map(([, their]) => theirs[their]));
      for (const [index, [our, their]] of pairs.entries()) {
        expect(our).toBeGreaterThan(pairs[index - 1]?.[0] ?? -1);
        expect(their).toBeGreaterThan(pairs[index - 1]?.[1] ?? -1);
      }
      expect(pairs.length).toBe(longestCommon(ours, theirs));
    }),
  );
});

test('of a text that is another one only the beginning and the end are paired, at once', () => {
  const lines = (name: string) => Array.from({ length: 200_000 }, (_, index) => `${name} ${index}`);

  expect(alignLines(['a', ...lines('x'), 'z'], ['a', ...lines('y'), 'z'])).toEqual([
    [0, 0],
    [200_001, 200_001],
  ]);
});
