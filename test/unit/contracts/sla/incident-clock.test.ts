import { describe, expect, test } from 'vitest';
import { responseLimitMs, restorationLimitMs, settleClock } from '#contracts/sla/incident-clock.ts';

const running = [
  { fromMs: 100, toMs: 150 },
  { fromMs: 200, toMs: 260 },
];

describe('a clock', () => {
  test('takes the sum of the time in which it goes', () => {
    expect(settleClock({ running, endMs: 260 })).toEqual({
      running,
      tookMs: 110,
      endMs: 260,
      outcome: 'no-limit',
    });
  });

  test.each([
    [
      'its limit to the millisecond is kept',
      { limitMs: 110, endMs: 260 },
      { outcome: 'kept', decidedMs: 260 },
    ],
    [
      'one more is missed, when the limit ran out',
      { limitMs: 109, endMs: 260 },
      { outcome: 'missed', dueMs: 259, decidedMs: 259 },
    ],
    ['a limit is used up in pauses by nothing', { limitMs: 50 }, { outcome: 'missed', dueMs: 200 }],
    ['what goes on is open', { limitMs: 110 }, { outcome: 'open', tookMs: 110 }],
    [
      'what went over in time is judged there',
      { limitMs: 70, passedOnMs: 220 },
      { outcome: 'passed-on', decidedMs: 220 },
    ],
    [
      'what went over too late was missed before',
      { limitMs: 70, passedOnMs: 221 },
      { outcome: 'missed', decidedMs: 220 },
    ],
    [
      'what was done before it went over was kept',
      { limitMs: 200, endMs: 260, passedOnMs: 300 },
      { outcome: 'kept', decidedMs: 260 },
    ],
  ])('%s', (_, given, expected) => {
    expect(settleClock({ running, ...given })).toMatchObject(expected);
  });
});

describe('a limit', () => {
  const limits = [
    { severity: 'critical', withinMs: 10 },
    { severity: 'minor', withinMs: 40 },
  ];

  test('is that of the severity, and the longest where the terms do not have its name', () => {
    expect(responseLimitMs({ responseBySeverity: limits, restoration: [] }, 'critical')).toBe(10);
    expect(responseLimitMs({ responseBySeverity: limits, restoration: [] }, 'major')).toBe(40);
    expect(restorationLimitMs({ restoration: limits }, 'critical')).toBe(10);
    expect(restorationLimitMs({ restoration: limits }, 'major')).toBe(40);
  });

  test('is one for all where the terms have one time, and none where they have none', () => {
    expect(responseLimitMs({ responseMs: 15, restoration: [] }, 'minor')).toBe(15);
    expect(responseLimitMs({ restoration: [] }, 'minor')).toBeUndefined();
    expect(restorationLimitMs({ restoration: [] }, 'minor')).toBeUndefined();
  });
});
