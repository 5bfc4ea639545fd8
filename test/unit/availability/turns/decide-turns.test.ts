import { describe, expect, test } from 'vitest';
import { decideTurns } from '#availability/turns/decide-turns.ts';
import type { Witness } from '#availability/turns/turns.ts';
import type { State } from '#core/domain/state.ts';
import { CENTRE } from '#ledger/record/leases.ts';
import type { Saying } from '#ledger/record/turns.ts';

const check = { entity: 'device:a', indicator: 'reach' } as const;

function said(seq: number, collector: string, state: State, atMs: number, afterMs = atMs): Saying {
  return { seq, source: collector, collector, state, atMs, afterMs, isCorrected: false };
}

/** `c1` watched until 30 000, `c2` since, with its first word at 33 000. */
function handedOver(first: State, next: State) {
  const own = [said(1, 'c1', first, 10_000), said(2, 'c1', 'unknown', 30_000, 26_000)];
  const others = [said(3, 'c2', next, 33_000)];
  const witnesses: Witness[] = [
    { collector: 'c1', sayings: own, ...watching(0, 30_000) },
    { collector: 'c2', sayings: others, ...watching(30_000, 90_000) },
  ];
  return {
    ...check,
    turns: [
      { collector: 'c1', fromMs: 10_000, toMs: 30_000 },
      { collector: 'c2', fromMs: 33_000, toMs: 90_000 },
    ],
    witnesses,
    sayings: [...own, ...others],
    fromMs: 0,
  };
}

const watching = (fromMs: number, toMs: number) => ({
  covered: [{ fromMs, toMs }],
  watched: [{ fromMs, toMs }],
});

describe('what began or ended while a device was handed over', () => {
  test.each([
    ['up', 'down'],
    ['down', 'up'],
  ] as const)('%s before and %s after it lies after the last probe of who gave it away', (first, next) => {
    const told = decideTurns(handedOver(first, next));

    expect(told.find(({ corrects }) => corrects === 3)).toMatchObject({
      ...{ state: next, afterMs: 26_000, atMs: 33_000, collector: 'c2' },
    });
  });

  test('is said once: what was corrected is right', () => {
    const question = handedOver('down', 'up');
    const rows = decideTurns(question).map(
      ({ collector, says: _, ...row }, place): Saying => ({
        ...row,
        ...{ seq: 10 + place, source: CENTRE, collector, isCorrected: false },
      }),
    );
    const corrected = new Set(rows.map(({ corrects }) => corrects));
    const before = question.sayings.map((one) => ({ ...one, isCorrected: corrected.has(one.seq) }));
    const sayings = [...before, ...rows].sort((one, other) => one.atMs - other.atMs || one.seq - other.seq);

    expect(rows).toHaveLength(2);
    expect(decideTurns({ ...question, sayings })).toEqual([]);
  });

  test('of one that was killed lies after what it covered', () => {
    const question = handedOver('down', 'up');
    const witnesses = question.witnesses.map((one) => ({
      ...one,
      sayings: one.sayings.filter(({ seq }) => seq !== 2),
    }));
    const sayings = question.sayings.filter(({ seq }) => seq !== 2);

    expect(decideTurns({ ...question, witnesses, sayings })).toMatchObject([
      { corrects: 3, afterMs: 30_000, atMs: 33_000, state: 'up' },
    ]);
  });
});
