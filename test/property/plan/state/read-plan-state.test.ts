import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '#core/text/canonical-json.ts';
import type { Decision } from '#ledger/record/decisions.ts';
import { readPlanState } from '#plan/state/read-plan-state.ts';
import { decisionRows, hour } from '#test/support/decisions.ts';
import { PLAN_ZONE, planOf } from '#test/support/plan.ts';

const DEFINITION = planOf();
const NOW_MS = hour(1_000);
const read = (steps: readonly Decision[], recordedBeforeMs?: number) =>
  readPlanState(DEFINITION, steps, {
    zone: PLAN_ZONE,
    nowMs: NOW_MS,
    ...(recordedBeforeMs === undefined ? {} : { recordedBeforeMs }),
  });

const percent = fc.integer({ min: 0, max: 100 });
const step = fc.oneof(
  fc
    .tuple(fc.constantFrom('I.1', 'I.2', 'I.7'), percent)
    .map(([task, done]) => [`task:${task}`, 'set', { percent: done, status: 'in-progress' }] as const),
  fc
    .tuple(
      fc.constantFrom('1', '2', '10', 'a'),
      fc.string({ minLength: 1, maxLength: 5, unit: fc.constantFrom('x', 'ỹ', 'Đ') }),
    )
    .map(
      ([id, subject]) =>
        [`document:${id}`, 'set', { values: { number: '1/QĐ', date: '2025-01-05', subject } }] as const,
    ),
  percent.map(
    (nth) =>
      ['submission:police:2025', 'collected', { agency: 'police', year: 2025, receivedMs: nth }] as const,
  ),
);
const steps = fc
  .array(step, { maxLength: 20 })
  .map((list) =>
    decisionRows(list.map(([id, action, body]): readonly [string, string, Json] => [id, action, body])),
  );

test('steps of different ids do not touch each other: their order among each other is all one', () => {
  fc.assert(
    fc.property(steps, (rows) => {
      const byId = [...Map.groupBy(rows, ({ id }) => id).values()].reverse().flat();

      expect(read(byId)).toEqual(read(rows));
    }),
    { numRuns: 60 },
  );
});

test('a set that is recorded again changes nothing but its row', () => {
  fc.assert(
    fc.property(steps, (rows) => {
      const sets = rows.filter(({ action }) => action === 'set');
      const twice = sets.flatMap((row) => [{ ...row }, row]);

      expect(read(twice)).toEqual(read(sets));
    }),
    { numRuns: 60 },
  );
});

test('what was known at an instant is what the steps until then add up to', () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 99, max: 125 }), (rows, count) => {
      const beforeMs = hour(count);

      expect(read(rows, beforeMs)).toEqual(
        read(
          rows.filter(({ recordedMs }) => recordedMs < beforeMs),
          beforeMs,
        ),
      );
    }),
    { numRuns: 60 },
  );
});

test('reading does not change the steps, and the same steps give the same state', () => {
  fc.assert(
    fc.property(steps, (rows) => {
      const before = structuredClone(rows);
      const first = read(rows);

      expect(read(rows)).toEqual(first);
      expect(rows).toEqual(before);
    }),
    { numRuns: 30 },
  );
});
