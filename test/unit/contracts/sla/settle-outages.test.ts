import { describe, expect, test } from 'vitest';
import { settleEntity } from '#contracts/sla/settle-entity.ts';
import { hours, minutes } from '#core/time/units.ts';
import { inputOf, period, settle, stretch, termsOf } from '#test/support/sla-input.ts';

const RESTORATION = [
  { severity: 'urgent', withinMs: hours(4) },
  { severity: 'normal', withinMs: hours(24) },
];

describe('outages too short to count', () => {
  const terms = termsOf({ shortestOutageMs: minutes(5) });

  test.each([
    ['00:04:59', 'up'],
    ['00:05:00', 'down'],
  ])('of %s are %s', (length, state) => {
    const figures = settle({ terms, down: [stretch('2026-11-05T00:00:00', `2026-11-05T${length}`)] });

    expect(figures.segments.find(({ measured }) => measured === 'down')?.class).toBe(state);
    expect(figures.outages[0]?.isShort).toBe(state === 'up');
    expect(figures.outageCount).toBe(state === 'up' ? 0 : 1);
  });

  test('are judged whole where a period cuts them', () => {
    const down = [stretch('2026-10-31T23:56', '2026-11-01T00:02')];

    expect(settle({ terms, down }).sums.down).toBe(minutes(2));
    expect(settle({ terms, down, period: period('2026-10') }).sums.down).toBe(minutes(4));
  });

  test('are not so called while they last', () => {
    const last = stretch('2026-11-30T23:58', '2026-12-01T00:00');

    const figures = settle({ terms, down: [{ ...last, toMs: Number.POSITIVE_INFINITY }] });

    expect(figures.sums.down).toBe(minutes(2));
    expect(figures.outages[0]).toMatchObject({ isShort: false, ownMs: minutes(2) });
    expect(figures).toMatchObject({ outageCount: 1, restoredCount: 0 });
    expect(figures.mttrMs).toBeUndefined();
  });

  test('nor where they are cut off at the instant up to which is asked', () => {
    const input = inputOf({ terms, down: [stretch('2026-11-30T23:58', '2026-12-01T00:00')] });
    const outages = input.outages.map(({ untilAfterMs, ...open }) => open);

    const figures = settleEntity({ ...input, outages });

    expect(figures.sums.down).toBe(minutes(2));
    expect(figures.restoredCount).toBe(0);
  });
});

describe('the time to restore', () => {
  const terms = termsOf({ excused: new Set(['vandalism']), targets: { restoration: RESTORATION } });
  const down = [stretch('2026-11-05T00:00', '2026-11-06T06:30')];

  test('is the longest that was agreed where nobody called the outage urgent', () => {
    const figures = settle({ terms, down });

    expect(figures.outages[0]?.restoration).toEqual({
      severity: 'normal',
      withinMs: hours(24),
      dueMs: stretch('2026-11-06T00:00', '2026-11-06T00:00').fromMs,
      overMs: minutes(390),
      overBeforeMs: 0,
      startedHours: 7,
    });
  });

  test('that is used up to the millisecond is kept', () => {
    const figures = settle({ terms, down: [stretch('2026-11-05T00:00', '2026-11-06T00:00')] });

    expect(figures.outages[0]?.restoration).toEqual({
      severity: 'normal',
      withinMs: hours(24),
      overMs: 0,
      overBeforeMs: 0,
      startedHours: 0,
    });
  });

  test('is that of its urgency where somebody did', () => {
    const figures = settle({ terms, down, severityOf: () => 'urgent' });

    expect(figures.outages[0]?.restoration).toMatchObject({ severity: 'urgent', startedHours: 27 });
  });

  test('stands still while it is excused, while others answer, and while nobody knew', () => {
    const figures = settle({
      terms,
      down,
      unknown: [stretch('2026-11-05T12:00', '2026-11-05T14:00')],
      excused: [
        {
          set: [stretch('2026-11-05T02:00', '2026-11-05T04:00')],
          cause: 'vandalism',
          ref: 'claim:1',
          scope: 'down',
        },
      ],
      attributed: [
        {
          ...stretch('2026-11-05T00:00', '2026-11-05T01:00'),
          cause: 'upstream',
          owner: 'link:theirs',
          evidence: ['change:9'],
        },
        {
          ...stretch('2026-11-05T01:00', '2026-11-06T06:30'),
          cause: 'own',
          owner: 'device:cam-1',
          evidence: ['change:1'],
        },
      ],
      isOwn: (owner) => owner !== 'link:theirs',
    });

    expect(figures.sums).toMatchObject({ others: hours(1), excused: hours(2), unknown: hours(2) });
    expect(figures.outages[0]).toMatchObject({
      ownMs: minutes(25 * 60 + 30),
      restoration: { overMs: minutes(90), startedHours: 2 },
      blame: [
        { owner: 'link:theirs', isOwn: false, ms: hours(1) },
        { owner: 'device:cam-1', isOwn: true, ms: minutes(29 * 60 + 30) },
      ],
    });
  });

  test('goes on over the end of a period: an hour belongs to the one in which it began', () => {
    const late = { terms, down: [stretch('2026-10-30T22:30', '2026-11-01T02:15')] };

    const october = settle({ ...late, period: period('2026-10') });
    const november = settle(late);

    expect(october.outages[0]?.restoration).toMatchObject({ overMs: minutes(90), startedHours: 2 });
    expect(november.outages[0]?.restoration).toMatchObject({
      overMs: minutes(225),
      overBeforeMs: minutes(90),
      startedHours: 2,
    });
    expect([october.outageCount, november.outageCount]).toEqual([1, 0]);
    expect([october.restoredCount, november.restoredCount]).toEqual([0, 1]);
    expect(november.longestOutageMs).toBe(minutes(27 * 60 + 45));
  });

  test('runs in service hours only', () => {
    const windows = [{ days: ['thu', 'fri'] as const, fromMinute: 5 * 60, toMinute: 23 * 60 }];

    const figures = settle({
      terms: termsOf({ service: { windows, holidays: [] }, targets: { restoration: RESTORATION } }),
      down: [stretch('2026-11-05T22:30', '2026-11-06T06:30')],
      severityOf: () => 'urgent',
    });

    expect(figures.outages[0]).toMatchObject({ ownMs: hours(2), restoration: { overMs: 0 } });
  });
});

test('what others answer for is the own contractor’s where the contract says so', () => {
  const down = [stretch('2026-11-05T00:00', '2026-11-05T04:00')];
  const attributed = down.map((span) => ({
    ...span,
    cause: 'upstream' as const,
    owner: 'link:theirs' as const,
    evidence: [],
  }));
  const given = { down, attributed, isOwn: () => false };

  expect(settle(given).sums).toMatchObject({ others: hours(4), down: 0 });
  expect(settle({ ...given, terms: termsOf({ othersDown: 'own' }) }).sums).toMatchObject({
    others: 0,
    down: hours(4),
  });
});

test('an owner that changes its contract within an outage answers for its part', () => {
  const down = [stretch('2026-11-05T00:00', '2026-11-05T04:00')];
  const turnMs = stretch('2026-11-05T01:00', '2026-11-05T01:00').fromMs;

  const figures = settle({
    down,
    attributed: down.map((span) => ({ ...span, cause: 'upstream', owner: 'link:sold', evidence: [] })),
    isOwn: (_, atMs) => atMs < turnMs,
    ownershipTurnsMs: [turnMs],
  });

  expect(figures.sums).toMatchObject({ down: hours(1), others: hours(3) });
});

test('lines that stand in for one another are down only together', () => {
  const given = {
    entity: 'link:a' as const,
    down: [stretch('2026-11-05T00:00', '2026-11-05T04:00'), stretch('2026-11-06T00:00', '2026-11-06T01:00')],
    standIns: [[stretch('2026-11-05T03:00', '2026-11-05T08:00')]],
  };

  const together = settle({ ...given, terms: termsOf({ redundantLines: 'down-together' }) });
  const each = settle({ ...given, terms: termsOf() });

  expect(together.sums.down).toBe(hours(1));
  expect(together.outages.map(({ ownMs }) => ownMs)).toEqual([hours(1), 0]);
  expect(together.outageCount).toBe(1);
  expect(each.sums.down).toBe(hours(5));
});

test('means are of what ended, and of good time', () => {
  const figures = settle({
    down: [
      stretch('2026-11-05T00:00', '2026-11-05T01:00'),
      stretch('2026-11-06T00:00', '2026-11-06T00:30'),
      { ...stretch('2026-11-30T23:00', '2026-12-01T00:00'), toMs: Number.POSITIVE_INFINITY },
    ],
  });

  expect(figures).toMatchObject({
    outageCount: 3,
    restoredCount: 2,
    mttrMs: minutes(45),
    mtbfMs: (hours(720) - minutes(150)) / 3,
  });
});
