import { describe, expect, test } from 'vitest';
import type { Excuse } from '#contracts/sla/excuse.ts';
import type { IntervalSet } from '#core/time/intervals.ts';
import { hours, minutes } from '#core/time/units.ts';
import { period, settle, stretch, termsOf } from '#test/support/sla-input.ts';

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const planned = (ref: string, set: IntervalSet, noticeMs = hours(48)): Excuse => ({
  set,
  cause: 'planned-work',
  ref,
  scope: 'window',
  announcedMs: (set[0]?.fromMs ?? 0) - noticeMs,
});

const claimed = (ref: string, cause: Excuse['cause'], set: IntervalSet): Excuse => ({
  set,
  cause,
  ref,
  scope: 'down',
});

const night = stretch('2026-11-05T22:00', '2026-11-06T02:00');

describe('planned work', () => {
  const excused = new Set(['planned-work' as const]);

  test('takes out its whole window, up or down', () => {
    const figures = settle({
      terms: termsOf({ excused }),
      down: [stretch('2026-11-05T23:00', '2026-11-06T03:00')],
      excused: [planned('maintenance:1', [night])],
    });

    expect(figures.sums).toMatchObject({ excused: hours(4), down: hours(1) });
    expect(figures.segments.map((segment) => [segment.class, segment.measured])).toEqual([
      ['up', 'up'],
      ['excused', 'up'],
      ['excused', 'down'],
      ['down', 'down'],
      ['up', 'up'],
    ]);
    expect(figures.segments[1]?.excuse).toEqual({ cause: 'planned-work', ref: 'maintenance:1' });
  });

  test('is not excused where the contract does not know it', () => {
    const figures = settle({ excused: [planned('maintenance:1', [night])] });

    expect(figures.sums.excused).toBe(0);
    expect(figures.refused).toEqual([{ ...night, why: 'cause-not-agreed', ref: 'maintenance:1' }]);
  });

  test.each([
    [hours(24), hours(4)],
    [hours(24) - 1, 0],
  ])('announced %i ms before it is excused for %i ms', (noticeMs, excusedMs) => {
    const plannedWork = { noticeMs: hours(24), atMostPer: 'month' } as const;

    const figures = settle({
      terms: termsOf({ excused, plannedWork }),
      excused: [planned('maintenance:1', [night], noticeMs)],
    });

    expect(figures.sums.excused).toBe(excusedMs);
    expect(figures.refused.map(({ why }) => why)).toEqual(excusedMs > 0 ? [] : ['announced-late']);
  });

  test('is excused within the hours that were agreed', () => {
    const onlyBetween = {
      windows: [{ days: EVERY_DAY, fromMinute: 23 * 60, toMinute: 5 * 60 }],
      holidays: [],
    };
    const plannedWork = { noticeMs: 0, atMostPer: 'month', onlyBetween } as const;

    const figures = settle({
      terms: termsOf({ excused, plannedWork }),
      excused: [planned('maintenance:1', [night])],
    });

    expect(figures.sums.excused).toBe(hours(3));
    expect(figures.refused).toEqual([
      {
        ...stretch('2026-11-05T22:00', '2026-11-05T23:00'),
        why: 'outside-agreed-hours',
        ref: 'maintenance:1',
      },
    ]);
  });

  test('uses up the allowance of each month from the first work on, also of a month that is settled in parts', () => {
    const plannedWork = { noticeMs: 0, atMostMs: hours(8), atMostPer: 'month' } as const;
    const works = [
      planned('maintenance:1', [stretch('2026-10-31T20:00', '2026-11-01T04:00')]),
      planned('maintenance:2', [stretch('2026-11-03T00:00', '2026-11-03T03:00')]),
      planned('maintenance:3', [stretch('2026-11-20T00:00', '2026-11-20T03:00')]),
    ];
    const settleOver = (text: string) =>
      settle({ terms: termsOf({ excused, plannedWork }), period: period(text), excused: works });

    expect(settleOver('2026-10').sums.excused).toBe(hours(4));
    expect(settleOver('2026-11').sums.excused).toBe(hours(8));
    const later = settleOver('2026-11-15..2026-11-30');
    expect(later.sums.excused).toBe(hours(1));
    expect(later.refused).toEqual([
      {
        ...stretch('2026-11-20T01:00', '2026-11-20T03:00'),
        why: 'allowance-used-up',
        ref: 'maintenance:3',
      },
    ]);
  });

  test('that overlaps other work is excused once', () => {
    const plannedWork = { noticeMs: 0, atMostMs: hours(5), atMostPer: 'month' } as const;

    const figures = settle({
      terms: termsOf({ excused, plannedWork }),
      excused: [
        planned('maintenance:2', [stretch('2026-11-06T00:00', '2026-11-06T03:00')]),
        planned('maintenance:1', [night]),
      ],
    });

    expect(figures.segments.flatMap(({ excuse }) => excuse?.ref ?? [])).toEqual([
      'maintenance:1',
      'maintenance:2',
    ]);
    expect(figures.excusedByCause).toEqual({ 'planned-work': hours(5) });
  });

  test('outside service hours needs no excuse and uses no allowance', () => {
    const service = {
      windows: [{ days: EVERY_DAY, fromMinute: 5 * 60, toMinute: 23 * 60 }],
      holidays: [],
    };
    const plannedWork = { noticeMs: 0, atMostMs: hours(2), atMostPer: 'month' } as const;

    const figures = settle({
      terms: termsOf({ excused, plannedWork, service }),
      period: period('2026-11-05..2026-11-06'),
      excused: [planned('maintenance:1', [stretch('2026-11-05T23:00', '2026-11-06T06:00')])],
    });

    expect(figures.sums).toMatchObject({ 'out-of-service': hours(12), excused: hours(1), up: hours(35) });
    expect(figures.refused).toEqual([]);
  });
});

describe('an accepted claim', () => {
  const down = [stretch('2026-11-05T01:00', '2026-11-05T05:00')];

  test('takes out what was down or not known of it, and nothing that worked', () => {
    const figures = settle({
      terms: termsOf({ excused: new Set(['vandalism']) }),
      down,
      unknown: [stretch('2026-11-05T06:00', '2026-11-05T07:00')],
      excused: [claimed('claim:1', 'vandalism', [stretch('2026-11-05T00:00', '2026-11-05T08:00')])],
    });

    expect(figures.sums).toMatchObject({ excused: hours(5), down: 0, unknown: 0 });
    expect(figures.sums.up).toBe(hours(720 - 5));
  });

  test('stands behind planned work where both reach', () => {
    const figures = settle({
      terms: termsOf({ excused: new Set(['vandalism', 'planned-work']) }),
      down,
      excused: [
        claimed('claim:1', 'vandalism', down),
        planned('maintenance:1', [stretch('2026-11-05T02:00', '2026-11-05T03:00')]),
      ],
    });

    expect(figures.excusedByCause).toEqual({ vandalism: hours(3), 'planned-work': hours(1) });
  });

  test('of a power cut leaves what batteries owe, of each cut', () => {
    const cuts = [
      stretch('2026-11-05T00:00', '2026-11-05T03:00'),
      stretch('2026-11-05T04:00', '2026-11-05T04:20'),
    ];

    const figures = settle({
      terms: termsOf({ excused: new Set(['power-cut']), upsAutonomyMs: minutes(90) }),
      down,
      excused: [claimed('claim:1', 'power-cut', cuts)],
    });

    expect(figures.sums).toMatchObject({ excused: minutes(90), down: minutes(150) });
    expect(figures.refused.map(({ why, ...interval }) => why && interval)).toEqual([
      { ...stretch('2026-11-05T00:00', '2026-11-05T01:30'), ref: 'claim:1' },
      { ...stretch('2026-11-05T04:00', '2026-11-05T04:20'), ref: 'claim:1' },
    ]);
  });

  test('of a power cut that was filed in two parts owes its batteries once', () => {
    const figures = settle({
      terms: termsOf({ excused: new Set(['power-cut']), upsAutonomyMs: minutes(30) }),
      down,
      excused: [
        claimed('claim:1', 'power-cut', [stretch('2026-11-05T01:00', '2026-11-05T02:00')]),
        claimed('claim:2', 'power-cut', [stretch('2026-11-05T02:00', '2026-11-05T03:00')]),
      ],
    });

    expect(figures.sums.excused).toBe(minutes(90));
  });

  test('of a power cut that began before the period owes its batteries then', () => {
    const cut = stretch('2026-10-31T23:00', '2026-11-01T02:00');

    const figures = settle({
      terms: termsOf({ excused: new Set(['power-cut']), upsAutonomyMs: minutes(90) }),
      down: [cut],
      excused: [claimed('claim:1', 'power-cut', [cut])],
    });

    expect(figures.sums).toMatchObject({ excused: minutes(90), down: minutes(30) });
  });

  test.each([
    ['power-cut', minutes(65)],
    ['line', minutes(65)],
    ['vandalism', minutes(60)],
  ] as const)('of %s reaches over the start of what it cut off: %i ms', (cause, excusedMs) => {
    const figures = settle({
      terms: termsOf({ excused: new Set([cause]), restartGraceMs: minutes(5) }),
      down: [
        stretch('2026-11-05T01:00', '2026-11-05T02:30'),
        stretch('2026-11-06T01:00', '2026-11-06T02:00'),
      ],
      excused: [claimed('claim:1', cause, [stretch('2026-11-05T01:00', '2026-11-05T02:00')])],
    });

    expect(figures.sums.excused).toBe(excusedMs);
  });

  test('of a power cut that batteries should have lasted through leaves no start to excuse either', () => {
    const figures = settle({
      terms: termsOf({
        excused: new Set(['power-cut']),
        upsAutonomyMs: minutes(61),
        restartGraceMs: minutes(30),
      }),
      down: [stretch('2026-11-05T01:30', '2026-11-05T03:00')],
      excused: [claimed('claim:1', 'power-cut', [stretch('2026-11-05T01:00', '2026-11-05T02:00')])],
    });

    expect(figures.sums).toMatchObject({ excused: 0, down: minutes(90) });
  });

  test('does not reach over what goes down again after its start', () => {
    const figures = settle({
      terms: termsOf({ excused: new Set(['line']), restartGraceMs: minutes(5) }),
      down: [
        stretch('2026-11-05T01:00', '2026-11-05T02:02'),
        stretch('2026-11-05T02:03', '2026-11-05T02:04'),
      ],
      excused: [claimed('claim:1', 'line', [stretch('2026-11-05T01:00', '2026-11-05T02:00')])],
    });

    expect(figures.sums).toMatchObject({ excused: minutes(62), down: minutes(1) });
  });

  test('starts nothing where the device was up again at the end of the cut', () => {
    const figures = settle({
      terms: termsOf({ excused: new Set(['power-cut']), restartGraceMs: minutes(5) }),
      down: [
        stretch('2026-11-05T01:00', '2026-11-05T01:50'),
        stretch('2026-11-05T02:01', '2026-11-05T03:00'),
      ],
      excused: [claimed('claim:1', 'power-cut', [stretch('2026-11-05T01:00', '2026-11-05T02:00')])],
    });

    expect(figures.sums).toMatchObject({ excused: minutes(50), down: minutes(59) });
  });
});
