import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeClockStep, judgeGap } from '#collector/judge/judge.ts';
import type { Status } from '#collector/judge/status.ts';
import { createNames } from '#collector/states/names.ts';
import { createStatusColumns } from '#collector/states/status-columns.ts';
import { STATES } from '#core/domain/state.ts';

const instant = fc.integer({ min: 0, max: 4e12 });
const reason = fc.constantFrom('timeout', 'stale', 'ping-filtered', 'cut-short');
const run = fc.record(
  { firstMs: instant, afterMs: instant, count: fc.nat(9), reason },
  { noNullPrototype: true },
);
const doubt = fc.record(
  { firstMs: instant, afterMs: instant, count: fc.nat(9), reason },
  { requiredKeys: ['firstMs', 'afterMs', 'count'], noNullPrototype: true },
);
const history = fc
  .integer({ min: 0, max: 20 })
  .chain((length) =>
    fc.record(
      { bits: fc.integer({ min: 0, max: 2 ** length - 1 }), length: fc.constant(length) },
      { noNullPrototype: true },
    ),
  );
const status: fc.Arbitrary<Status> = fc.record(
  {
    ...{ state: fc.constantFrom(...STATES), reason, sinceMs: instant, afterMs: instant, history },
    ...{ lastMs: instant, lastToldMs: instant, lastAnswerMs: instant, answeredMs: instant },
    ...{ answerTookMs: fc.nat(), degradedRun: run, downRun: run, refusedRun: run, doubtRun: doubt },
  },
  { requiredKeys: ['state', 'sinceMs', 'afterMs', 'history'], noNullPrototype: true },
);

const fill = (statuses: readonly Status[]) => {
  const columns = createStatusColumns(statuses.length, createNames());
  for (const [row, one] of statuses.entries()) columns.write(row, one);
  const all = () => statuses.map((_, row) => columns.read(row));
  return { columns, all };
};

test('a status comes back from its row as it was written, whatever stood there before', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(status, status)), (pairs) => {
      const { columns, all } = fill(pairs.map(([before]) => before));
      for (const [row, [, after]] of pairs.entries()) columns.write(row, after);

      expect(all()).toStrictEqual(pairs.map(([, after]) => after));
    }),
  );
});

test('a gap and a step of the clock do to all rows what the judge does to one', () => {
  fc.assert(
    fc.property(fc.array(status), instant, (statuses, nowMs) => {
      const gap = fill(statuses);
      gap.columns.gap();
      const step = fill(statuses);
      step.columns.clockStep(nowMs);

      expect(gap.all()).toStrictEqual(statuses.map(judgeGap));
      expect(step.all()).toStrictEqual(statuses.map((one) => judgeClockStep(one, nowMs)));
    }),
  );
});

test('a row tells whether its state or reason is another', () => {
  const columns = createStatusColumns(1, createNames());
  const up = { state: 'up', sinceMs: 1, afterMs: 1, history: { bits: 0, length: 0 } } as const;

  const written = [up, { ...up, lastMs: 5 }, { ...up, reason: 'loss' }, { ...up, state: 'down' } as const];

  // A row of zeros is `up` already.
  expect(written.map((one) => columns.write(0, one))).toEqual([false, false, true, true]);
});
