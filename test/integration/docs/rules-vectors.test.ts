import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { putDown } from '#contracts/statements/put-down.ts';
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

  // Clause 5.11: what follows from a sealed file is each instant of class down, others' or excused once.
  test.each(named)(
    '%s: what outages are put down to adds up to the classes of what was down',
    (_id, _title, vector) => {
      const { figures } = settleVector(vector, rules, EMPTY);

      for (const { entities } of figures.parts)
        for (const { outages, stretches, othersByOwner } of entities) {
          const told = outages.flatMap((outage) => putDown(outage, stretches, () => undefined));
          const wasDown = stretches.filter(({ measured }) => measured === 'down');
          const others = told.filter((one) => one.class === 'others');

          expect(
            sumBy(
              told.filter((one) => one.class !== 'unknown'),
              (one) => one.class,
              ({ ms }) => ms,
            ),
          ).toEqual(
            sumBy(
              wasDown,
              (one) => one.class,
              ({ fromMs, toMs }) => toMs - fromMs,
            ),
          );
          expect(
            sumBy(
              others,
              ({ blame }) => blame?.owner ?? '',
              ({ ms }) => ms,
            ),
          ).toEqual(othersByOwner);
        }
    },
  );
});

// Clause 5.7.
test.each([
  [1, ['own', 'third-party']],
  [2, ['own', 'vandalism']],
] as const)('version %i of the rules seals what vandalism caused as %j', (rules, causes) => {
  const vector = VECTORS.find(({ id }) => id === '5.11-a');
  if (!vector) throw new Error('expected vector 5.11-a');
  const [part] = settleVector(vector, rules, EMPTY).figures.parts;

  expect(part?.entities[0]?.outages[0]?.blame.map(({ cause }) => cause)).toEqual(causes);
});

function sumBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  msOf: (item: Item) => number,
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const item of items) sums[keyOf(item)] = (sums[keyOf(item)] ?? 0) + msOf(item);
  return sums;
}
