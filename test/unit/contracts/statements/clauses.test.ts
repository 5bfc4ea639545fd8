import { describe, expect, test } from 'vitest';
import {
  type CitedStretch,
  clausesOfBlame,
  clausesOfLine,
  clausesOfRefusal,
  clausesOfStretch,
  clausesOfTarget,
  joinClauses,
  LIMITS,
  rulesOf,
} from '#contracts/statements/clauses.ts';
import { clausesOf, readPage } from '#test/support/rules-page.ts';

const line = (inputs: Readonly<Record<string, string | number>>, payable = '1') => ({
  inputs,
  amount: '1',
  payable,
});

const STRETCHES: readonly (readonly [string, CitedStretch, string])[] = [
  ['not accepted', { class: 'out-of-service', measured: 'out-of-service' }, '4.1.1 3.4'],
  ['outside the hours', { class: 'out-of-service', measured: 'up' }, '4.1.1 3.5'],
  ['planned work', { class: 'excused', measured: 'up', excuse: { cause: 'planned-work' } }, '4.1.2 6.2'],
  [
    'a power cut',
    { class: 'excused', measured: 'down', excuse: { cause: 'power-cut' } },
    '4.1.4 6.4 6.6 6.7',
  ],
  ['a line', { class: 'excused', measured: 'down', excuse: { cause: 'line' } }, '4.1.4 6.4 6.7'],
  ['vandalism', { class: 'excused', measured: 'down', excuse: { cause: 'vandalism' } }, '4.1.4 6.4'],
  ['a short outage', { class: 'up', measured: 'down', isShort: true }, '4.1.3 4.2'],
  ['a line that another carries', { class: 'up', measured: 'down' }, '4.1.3 4.3'],
  ["others'", { class: 'others', measured: 'down', blame: { cause: 'upstream' } }, '4.1.5 5.1 5.8'],
  ['its own', { class: 'down', measured: 'down', blame: { cause: 'own' } }, '4.1.6 5.1'],
  ['blind', { class: 'unknown', measured: 'unknown', reason: 'blind' }, '4.1.6 2.2 7.1'],
  ['never measured', { class: 'unknown', measured: 'unknown', isNeverMeasured: true }, '4.1.6 7.5'],
  ['degraded', { class: 'degraded', measured: 'degraded' }, '4.1.6 7.1'],
  ['up', { class: 'up', measured: 'up' }, '4.1.6'],
];

const BLAME: readonly (readonly [string, Parameters<typeof clausesOfBlame>[0], string])[] = [
  ['own', { cause: 'own' }, '5.1'],
  [
    'of another party',
    { cause: 'upstream', isOwn: false, evidence: ['change:9', 'link:l down …'] },
    '5.1 5.8',
  ],
  [
    'in the grace after a cut that was decided',
    { cause: 'power', evidence: ['change:9', 'restart grace until 2026-10-05T03:05:00.000Z', 'claim:7'] },
    '5.1 5.5 5.7',
  ],
];

const LINES: readonly (readonly [string, Parameters<typeof clausesOfLine>[0], string])[] = [
  ['a tier with a share of the fee', line({ belowPpm: 1, ofFeePpm: 1 }), '11.3 11.2'],
  ['a tier with a sum', line({ belowPpm: 1, vnd: '5' }), '11.3'],
  ['hours beyond the time to restore', line({ startedHours: 1, ownMs: 1 }), '11.4 8.5'],
  ['hours beyond the time to answer', line({ startedHours: 1, tookMs: 1 }), '11.5 10.6'],
  ['days', line({ days: 1, dates: '2026-10-05' }), '11.6 9.1'],
  ['started days', line({ days: 1, counted: 'started-days-without-recording' }), '11.6 9.2'],
  ['the third breach in a row', line({ belowPpm: 1, vnd: '5', breach: 3 }), '11.3 11.7'],
  ['what a limit cut', line({ belowPpm: 1, vnd: '5' }, '0'), '11.3 11.9 11.10'],
];

describe('clauses', () => {
  test.each(STRETCHES)('of a stretch: %s', (_name, stretch, clauses) => {
    expect(clausesOfStretch(stretch).join(' ')).toBe(clauses);
  });

  test.each(BLAME)('of who answers: %s', (_name, blame, clauses) => {
    expect(clausesOfBlame(blame).join(' ')).toBe(clauses);
  });

  test.each(LINES)('of a money line: %s', (_name, given, clauses) => {
    expect(clausesOfLine(given).join(' ')).toBe(clauses);
  });

  test('of refusals and targets; what only a later version knows has none', () => {
    expect(clausesOfRefusal('within-ups-autonomy')).toEqual(['6.6']);
    expect(clausesOfTarget('longest-recording-gap')).toEqual(['8.7']);
    expect([clausesOfRefusal('too-loud'), clausesOfTarget('toString')]).toEqual([[], []]);
  });

  test('are joined in the order of their numbers', () => {
    expect(joinClauses(['11.9', '11.10'], ['4.1.6', '11.9'])).toEqual(['4.1.6', '11.9', '11.10']);
  });

  test('are all in the rules', () => {
    const known = clausesOf(readPage('rules.md'));
    const cited = [
      ...STRETCHES.flatMap(([, stretch]) => clausesOfStretch(stretch)),
      ...BLAME.flatMap(([, blame]) => clausesOfBlame(blame)),
      ...LINES.flatMap(([, given]) => clausesOfLine(given)),
      ...['cause-not-agreed', 'announced-late', 'outside-agreed-hours', 'allowance-used-up'].flatMap(
        clausesOfRefusal,
      ),
      ...['availability', 'fleet', 'longest-outage', 'outages', 'restoration', 'response'].flatMap(
        clausesOfTarget,
      ),
      ...['recording-retention', 'longest-recording-gap', 'saturation'].flatMap(clausesOfTarget),
      ...LIMITS,
    ];

    expect(known).toEqual(expect.arrayContaining(cited));
  });

  test('are of version 1 unless the terms name version 2', () => {
    expect([{}, { rules: 1 }, { rules: 2 }].map(rulesOf)).toEqual([1, 1, 2]);
  });
});
