import { describe, expect, test } from 'vitest';
import { dutyOf, nextTurn, turnsWithin } from '#alerts/notifications/routing/duty.ts';
import { minutes } from '#core/time/units.ts';
import { clockOfHanoi, HANOI_ZONE, inHanoi, rosterOf, shift } from '#test/support/alert-recipients.ts';

const DAY_AND_NIGHT = [shift('day', '07:00-19:00'), shift('night', '19:00-07:00')];
const WEEKDAYS_ONLY = { days: ['mon', 'tue', 'wed', 'thu', 'fri'] } as const;

describe('dutyOf', () => {
  // The 25th of November 2026 is a Wednesday.
  test.each([
    ['2026-11-25 06:59', 'night'],
    ['2026-11-25 07:00', 'day'],
    ['2026-11-25 18:59', 'day'],
    ['2026-11-25 19:00', 'night'],
    ['2026-11-26 00:00', 'night'],
    ['2026-11-26 03:00', 'guest'],
    ['2026-11-26 07:00', 'day'],
  ])('at %s it is %s', (at, expected) => {
    const guest = shift('guest', '02:00-04:00', { fromDate: '2026-11-26', toDate: '2026-11-26' });

    expect(dutyOf(rosterOf([guest, ...DAY_AND_NIGHT]), inHanoi(at), HANOI_ZONE)).toBe(expected);
  });

  test.each([
    // A night belongs to the day on which it begins.
    ['2026-11-24 23:00', 'night'],
    ['2026-11-25 06:00', 'night'],
    ['2026-11-25 19:00', 'guest'],
    ['2026-11-26 06:59', 'guest'],
    ['2026-11-26 19:00', 'night'],
  ])('a substitute for the night of the 25th: at %s it is %s', (at, expected) => {
    const guest = shift('guest', '19:00-07:00', { fromDate: '2026-11-25', toDate: '2026-11-25' });

    expect(dutyOf(rosterOf([guest, ...DAY_AND_NIGHT]), inHanoi(at), HANOI_ZONE)).toBe(expected);
  });

  test.each([
    ['2026-11-27 18:00', 'day'],
    ['2026-11-28 12:00', 'head'],
    ['2026-11-29 23:59', 'head'],
  ])('where no shift says so, at %s it is %s', (at, expected) => {
    const roster = rosterOf([shift('day', '07:00-19:00', WEEKDAYS_ONLY)], 'head');

    expect(dutyOf(roster, inHanoi(at), HANOI_ZONE)).toBe(expected);
  });

  test('nobody, where nobody was named', () => {
    expect(dutyOf(rosterOf([]), inHanoi('2026-11-28 12:00'), HANOI_ZONE)).toBeUndefined();
  });

  test('a shift whose hours the clock skips or repeats ends when the clock says so', () => {
    // In Berlin the 29th of March 2026 has no time between 2:00 and 3:00.
    const roster = rosterOf([shift('night', '01:00-02:30'), shift('morning', '02:30-05:00')]);
    const at = (utc: string) => dutyOf(roster, Date.parse(utc), 'Europe/Berlin');

    expect(at('2026-03-29T00:59:59Z')).toBe('night');
    expect(at('2026-03-29T01:00:00Z')).toBe('morning');
  });
});

describe('a roster that covers the week', () => {
  // Berlin's clock skips 2:00 to 3:00 and has it twice; that of Santiago skips midnight, and has 23:00 to midnight twice.
  test.each([
    ['Europe/Berlin', '2026-03-28', '02:30-14:30', '14:30-02:30'],
    ['Europe/Berlin', '2026-10-24', '02:30-14:30', '14:30-02:30'],
    ['Europe/Berlin', '2026-10-24', '03:00-02:00', '02:00-03:00'],
    ['America/Santiago', '2026-09-05', '00:00-12:00', '12:00-00:00'],
    ['America/Santiago', '2026-04-04', '23:30-11:30', '11:30-23:30'],
  ])('has nobody missing in %s from %s on, with turns of %s and %s', (timeZone, from, first, second) => {
    const roster = rosterOf([shift('first', first), shift('second', second)]);
    const startMs = Date.parse(`${from}T00:00:00Z`);
    const instants = Array.from({ length: 3 * 24 * 12 }, (_, index) => startMs + index * minutes(5));

    const alone = instants.filter((atMs) => dutyOf(roster, atMs, timeZone) === undefined);

    expect(alone.map((atMs) => new Date(atMs).toISOString())).toEqual([]);
  });
});

describe('nextTurn', () => {
  const turnAfter = (roster: Parameters<typeof nextTurn>[0], at: string) => {
    const turn = nextTurn(roster, inHanoi(at), HANOI_ZONE);
    return turn && `${turn.contact} ${clockOfHanoi(turn.fromMs)} to ${clockOfHanoi(turn.toMs)}`;
  };

  test.each([
    ['2026-11-25 06:59', 'night 2026-11-24 19:00 to 2026-11-25 07:00'],
    ['2026-11-25 07:00', 'day 2026-11-25 07:00 to 2026-11-25 19:00'],
    ['2026-11-25 19:00', 'night 2026-11-25 19:00 to 2026-11-26 07:00'],
  ])('after %s: %s', (at, expected) => {
    expect(turnAfter(rosterOf(DAY_AND_NIGHT), at)).toBe(expected);
  });

  test.each([
    ['2026-11-25 07:00', 'day 2026-11-25 07:00 to 2026-11-25 10:00'],
    ['2026-11-25 10:00', 'guest 2026-11-25 10:00 to 2026-11-25 12:00'],
    ['2026-11-25 12:00', 'day 2026-11-25 12:00 to 2026-11-25 19:00'],
  ])('with a substitute from 10 to 12, after %s: %s', (at, expected) => {
    const guest = shift('guest', '10:00-12:00', { fromDate: '2026-11-25', toDate: '2026-11-25' });

    expect(turnAfter(rosterOf([guest, ...DAY_AND_NIGHT]), at)).toBe(expected);
  });

  test('a shift that another stands behind is one turn', () => {
    const roster = rosterOf([shift('day', '07:00-19:00'), shift('helper', '12:00-21:00')], 'head');

    expect(turnAfter(roster, '2026-11-25 08:00')).toBe('day 2026-11-25 07:00 to 2026-11-25 19:00');
    expect(turnAfter(roster, '2026-11-25 19:00')).toBe('helper 2026-11-25 19:00 to 2026-11-25 21:00');
    expect(turnAfter(roster, '2026-11-25 21:00')).toBe('head 2026-11-25 21:00 to 2026-11-26 07:00');
  });

  test.each([
    ['2026-11-27 20:00', 'head 2026-11-27 19:00 to 2026-11-29 00:00'],
    ['2026-11-29 20:00', 'head 2026-11-29 00:00 to 2026-11-30 07:00'],
  ])('whoever is on otherwise has turns of a day or so, after %s: %s', (at, expected) => {
    const roster = rosterOf([shift('day', '07:00-19:00', WEEKDAYS_ONLY)], 'head');

    expect(turnAfter(roster, at)).toBe(expected);
  });

  test('nobody, where a turn ends later than a fortnight from now: how it ends is not looked up', () => {
    const roster = rosterOf([shift('night', '19:00-07:00', { fromDate: '2026-12-07' })]);

    expect(turnAfter(roster, '2026-11-23 00:00')).toBeUndefined();
    expect(turnAfter(roster, '2026-11-24 00:00')).toBe('night 2026-12-07 19:00 to 2026-12-08 07:00');
  });

  test('nobody, where nobody was named', () => {
    expect(turnAfter(rosterOf([]), '2026-11-25 12:00')).toBeUndefined();
    expect(turnAfter(rosterOf([], 'head'), '2026-11-25 12:00')).toBe(
      'head 2026-11-25 00:00 to 2026-11-26 00:00',
    );
  });
});

describe('turnsWithin', () => {
  test('has each turn of two months once, those over the edges too', () => {
    const within = { fromMs: inHanoi('2026-11-25 12:00'), toMs: inHanoi('2027-01-25 12:00') };

    const turns = turnsWithin(rosterOf(DAY_AND_NIGHT), within, HANOI_ZONE);

    expect(turns.length).toBe(2 * 61 + 1);
    expect(turns.every(({ toMs }, index) => toMs === (turns[index + 1]?.fromMs ?? toMs))).toBe(true);
    expect(turns[0]).toEqual({
      ...{ contact: 'day', fromMs: inHanoi('2026-11-25 07:00'), toMs: inHanoi('2026-11-25 19:00') },
    });
    expect(turns.at(-1)?.contact).toBe('day');
  });

  test('finds what stands alone after weeks of nobody', () => {
    const guest = shift('guest', '08:00-10:00', { fromDate: '2027-01-10', toDate: '2027-01-10' });
    const within = { fromMs: inHanoi('2026-11-25 12:00'), toMs: inHanoi('2027-01-25 12:00') };

    expect(turnsWithin(rosterOf([guest]), within, HANOI_ZONE).map(({ contact }) => contact)).toEqual([
      'guest',
    ]);
  });
});
