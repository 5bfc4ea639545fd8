import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Segment } from '#availability/timelines/timeline.ts';
import { createHistory, HISTORY_DAYS, type TimelineSource, worstOf } from '#portal/city/history.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 10, 25, 3, 44);
const ZONE = 'Asia/Ho_Chi_Minh';

const read = (source: TimelineSource, atMs = NOW_MS) => createHistory(source, () => ZONE)('device:a', atMs);

/** Up but for these. */
const upBut =
  (...others: readonly Segment[]): TimelineSource =>
  ({ period }) => {
    const segments: Segment[] = [];
    let atMs = period.fromMs;
    for (const other of others) {
      if (other.fromMs > atMs) segments.push({ fromMs: atMs, toMs: other.fromMs, state: 'up' });
      segments.push(other);
      atMs = other.toMs;
    }
    if (atMs < period.toMs) segments.push({ fromMs: atMs, toMs: period.toMs, state: 'up' });
    return segments;
  };

describe('a year by days', () => {
  test('ends with the day of the city that has begun', () => {
    const days = read(upBut());

    expect(days).toHaveLength(HISTORY_DAYS);
    expect(days.at(-1)).toMatchObject({
      date: '2026-11-25',
      ms: { up: 10 * HOUR_MS + 44 * 60_000, degraded: 0, down: 0, unknown: 0 },
    });
    expect(days.at(0)?.date).toBe('2025-11-26');
  });

  test('an outage over midnight is of both days', () => {
    const midnightMs = Date.UTC(2026, 10, 23, 17);
    const down = { fromMs: midnightMs - HOUR_MS, toMs: midnightMs + 2 * HOUR_MS, state: 'down' } as const;
    const found = read(upBut(down)).filter(({ outages }) => outages > 0);

    expect(found.map(({ date, ms }) => [date, ms.down])).toEqual([
      ['2026-11-23', HOUR_MS],
      ['2026-11-24', 2 * HOUR_MS],
    ]);
  });

  test('a day is what one wants to know of it first', () => {
    const dayMs = Date.UTC(2026, 10, 19, 17);
    const part = (state: Segment['state'], hours: number) => {
      const days = read(upBut({ fromMs: dayMs, toMs: dayMs + hours * HOUR_MS, state }));
      const day = days.find(({ date }) => date === '2026-11-20');
      return day && worstOf(day);
    };

    expect([part('down', 0.1), part('degraded', 1), part('unknown', 1), part('unknown', 13)]).toEqual([
      'down',
      'degraded',
      'up',
      'unknown',
    ]);
    expect(part('out-of-service', 24)).toBe('unknown');
  });

  test('times add up to each day, whatever was measured', () => {
    const states = fc.constantFrom('up', 'degraded', 'down', 'unknown', 'out-of-service');
    const runs = fc.array(fc.tuple(states, fc.integer({ min: 1, max: 90 * HOUR_MS })), { maxLength: 60 });
    fc.assert(
      fc.property(runs, (parts) => {
        let atMs = NOW_MS - 60 * 24 * HOUR_MS;
        const segments = parts.map(([state, lastingMs]) => {
          const fromMs = atMs;
          atMs += lastingMs;
          return { fromMs, toMs: Math.min(atMs, NOW_MS), state } as const;
        });
        const own = segments.filter(({ fromMs }) => fromMs < NOW_MS);
        for (const { fromMs, toMs, ms } of read(upBut(...own)))
          expect(ms.up + ms.degraded + ms.down + ms.unknown).toBe(Math.min(toMs, NOW_MS) - fromMs);
      }),
      { numRuns: 30 },
    );
  });

  test('is read once a minute for all who look', () => {
    let reads = 0;
    const history = createHistory(
      ({ period }) => {
        reads += 1;
        return [{ ...period, state: 'up' }];
      },
      () => ZONE,
    );
    for (const secondsOn of [0, 10, 59]) history('device:a', NOW_MS + secondsOn * 1_000);
    expect(reads).toBe(1);
    history('device:a', NOW_MS + 61_000);
    history('device:b', NOW_MS + 61_000);
    expect(reads).toBe(3);
  });
});
