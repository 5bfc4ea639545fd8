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
    answerAgeMs: (isDown: boolean) => (isDown ? 7_000 : 12_000),
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

  /** `c1` was killed at 30 000: it never said that it ceased to watch. */
  function killed(first: State, next: State, later: readonly Saying[] = []) {
    const question = handedOver(first, next);
    const sayings = [...question.sayings.filter(({ seq }) => seq !== 2), ...later];
    const witnesses = question.witnesses.map((one) => ({
      ...one,
      sayings: sayings.filter(({ collector }) => collector === one.collector),
    }));
    return { ...question, witnesses, sayings };
  }

  test('of one that was killed lies after the last answer that it may have had', () => {
    expect(decideTurns(killed('down', 'up'))).toMatchObject([
      { corrects: 3, afterMs: 23_000, atMs: 33_000, state: 'up' },
    ]);
    expect(decideTurns(killed('up', 'down'))).toMatchObject([
      { corrects: 3, afterMs: 18_000, atMs: 33_000, state: 'down' },
    ]);
  });

  test('of one that was killed and says more when it is back proves nothing of before', () => {
    const back = said(9, 'c1', 'up', 95_000, 94_000);

    expect(decideTurns(killed('up', 'down', [back]))[0]).toMatchObject({ corrects: 3, afterMs: 18_000 });
  });

  test('of one that goes on, though it is no longer its turn, lies after the last answer that it may have had in its turn', () => {
    const question = handedOver('up', 'down');
    const [one, two] = question.witnesses;
    const goesOn = { ...one, ...watching(0, 60_000), sayings: one?.sayings.slice(0, 1) ?? [] } as Witness;
    const sayings = question.sayings.filter(({ seq }) => seq !== 2);

    expect(decideTurns({ ...question, sayings, witnesses: [goesOn, two as Witness] })).toMatchObject([
      { corrects: 3, afterMs: 18_000, atMs: 33_000 },
    ]);
  });

  test('and covered for a moment when it was back lies after what it last said', () => {
    const question = killed('up', 'down');
    const [one, ...others] = question.witnesses;
    const covered = [
      { fromMs: 0, toMs: 24_000 },
      { fromMs: 29_990, toMs: 30_000 },
    ];
    const turns = [...covered.map((time) => ({ ...time, collector: 'c1' })), ...question.turns.slice(1)];

    const told = decideTurns({ ...question, turns, witnesses: [{ ...one, covered } as Witness, ...others] });

    expect(told).toMatchObject([{ corrects: 3, afterMs: 18_000, atMs: 33_000 }]);
  });

  test.each([
    ['up', 'down'],
    ['down', 'up'],
  ] as const)(
    '%s before and %s after it is bounded before whoever says so covers anything',
    (first, next) => {
      const question = handedOver(first, next);

      const told = decideTurns({ ...question, turns: question.turns.slice(0, 1) });

      expect(told.find(({ corrects }) => corrects === 3)).toMatchObject({ afterMs: 26_000, atMs: 33_000 });
    },
  );
});
