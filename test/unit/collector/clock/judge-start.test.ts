import { expect, test } from 'vitest';
import { judgeStart, type KnownTime } from '#collector/clock/judge-start.ts';
import { days, hours } from '#core/time/units.ts';

const WALL_MS = Date.UTC(2026, 10, 28, 3);
const now = { wallMs: WALL_MS, elapsedMs: hours(5), limitMs: hours(1) };
/** What the wall clock said at the start of the system, were it right now. */
const ORIGIN_MS = WALL_MS - hours(5);

test.each<[string, KnownTime]>([
  ['there is no record', {}],
  ['the last row is of now', { lastRecordedMs: WALL_MS }],
  ['the last row is as old as the limit', { lastRecordedMs: WALL_MS - hours(1) }],
  ['the clock is behind by as much as the limit', { lastRecordedMs: WALL_MS + hours(1) }],
  ['the system knows that we were gone for days', { lastRecordedMs: WALL_MS - days(3), originMs: ORIGIN_MS }],
  [
    'the record reaches into the future, and the system knows the time',
    { lastRecordedMs: WALL_MS + days(3_652), originMs: ORIGIN_MS },
  ],
])('believed where %s', (_, known) => {
  expect(judgeStart(known, now)).toBeUndefined();
});

test.each<[string, KnownTime, unknown]>([
  [
    'an older clock than the record, as of a restored machine',
    { lastRecordedMs: WALL_MS + hours(1) + 1 },
    { cause: 'behind-record', expectedMs: WALL_MS + hours(1) + 1 },
  ],
  [
    'a clock far ahead of the record',
    { lastRecordedMs: WALL_MS - hours(1) - 1 },
    { cause: 'ahead-of-record', expectedMs: WALL_MS - hours(1) - 1 },
  ],
  [
    'a step forwards since the last run',
    { lastRecordedMs: WALL_MS - days(3_652), originMs: ORIGIN_MS - days(3_652) },
    { cause: 'step', expectedMs: WALL_MS - days(3_652) },
  ],
  [
    'a step backwards since the last run, though the last row is of now',
    { lastRecordedMs: WALL_MS, originMs: ORIGIN_MS + hours(2) },
    { cause: 'step', expectedMs: WALL_MS + hours(2) },
  ],
])('not believed: %s', (_, known, doubt) => {
  expect(judgeStart(known, now)).toEqual(doubt);
});
