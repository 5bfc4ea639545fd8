import { describe, expect, test } from 'vitest';
import { clausesOf, exampleLine, readPage } from '#test/support/rules-page.ts';
import { readVectors } from '#test/support/rules-vectors.ts';

const VECTORS = readVectors();
const PAGE = readPage('rules.md');
const CLAUSES = clausesOf(PAGE);
const VIETNAMESE = readPage('rules.vi.md');

/** What a settlement of one period cannot show. */
const WITHOUT_EXAMPLE: readonly string[] = [
  // One record alone has no chains of others: random cities of several collectors show it, second by second, by both settlers.
  '2.7',
  // What a line says beside its amount, which rows are hashed, and what may be issued or restated.
  '9.3',
  '12.1',
  '12.2',
  '12.5',
  '12.6',
  // Beside the figures: the tests of `hangs-on` show it.
  '12.7',
  // Warnings and differences: the tests of the settlement show them.
  '12.8',
  '12.9',
];

describe('the rules', () => {
  test('have each number once, in order', () => {
    const places = CLAUSES.map((clause) => clause.split('.').map(Number));

    expect(places).toEqual(places.toSorted((a, b) => compare(a, b)));
    expect(new Set(CLAUSES).size).toBe(CLAUSES.length);
  });

  test('have an example for every clause', () => {
    const shown = new Set(VECTORS.flatMap(({ clauses }) => clauses));
    const without = CLAUSES.filter(
      (clause) => !shown.has(clause) && ![...shown].some((one) => one.startsWith(`${clause}.`)),
    );

    expect(without).toEqual(WITHOUT_EXAMPLE);
  });

  test('are cited by their examples by numbers that there are, the first of which is in the name', () => {
    for (const { id, clauses } of VECTORS) {
      expect(CLAUSES).toEqual(expect.arrayContaining(clauses));
      expect(id).toMatch(new RegExp(`^${clauses[0]}-[a-z]$`));
    }
    expect(new Set(VECTORS.map(({ id }) => id)).size).toBe(VECTORS.length);
  });

  test('have the same numbers in Vietnamese', () => {
    expect(clausesOf(VIETNAMESE)).toEqual(CLAUSES);
  });

  test.each(CLAUSES.filter((clause) => clause.split('.').length === 2))(
    'tell the examples of %s below it',
    (clause) => {
      const [english, vietnamese] = [exampleLine(clause, VECTORS, 'en'), exampleLine(clause, VECTORS, 'vi')];

      expect(PAGE).toContain(english === undefined ? '' : `\n${english}\n`);
      expect(VIETNAMESE).toContain(vietnamese === undefined ? '' : `\n${vietnamese}\n`);
    },
  );
});

function compare(a: readonly number[], b: readonly number[]): number {
  const [x = [], y = []] = [a, b];
  return (
    x.map((part, index) => part - (y[index] ?? -1)).find((difference) => difference !== 0) ??
    x.length - y.length
  );
}
