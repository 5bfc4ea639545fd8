import { describe, expect, test } from 'vitest';
import { backoffMs } from '#alerts/notifications/outbox/backoff.ts';
import { days, hours, minutes, seconds } from '#core/time/units.ts';

describe('backoffMs', () => {
  test.each([
    [1, seconds(15)],
    [2, seconds(30)],
    [3, minutes(1)],
    [8, minutes(32)],
    [9, minutes(48)],
    [5_000, minutes(48)],
  ])('waits after %i tries at least %i ms, and at most a quarter more', (tries, leastMs) => {
    for (const messageId of ['a@camwatch', 'b@camwatch', 'c@camwatch']) {
      expect(backoffMs(messageId, tries)).toBeGreaterThanOrEqual(leastMs);
      expect(backoffMs(messageId, tries)).toBeLessThanOrEqual(Math.min(leastMs * 1.25, hours(1)));
    }
  });

  test('is the same for the same message, and spreads many', () => {
    const waits = Array.from({ length: 100 }, (_, n) => backoffMs(`${n}@camwatch`, 4));

    expect(waits).toEqual(Array.from({ length: 100 }, (_, n) => backoffMs(`${n}@camwatch`, 4)));
    expect(new Set(waits).size).toBeGreaterThan(90);
  });

  test.each([
    ['longer', minutes(5), minutes(5)],
    ['shorter', seconds(1), backoffMs('a', 1)],
    ['absurdly long', days(900), days(1)],
  ])('waits as long as it is asked to where that is %s', (_, askedMs, expectedMs) => {
    expect(backoffMs('a', 1, askedMs)).toBe(expectedMs);
  });
});
