import { describe, expect, test } from 'vitest';
import { figuresLike, settleVector } from '#test/support/rules-vector-figures.ts';
import { readVectors } from '#test/support/rules-vectors.ts';

const VECTORS = readVectors();

describe.each([1] as const)('version %i of the rules', (rules) => {
  test.each(VECTORS.map((vector) => [vector.id, vector.title.en, vector] as const))(
    '%s: %s',
    (_id, _title, vector) => {
      const expected = vector.expect[`${rules}`] ?? vector.expect.both ?? {};

      const figures = settleVector(vector, rules);

      expect(figuresLike(expected, figures, vector)).toEqual(expected);
    },
  );
});
