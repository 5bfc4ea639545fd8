import { describe, expect, test } from 'vitest';
import type { NewUnmeasured, UnmeasuredContext } from '#ledger/decisions/unmeasured.ts';
import {
  checkUnmeasured,
  checkUnmeasuredEnd,
  foldUnmeasured,
  unmeasuredTimes,
} from '#ledger/decisions/unmeasured.ts';
import { atHour, decisionRows, hour } from '#test/support/decisions.ts';

const recorded = (given: Partial<NewUnmeasured> = {}): NewUnmeasured => ({
  entity: 'device:cam-1',
  indicator: 'service',
  cause: 'credentials',
  fromMs: hour(50),
  by: 'agency:x',
  reason: 'We changed the password',
  ...given,
});
const END = { by: 'dost', reason: 'Set' } as const;
const decidedBy = (...steps: Parameters<typeof decisionRows>[0]) => foldUnmeasured(decisionRows(steps));
const NONE = decidedBy();
const context = (last?: UnmeasuredContext['last']): UnmeasuredContext => ({
  nowMs: hour(60),
  at: atHour,
  last,
});
const DOWN = { state: 'down', atMs: hour(50) } as const;

test('a decision is what its rows add up to', () => {
  const rows = decisionRows([
    ['1', 'record', recorded()],
    ['2', 'record', recorded({ indicator: 'stream' })],
    ['1', 'end', END],
  ]);

  expect(unmeasuredTimes(rows)).toEqual([
    {
      ...{ id: '1', deviceId: 'cam-1', indicator: 'service', cause: 'credentials' },
      ...{ fromMs: hour(50), toMs: hour(102) },
    },
    { id: '2', deviceId: 'cam-1', indicator: 'stream', cause: 'credentials', fromMs: hour(50) },
  ]);
  expect(() => decidedBy(['1', 'end', END])).toThrow('row 1 of the ledger (end of 1) cannot be read');
});

describe('what is recorded', () => {
  test.each<[string, NewUnmeasured, UnmeasuredContext['last']]>([
    ['since its silence began', recorded(), DOWN],
    ['since later', recorded({ fromMs: hour(55) }), DOWN],
    ['where it never answered', recorded(), { state: 'unknown', atMs: hour(1) }],
    ['where nothing is on record', recorded(), undefined],
    ['by DOST', recorded({ by: 'dost' }), DOWN],
  ])('is taken %s', (_name, one, last) => {
    expect(() => checkUnmeasured(NONE, one, context(last))).not.toThrow();
  });

  test.each<[string, NewUnmeasured, UnmeasuredContext['last'], string]>([
    [
      'before the last answer',
      recorded({ fromMs: hour(49) }),
      DOWN,
      'expected no beginning before hour 50, until which service of cam-1 was measured, got hour 49',
    ],
    [
      'of a check that answers',
      recorded(),
      { state: 'up', atMs: hour(20) },
      'expected a check without an answer, got service of cam-1, which is up since hour 20',
    ],
    ['for the future', recorded({ fromMs: hour(61) }), DOWN, 'expected a time that has begun, got hour 61'],
    [
      'by a contractor',
      recorded({ by: 'contractor:a' }),
      DOWN,
      "expected an agency or dost, which says that the fault is not the contractor's, got contractor:a",
    ],
  ])('is refused %s', (_name, one, last, message) => {
    expect(() => checkUnmeasured(NONE, one, context(last))).toThrow(message);
  });

  test('stands once for a check', () => {
    const decided = decidedBy(['7', 'record', recorded()]);

    expect(() => checkUnmeasured(decided, recorded(), context(DOWN))).toThrow(
      'expected a check that counts as measured, got service of cam-1: see unmeasured 7',
    );
  });
});

test.each<[string, string, Parameters<typeof checkUnmeasuredEnd>[2]['by'], string]>([
  ['what is not on record', '9', 'dost', 'expected the number of a decision that is on record, got "9"'],
  ['twice', '2', 'dost', 'expected a decision that stands, got unmeasured 2, which dost ended hour 102'],
  ['by a contractor', '1', 'contractor:a', 'expected an agency or dost'],
])('nothing ends %s', (_name, id, by, message) => {
  const decided = decidedBy(['1', 'record', recorded()], ['2', 'record', recorded()], ['2', 'end', END]);

  expect(() => checkUnmeasuredEnd(decided, id, { by }, { at: atHour })).toThrow(message);
});
