import { expect, test } from 'vitest';
import { findShift } from '#alerts/incidents/actions/find-shift.ts';
import { WEEKDAYS } from '#core/time/calendar.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const at = (text: string) => Date.parse(`${text}+07:00`);
const turn = (fromMinute: number, toMinute: number, rest = {}) => ({
  days: WEEKDAYS,
  fromMinute,
  toMinute,
  contact: 'an',
  ...rest,
});
const shiftAt = (shifts: readonly ReturnType<typeof turn>[], when: string) => {
  const found = findShift({ id: 'truc', shifts }, at(when), ZONE);
  return found && [found.fromMs, found.toMs];
};

const THREE = [turn(6 * 60, 14 * 60), turn(14 * 60, 22 * 60), turn(22 * 60, 6 * 60)];

test.each([
  ['2026-11-26T07:00', '2026-11-26T06:00', '2026-11-26T14:00'],
  ['2026-11-26T14:00', '2026-11-26T14:00', '2026-11-26T22:00'],
  ['2026-11-26T03:00', '2026-11-25T22:00', '2026-11-26T06:00'],
])('at %s the turn is that from %s to %s', (when, from, to) => {
  expect(shiftAt(THREE, when)).toEqual([at(from), at(to)]);
});

test('outside all turns it is the last one that was', () => {
  expect(shiftAt([turn(6 * 60, 14 * 60)], '2026-11-26T20:00')).toEqual([
    at('2026-11-26T06:00'),
    at('2026-11-26T14:00'),
  ]);
});

test('a turn with dates counts between them', () => {
  const substitute = turn(0, 12 * 60, { fromDate: '2026-11-26', toDate: '2026-11-26' });

  expect(shiftAt([substitute, turn(6 * 60, 14 * 60)], '2026-11-26T07:00')?.[0]).toBe(at('2026-11-26T00:00'));
  expect(shiftAt([substitute, turn(6 * 60, 14 * 60)], '2026-11-27T07:00')?.[0]).toBe(at('2026-11-27T06:00'));
  expect(shiftAt([], '2026-11-27T07:00')).toBeUndefined();
});
