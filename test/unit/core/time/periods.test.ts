import { describe, expect, test } from 'vitest';
import { parsePeriod, periodOf, previousPeriod, splitByCalendar } from '#core/time/periods.ts';
import { hours } from '#core/time/units.ts';

const HANOI = 'Asia/Ho_Chi_Minh';
/** Midnight in Hanoi, seven hours before that of UTC. */
const hanoi = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) - hours(7);
const iso = (text: string) => Date.parse(text);

function parsed(text: string, timeZone = HANOI) {
  const period = parsePeriod(text, timeZone);
  if (!period) throw new Error(`not a period: ${text}`);
  return period;
}

describe('parsePeriod', () => {
  test.each([
    ['2026', hanoi(2026, 1, 1), hanoi(2027, 1, 1)],
    ['2026-Q1', hanoi(2026, 1, 1), hanoi(2026, 4, 1)],
    ['2026-Q3', hanoi(2026, 7, 1), hanoi(2026, 10, 1)],
    ['2026-Q4', hanoi(2026, 10, 1), hanoi(2027, 1, 1)],
    ['2026-02', hanoi(2026, 2, 1), hanoi(2026, 3, 1)],
    ['2028-02', hanoi(2028, 2, 1), hanoi(2028, 3, 1)],
    ['2026-12', hanoi(2026, 12, 1), hanoi(2027, 1, 1)],
    ['2026-10-05', hanoi(2026, 10, 5), hanoi(2026, 10, 6)],
    ['2026-10-05..2026-10-20', hanoi(2026, 10, 5), hanoi(2026, 10, 21)],
    ['2026-10-05..2026-10-05', hanoi(2026, 10, 5), hanoi(2026, 10, 6)],
    ['2026-01..2026-Q3', hanoi(2026, 1, 1), hanoi(2026, 10, 1)],
    [
      '2026-10-05T08:00+07:00..2026-10-05T01:00:00.001Z',
      hanoi(2026, 10, 5) + hours(8),
      hanoi(2026, 10, 5) + hours(8) + 1,
    ],
    ['2026-10-05..2026-10-06T12:00+07:00', hanoi(2026, 10, 5), hanoi(2026, 10, 6) + hours(12)],
    ['2026-10-06T12:00+07:00..2026-10', hanoi(2026, 10, 6) + hours(12), hanoi(2026, 11, 1)],
  ])('reads %s', (text, fromMs, toMs) => {
    expect(parsePeriod(text, HANOI)).toEqual({ fromMs, toMs, label: text });
  });

  test.each([
    [''],
    ['..'],
    ['2026..'],
    ['..2026'],
    ['26'],
    ['02026'],
    ['2026-1'],
    ['2026-00'],
    ['2026-13'],
    ['2026-Q0'],
    ['2026-Q5'],
    ['2026-q3'],
    ['Q3-2026'],
    ['2026-02-29'],
    ['2026-10-5'],
    ['05/10/2026'],
    [' 2026'],
    ['2026\n'],
    ['2026-10-20..2026-10-05'],
    ['2026-10-05...2026-10-20'],
    ['2026-10-01..2026-10-02..2026-10-03'],
    ['2026-10-05T08:00+07:00'],
    ['2026-10-05T08:00+07:00..2026-10-05T08:00+07:00'],
    ['2026-10-05T08:00..2026-10-06T08:00'],
    ['2026-10-05T25:00Z..2026-10-06T08:00Z'],
    ['2026-02-30T08:00Z..2026-10-06T08:00Z'],
    ['2026-10-05T08:00:00.0001Z..2026-10-06T08:00Z'],
    ['last month'],
  ])('reads no period in %j', (text) => {
    expect(parsePeriod(text, HANOI)).toBeUndefined();
  });

  test('follows the clocks of the zone', () => {
    const lengthHours = (text: string, timeZone: string) => {
      const { fromMs, toMs } = parsed(text, timeZone);
      return (toMs - fromMs) / hours(1);
    };

    expect(lengthHours('2026-03-29', 'Europe/Berlin')).toBe(23);
    expect(lengthHours('2026-10-25', 'Europe/Berlin')).toBe(25);
    expect(lengthHours('2026-03', 'Europe/Berlin')).toBe(31 * 24 - 1);
    expect(lengthHours('2026', 'Europe/Berlin')).toBe(365 * 24);
  });

  test('begins a day whose midnight is skipped when its clocks do', () => {
    expect(parsePeriod('2018-11-04', 'America/Sao_Paulo')).toEqual({
      fromMs: iso('2018-11-04T01:00-02:00'),
      toMs: iso('2018-11-05T00:00-02:00'),
      label: '2018-11-04',
    });
    expect(parsed('2018-11-03', 'America/Sao_Paulo').toMs).toBe(iso('2018-11-04T01:00-02:00'));
  });

  test('finds no time in a day that a zone left out', () => {
    expect(parsePeriod('2011-12-30', 'Pacific/Apia')).toBeUndefined();
    expect(parsed('2011-12-29..2011-12-31', 'Pacific/Apia')).toMatchObject({
      fromMs: iso('2011-12-29T00:00-10:00'),
      toMs: iso('2012-01-01T00:00+14:00'),
    });
  });

  test('knows the zone or says so', () => {
    expect(() => parsePeriod('2026', 'Asia/Ha_Noi')).toThrow(RangeError);
  });
});

describe('periodOf', () => {
  test.each([
    ['month', hanoi(2026, 10, 1) - 1, '2026-09'],
    ['month', hanoi(2026, 10, 1), '2026-10'],
    ['quarter', hanoi(2026, 10, 1) - 1, '2026-Q3'],
    ['quarter', hanoi(2026, 10, 1), '2026-Q4'],
    ['year', hanoi(2027, 1, 1) - 1, '2026'],
    ['year', hanoi(2027, 1, 1), '2027'],
  ] as const)('finds the %s of %i', (kind, instantMs, label) => {
    expect(periodOf(kind, instantMs, HANOI)).toEqual(parsePeriod(label, HANOI));
  });

  test('gives the hour that is shown again to the month that has begun', () => {
    // At 00:01 of 1 November 2009 the clocks of St. John's went back to 23:01 of 31 October.
    const shownAgainMs = iso('2009-11-01T00:01-02:30') + 1;

    expect(periodOf('month', shownAgainMs, 'America/St_Johns').label).toBe('2009-11');
  });
});

describe('previousPeriod', () => {
  test.each([
    ['2026-10', '2026-09'],
    ['2026-01', '2025-12'],
    ['2026-03', '2026-02'],
    ['2026-Q1', '2025-Q4'],
    ['2026', '2025'],
    ['2026-03-01', '2026-02-28'],
    ['2026-10-05..2026-10-20', '2026-09-19..2026-10-04'],
    ['2026-01..2026-06', '2025-07..2025-12'],
    ['2026-Q1..2026-Q2', '2025-Q3..2025-Q4'],
    ['2025..2026', '2023..2024'],
    ['2026-10..2026-10', '2026-09..2026-09'],
    [
      '2026-10-05T08:00+07:00..2026-10-05T09:30+07:00',
      '2026-10-05T06:30:00+07:00..2026-10-05T08:00:00+07:00',
    ],
    ['2026-10-02T00:00+07:00..2026-10', '2026-09-02T00:00:00+07:00..2026-10-02T00:00:00+07:00'],
    ['2026-10..2026-Q4', '2026-07-01T00:00:00+07:00..2026-10-01T00:00:00+07:00'],
  ])('before %s is %s', (text, before) => {
    expect(previousPeriod(parsed(text), HANOI)).toEqual(parsePeriod(before, HANOI));
  });

  test('goes by the bounds where the label names others', () => {
    const [part] = splitByCalendar({ fromMs: hanoi(2026, 10, 5), toMs: hanoi(2026, 10, 8) }, 'month', HANOI);

    expect(part && previousPeriod(part, HANOI)).toMatchObject({
      fromMs: hanoi(2026, 10, 2),
      toMs: hanoi(2026, 10, 5),
      label: '2026-10-02T00:00:00+07:00..2026-10-05T00:00:00+07:00',
    });
  });

  test('follows the clocks of the zone', () => {
    const berlin = (text: string) => parsed(text, 'Europe/Berlin');

    expect(previousPeriod(berlin('2026-04'), 'Europe/Berlin')).toEqual(berlin('2026-03'));
    expect(previousPeriod(berlin('2026-03-30'), 'Europe/Berlin')).toEqual(berlin('2026-03-29'));
  });
});

describe('splitByCalendar', () => {
  const labels = (fromMs: number, toMs: number, unit: 'day' | 'month', timeZone = HANOI) =>
    splitByCalendar({ fromMs, toMs }, unit, timeZone).map(({ label }) => label);

  test('cuts where days begin in the zone', () => {
    const [fromMs, toMs] = [hanoi(2026, 10, 5) + 1, hanoi(2026, 10, 7) + 1];

    expect(splitByCalendar({ fromMs, toMs }, 'day', HANOI)).toEqual([
      { fromMs, toMs: hanoi(2026, 10, 6), label: '2026-10-05' },
      { fromMs: hanoi(2026, 10, 6), toMs: hanoi(2026, 10, 7), label: '2026-10-06' },
      { fromMs: hanoi(2026, 10, 7), toMs, label: '2026-10-07' },
    ]);
  });

  test('cuts where months begin', () => {
    expect(labels(hanoi(2026, 11, 30), hanoi(2027, 2, 1), 'month')).toEqual([
      '2026-11',
      '2026-12',
      '2027-01',
    ]);
  });

  test('makes nothing of nothing', () => {
    expect(labels(5, 5, 'day')).toEqual([]);
    expect(labels(9, 5, 'day')).toEqual([]);
  });

  test('leaves out a day that the zone left out', () => {
    const { fromMs, toMs } = parsed('2011-12-29..2011-12-31', 'Pacific/Apia');

    expect(labels(fromMs, toMs, 'day', 'Pacific/Apia')).toEqual(['2011-12-29', '2011-12-31']);
  });

  test('asks for an end', () => {
    expect(() => labels(0, Number.POSITIVE_INFINITY, 'day')).toThrow(
      new RangeError('calendar: expected a finite interval, got 0 to Infinity'),
    );
  });
});
