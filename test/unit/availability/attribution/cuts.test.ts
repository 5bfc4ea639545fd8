import { describe, expect, test } from 'vitest';
import type { Cause } from '#availability/attribution/cause.ts';
import { type Cut, inParallel, inSeries } from '#availability/attribution/cuts.ts';
import type { Lane } from '#core/time/lane.ts';

const cause = (owner: string, name: string): Cause =>
  ({
    owner,
    because: [{ owner, because: [], name }],
  }) as never;
const cut = (sinceMs: number, of: Cause, fromMs = sinceMs, toMs = 100): Lane<Cut> => [
  { fromMs, toMs, label: { sinceMs, cause: of } },
];
const [A, B, C] = [cause('a', 'first'), cause('a', 'second'), cause('b', 'third')];

describe('of ways that fell at the same instant', () => {
  test.each([
    ['of one owner the first stands first', A, B, [A, B]],
    ['of one owner the first stands first, whichever that is', B, A, [B, A]],
    ['of two owners the name decides', C, A, [A, C]],
    ['of two owners the name decides, in any order', A, C, [A, C]],
  ])('%s', (_what, one, other, because) => {
    const [piece] = inParallel([cut(10, one), cut(10, other)]);

    expect(piece).toMatchObject({ fromMs: 10, toMs: 100, label: { sinceMs: 10, cause: { owner: 'a' } } });
    expect(piece?.label.cause.because).toEqual(because);
  });
});

describe('of members of a way that fell at the same instant', () => {
  test.each([
    ['of one owner the first is named', A, B, A],
    ['of one owner the first is named, whichever that is', B, A, B],
    ['of two owners the name decides', C, A, A],
    ['of two owners the name decides, in any order', A, C, A],
  ])('%s', (_what, one, other, named) => {
    const [piece] = inSeries([cut(10, one), cut(10, other)]);

    expect(piece?.label.cause).toBe(named);
  });
});

test('one millisecond earlier decides, whatever the names', () => {
  expect(inSeries([cut(9, C), cut(10, A)])[0]?.label.cause).toBe(C);
  expect(inParallel([cut(9, A), cut(10, C)]).at(-1)?.label.cause.owner).toBe('b');
});

test('a cut is proven at the instant at which it was proven first, and not before', () => {
  const uncertain: Lane<Cut> = [
    { fromMs: 5, toMs: 10, label: { sinceMs: 10, cause: A } },
    { fromMs: 10, toMs: 100, label: { sinceMs: 10, cause: A } },
  ];
  const next: Lane<Cut> = [{ fromMs: 100, toMs: 120, label: { sinceMs: 100, cause: A } }];

  expect(
    inSeries([[...uncertain, ...next], cut(200, C, 200, 300)]).map(({ fromMs, label }) => [
      fromMs,
      label.sinceMs,
    ]),
  ).toEqual([
    [5, 10],
    [10, 10],
    [100, 10],
    [200, 200],
  ]);
});
