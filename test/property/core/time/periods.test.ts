import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PERIOD_KINDS } from '#core/domain/contract-terms.ts';
import { parsePeriod, periodOf, previousPeriod, splitByCalendar } from '#core/time/periods.ts';
import { days } from '#core/time/units.ts';

// Zones that turn clocks at night, at midnight, just after it, and one that crossed the date line.
const aZone = fc.constantFrom(
  'Asia/Ho_Chi_Minh',
  'Europe/Berlin',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Africa/Cairo',
  'Pacific/Apia',
);
const anInstant = fc.integer({ min: Date.UTC(1987, 0, 1), max: Date.UTC(2040, 0, 1) });
const aKind = fc.constantFrom(...PERIOD_KINDS);

test('an instant lies in its period, whose label reads back as the same', () => {
  fc.assert(
    fc.property(aKind, anInstant, aZone, (kind, instantMs, timeZone) => {
      const period = periodOf(kind, instantMs, timeZone);

      expect(period.fromMs <= instantMs && instantMs < period.toMs).toBe(true);
      expect(parsePeriod(period.label, timeZone)).toEqual(period);
      expect(periodOf(kind, period.fromMs, timeZone)).toEqual(period);
      expect(periodOf(kind, period.toMs - 1, timeZone)).toEqual(period);
    }),
  );
});

test('the period before ends where this one begins, is of its kind, and reads back', () => {
  fc.assert(
    fc.property(aKind, anInstant, aZone, (kind, instantMs, timeZone) => {
      const period = periodOf(kind, instantMs, timeZone);

      const previous = previousPeriod(period, timeZone);

      expect(previous).toEqual(periodOf(kind, period.fromMs - 1, timeZone));
      expect(parsePeriod(previous.label, timeZone)).toEqual(previous);
    }),
  );
});

test('so does that before any range of dates or instants', () => {
  // What is as long before lies after 1970: older offsets have seconds, which no label has.
  const anInstant = fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2040, 0, 1) });
  const date = anInstant.map((ms) => new Date(ms).toISOString().slice(0, 10));
  const instant = anInstant.map((ms) => new Date(ms).toISOString());
  fc.assert(
    fc.property(fc.oneof(date, instant), fc.oneof(date, instant), aZone, (from, to, timeZone) => {
      const period = parsePeriod(`${from}..${to}`, timeZone);
      fc.pre(period !== undefined);

      const previous = previousPeriod(period, timeZone);

      expect(previous.toMs).toBe(period.fromMs);
      expect(parsePeriod(previous.label, timeZone)).toEqual(previous);
    }),
  );
});

test('a year is its quarters, a quarter its months, a month its days', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1990, max: 2040 }), aZone, (year, timeZone) => {
      const months = splitByCalendar(mustParse(`${year}`, timeZone), 'month', timeZone);
      const quarters = [1, 2, 3, 4].map((quarter) => mustParse(`${year}-Q${quarter}`, timeZone));

      expect(quarters.flatMap((quarter) => splitByCalendar(quarter, 'month', timeZone))).toEqual(months);
      expect(months.flatMap((month) => splitByCalendar(month, 'day', timeZone))).toEqual(
        splitByCalendar(mustParse(`${year}`, timeZone), 'day', timeZone),
      );
    }),
    { numRuns: 20 },
  );
});

test('cutting leaves no gap and no overlap, and each part is in the day or month of its label', () => {
  const aUnit = fc.constantFrom('day', 'month');
  fc.assert(
    fc.property(anInstant, fc.nat(days(100)), aUnit, aZone, (fromMs, lengthMs, unit, timeZone) => {
      const toMs = fromMs + lengthMs;
      const parts = splitByCalendar({ fromMs, toMs }, unit, timeZone);

      expect(parts.map((part) => part.fromMs)).toEqual(
        lengthMs === 0 ? [] : [fromMs, ...parts.slice(0, -1).map((part) => part.toMs)],
      );
      expect(parts.at(-1)?.toMs).toBe(lengthMs === 0 ? undefined : toMs);
      for (const part of parts) {
        const whole = mustParse(part.label, timeZone);
        expect(part.fromMs).toBe(Math.max(fromMs, whole.fromMs));
        expect(part.toMs).toBe(Math.min(toMs, whole.toMs));
      }
    }),
  );
});

test('no text makes it throw', () => {
  const piece = fc.oneof(
    fc.constantFrom('2026', '-', '10', 'Q3', '..', '05', 'T08:00', 'Z', '+07:00', '99', ' '),
    fc.string({ maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
      const text = pieces.join('');
      const period = parsePeriod(text, 'Asia/Ho_Chi_Minh');

      expect(period?.label ?? text).toBe(text);
      expect((period?.fromMs ?? 0) < (period?.toMs ?? 1)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

function mustParse(text: string, timeZone: string) {
  const period = parsePeriod(text, timeZone);
  if (!period) throw new Error(`not a period: ${text}`);
  return period;
}
