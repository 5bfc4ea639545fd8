import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createZone } from '#core/time/zone.ts';

const hanoi = createZone('Asia/Ho_Chi_Minh');

describe('createZone', () => {
  test.each([
    ['2025-07-01', Date.UTC(2025, 5, 30, 17)],
    ['2025-10-01T08:00+07:00', Date.UTC(2025, 9, 1, 1)],
    ['2025-10-01T08:00:30.5+07:00', Date.UTC(2025, 9, 1, 1, 0, 30, 500)],
    ['2025-10-01T08:00Z', Date.UTC(2025, 9, 1, 8)],
    ['2025-02-30', undefined],
    ['2025-10-01T25:00Z', undefined],
    ['2025-10-01T08:00', undefined],
    ['1/7/2025', undefined],
    ['20250701', undefined],
    ['', undefined],
  ])('reads %s', (text, expected) => {
    expect(hanoi.parseInstantMs(text)).toBe(expected);
  });

  test('renders midnight in the city as a date, and nothing else as one', () => {
    expect(hanoi.renderInstant(Date.UTC(2025, 5, 30, 17))).toBe('2025-07-01');
    expect(hanoi.renderInstant(Date.UTC(2025, 5, 30, 17, 0, 0, 1))).toBe('2025-07-01T00:00:00.001+07:00');
    expect(hanoi.renderInstant(Date.UTC(2025, 9, 1, 1))).toBe('2025-10-01T08:00+07:00');
  });

  test('knows the day of the city, and how long it is', () => {
    expect(hanoi.dayAt(Date.UTC(2026, 10, 25, 16, 59))).toEqual({
      date: '2026-11-25',
      fromMs: Date.UTC(2026, 10, 24, 17),
      toMs: Date.UTC(2026, 10, 25, 17),
    });
    const { fromMs, toMs } = createZone('Europe/Berlin').dayAt(Date.UTC(2026, 2, 29, 12));
    expect((toMs - fromMs) / 3_600_000).toBe(23);
  });

  test('puts every instant into one day, which begins where the one before ends', () => {
    const zones = ['Asia/Ho_Chi_Minh', 'Europe/Berlin', 'Africa/Cairo', 'America/Santiago'].map(createZone);
    const instant = fc.integer({ min: Date.UTC(1975, 0, 1), max: Date.UTC(2100, 0, 1) });

    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, (zone, atMs) => {
        const day = zone.dayAt(atMs);

        expect(day.fromMs <= atMs && atMs < day.toMs).toBe(true);
        expect(zone.dayAt(day.fromMs - 1).toMs).toBe(day.fromMs);
        expect(zone.parseInstantMs(day.date)).toBe(day.fromMs);
      }),
    );
  });

  test('reads back every instant that it renders, also where clocks are turned', () => {
    const zones = ['Asia/Ho_Chi_Minh', 'Europe/Berlin', 'America/St_Johns', 'Africa/Cairo'].map(createZone);
    const instant = fc.integer({ min: Date.UTC(1975, 0, 1), max: Date.UTC(2100, 0, 1) });

    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        instant,
        fc.constantFrom(1, 1_000, 60_000, 3_600_000),
        (zone, ms, step) => {
          const atMs = Math.floor(ms / step) * step;

          expect(zone.parseInstantMs(zone.renderInstant(atMs))).toBe(atMs);
        },
      ),
      { numRuns: 500 },
    );
  });
});
