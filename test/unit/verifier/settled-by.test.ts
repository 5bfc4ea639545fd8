import { expect, test } from 'vitest';
import { inForceOf, partsOf } from '#verifier/record/covered.mjs';
import { createRecord } from '#verifier/record/record.mjs';

const FEBRUARY = { from: Date.UTC(2024, 1, 1), to: Date.UTC(2024, 2, 1) };
const FIRST_QUARTER = { from: Date.UTC(2024, 0, 1), to: Date.UTC(2024, 3, 1) };
const RECORDED = Date.UTC(2024, 3, 5);
/** Its terms say version 2, and were first recorded on 3 February: before that it is not in force (3.1). */
const AMENDED = {
  table: 'revision',
  kind: 'contract',
  id: 'c',
  from_ms: Date.UTC(2024, 1, 3),
  recorded_ms: RECORDED,
  body: { id: 'c', contractor: 'a', fromMs: Date.UTC(2020, 0, 1), terms: { indicator: 'reach', rules: 2 } },
};

test('by what was issued before, time is read in the period that is asked about and not beside it (12.6)', () => {
  const record = recordOf([AMENDED, issued([{ ...FIRST_QUARTER, rules: 1 }])]);

  expect(inForceOf(record, 'c').map(({ from }) => from)).toEqual([FEBRUARY.from]);
});

test('of two statements that have the same time the one that was issued first says its version (12.6)', () => {
  const middle = Date.UTC(2024, 1, 10);
  const month = issued([{ ...FEBRUARY, from: middle, rules: 2 }]);
  const record = recordOf([AMENDED, month, issued([{ ...FIRST_QUARTER, rules: 1 }])]);

  const parts = partsOf(record, 'c', FEBRUARY, 'UTC');

  expect(parts.map(({ from, terms }) => [from, terms.rules ?? 1])).toEqual([
    [FEBRUARY.from, 1],
    [middle, 2],
  ]);
});

/** The row of a statement that was issued, by these versions of the rules. */
function issued(parts: readonly { from: number; to: number; rules: 1 | 2 }[]) {
  const rules = parts.map((part) => ({ fromMs: part.from, toMs: part.to, rules: part.rules }));
  return { table: 'statement', action: 'issued', id: 'c:2024', recorded_ms: RECORDED, body: { rules } };
}

function recordOf(rows: readonly object[]) {
  const known = { recordedBefore: RECORDED + 1, asOf: RECORDED, period: FEBRUARY };
  return createRecord({ rows: rows.map((row, place) => ({ ...row, seq: place + 1 })) }, known);
}
