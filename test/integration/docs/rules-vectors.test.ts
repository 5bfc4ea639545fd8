import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { figuresLike, settleVector } from '#test/support/rules-vector-figures.ts';
import { createEmptyLedger } from '#test/support/rules-vector-ledger.ts';
import { readVectors } from '#test/support/rules-vectors.ts';

const VECTORS = readVectors();
const FOLDER = mkdtempSync(join(tmpdir(), 'camwatch-vectors-'));
const EMPTY = createEmptyLedger(join(FOLDER, 'empty.sqlite'));

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

describe.each([1, 2] as const)('version %i of the rules', (rules) => {
  const named = VECTORS.flatMap((vector) => {
    const expected = vector.expect[`${rules}`] ?? vector.expect.both;
    return expected ? [[vector.id, vector.title.en, vector, expected] as const] : [];
  });

  test.each(named)('%s: %s', (_id, _title, vector, expected) => {
    const figures = settleVector(vector, rules, EMPTY);

    expect(figuresLike(expected, figures, vector)).toEqual(expected);
  });
});
