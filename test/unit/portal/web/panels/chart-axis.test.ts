import { describe, expect, test } from 'vitest';
import { createFormats } from '#core/language/formats.ts';
import { days, hours } from '#core/time/units.ts';
import { buildValueAxis, timeTicks } from '#portal/web/panels/chart-axis.ts';

const formats = createFormats('vi', 'Asia/Ho_Chi_Minh');

describe('the axis of values', () => {
  test.each([
    ['milliseconds', 0, '0 0,5 1 ms'],
    ['milliseconds', 41, '0 20 40 60 ms'],
    ['milliseconds', 2_900, '0 1.000 2.000 3.000 ms'],
    ['share', 0, '0 5 10 %'],
    ['share', 0.3, '0 10 20 30 %'],
    ['share', 1, '0 50 100 %'],
    ['bitRate', 0, '0 0,5 1 kbit/s'],
    ['bitRate', 213e6, '0 100 200 300 Mbit/s'],
    ['bitRate', 999_999, '0 500 1.000 kbit/s'],
    ['bitRate', 9.4e9, '0 5 10 Gbit/s'],
    ['count', 0, '0 1 2 3 4'],
    ['count', 13, '0 5 10 15'],
    ['age', days(29.5), '0 10 20 30 ngày'],
  ] as const)('of %s up to %d is %s', (quantity, most, written) => {
    const { ticks, unit, top } = buildValueAxis(quantity, most, { formats, daysWord: 'ngày' });

    expect(`${ticks.map(({ label }) => label).join(' ')} ${unit}`.trim()).toBe(written);
    expect(ticks.at(-1)?.at).toBe(top);
    expect(top).toBeGreaterThanOrEqual(most);
  });

  test('of a share ends at all of it, whatever is said', () => {
    expect(buildValueAxis('share', 7, { formats, daysWord: 'ngày' }).top).toBe(1);
  });
});

describe('the axis of time', () => {
  const toMs = Date.parse('2026-11-25T10:45:00+07:00');

  test.each([
    ['6h', hours(6), '05:00 06:00 07:00 08:00 09:00 10:00'],
    ['day', days(1), '12:00 15:00 18:00 21:00 00:00 03:00 06:00 09:00'],
    ['week', days(7), '19/11 20/11 21/11 22/11 23/11 24/11 25/11'],
    ['month', days(31), '26/10 31/10 05/11 10/11 15/11 20/11 25/11'],
  ] as const)('of %s is written by the clock and the days of the city', (span, lengthMs, written) => {
    const ticks = timeTicks(span, { fromMs: toMs - lengthMs, toMs }, formats);

    expect(ticks.map(({ label }) => label).join(' ')).toBe(written);
  });
});
