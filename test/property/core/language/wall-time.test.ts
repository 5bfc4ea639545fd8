import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoInstant, wallTimeAt, zonedAt } from '#core/language/wall-time.ts';

const ZONES = [
  'Asia/Ho_Chi_Minh',
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Monrovia',
  'Pacific/Apia',
];

const byCalendar = (atMs: number, timeZone: string) =>
  zonedAt(atMs, timeZone).toString({ timeZoneName: 'never', fractionalSecondDigits: 3 });

describe('an instant of a time zone', () => {
  test('says what the calendar says, of any instant', () => {
    const instants = fc.oneof(
      fc.integer({ min: Date.UTC(1960), max: Date.UTC(2040) }),
      fc.integer({ min: -9e15, max: 9e15 }),
      fc.double({ min: 0, max: 4e12, noNaN: true }),
    );
    fc.assert(
      fc.property(instants, fc.constantFrom(...ZONES), (atMs, timeZone) => {
        expect(isoInstant(atMs, timeZone)).toBe(byCalendar(atMs, timeZone));
        const { year, month, day, hour, minute, second } = zonedAt(atMs, timeZone);
        expect(wallTimeAt(atMs, timeZone)).toMatchObject({ year, month, day, hour, minute, second });
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    [Date.UTC(2026, 2, 29, 0, 59, 59, 999), 'Europe/Berlin', '2026-03-29T01:59:59.999+01:00'],
    [Date.UTC(2026, 2, 29, 1), 'Europe/Berlin', '2026-03-29T03:00:00.000+02:00'],
    [Date.UTC(2010, 2, 14, 3, 30, 30), 'America/St_Johns', '2010-03-14T00:00:30.000-03:30'],
    [Date.UTC(2010, 2, 14, 3, 31), 'America/St_Johns', '2010-03-14T01:01:00.000-02:30'],
    [Date.UTC(2026, 10, 25, 3, 32), 'Asia/Ho_Chi_Minh', '2026-11-25T10:32:00.000+07:00'],
  ])('knows that clocks are changed: %d in %s', (atMs, timeZone, expected) => {
    expect(isoInstant(atMs, timeZone)).toBe(expected);
  });
});
