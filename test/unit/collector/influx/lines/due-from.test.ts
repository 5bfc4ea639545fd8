import { expect, test } from 'vitest';
import { createDueFrom } from '#collector/influx/lines/roll-up-steps.ts';
import { hours, minutes } from '#core/time/units.ts';

/** Midnight in Hanoi. */
const MIDNIGHT_MS = Date.UTC(2026, 10, 29, 17);

test('only what is rolled up makes a roll-up due again: hours of a device once their day is over', () => {
  let nowMs = MIDNIGHT_MS + hours(20);
  const dueFrom = createDueFrom('Asia/Ho_Chi_Minh', () => nowMs);
  const lateMs = MIDNIGHT_MS - hours(1);
  const hourMs = MIDNIGHT_MS + hours(19);

  expect(dueFrom('fleetCity', hourMs)).toBe(hourMs);
  expect(dueFrom('traffic', hourMs)).toBe(hourMs);
  for (const series of ['reach', 'recentEvent', 'downtime', 'collector', 'trouble'] as const)
    expect(dueFrom(series, lateMs)).toBe(Number.POSITIVE_INFINITY);
  expect(dueFrom('availability', hourMs)).toBe(Number.POSITIVE_INFINITY);
  expect(dueFrom('availability', lateMs)).toBe(lateMs);

  nowMs = MIDNIGHT_MS + hours(24) + minutes(5);
  expect(dueFrom('availability', hourMs)).toBe(hourMs);
});
