import { describe, expect, test } from 'vitest';
import { apiTime, createFormats } from '#core/language/formats.ts';

const HANOI = 'Asia/Ho_Chi_Minh';
const AT_MS = Date.UTC(2026, 10, 25, 3, 32, 5, 250);

describe('createFormats', () => {
  const vi = createFormats('vi', HANOI);
  const en = createFormats('en', HANOI);

  test('writes numbers the way of the language', () => {
    expect([vi.count(40_210), vi.decimal(98.73), en.count(40_210), en.decimal(98.73)]).toEqual([
      '40.210',
      '98,7',
      '40,210',
      '98.7',
    ]);
  });

  test.each([
    [0, '0 bit/s'],
    [999, '999 bit/s'],
    [999.94, '999,9 bit/s'],
    [999.96, '1 kbit/s'],
    [97_200_000, '97,2 Mbit/s'],
    [2.5e9, '2,5 Gbit/s'],
  ])('writes the rate %d as %s', (bitsPerSecond, text) => {
    expect(vi.bitRate(bitsPerSecond).replace('\u00a0', ' ')).toBe(text);
  });

  test('writes sizes, shares and dates', () => {
    expect(
      [en.size(4e12), en.percent(0.0345), en.date(AT_MS)].map((text) => text.replace('\u00a0', ' ')),
    ).toEqual(['4 TB', '3.5 %', '25/11/2026']);
  });

  test('writes times in the time zone of the city', () => {
    expect(vi.time(AT_MS)).toBe('10:32:05');
    expect(vi.fullTime(AT_MS)).toBe('25/11/2026 10:32:05');
  });

  test.each([
    ['the same day', AT_MS, '10:32'],
    ['just before midnight of the city', Date.UTC(2026, 10, 24, 16, 59), '24/11 23:59'],
    ['just after midnight of the city', Date.UTC(2026, 10, 24, 17, 0), '00:00'],
    ['another year', Date.UTC(2025, 11, 31, 3, 0), '31/12/2025 10:00'],
  ])('writes a short time of %s', (_name, atMs, expected) => {
    expect(vi.shortTime(atMs, AT_MS)).toBe(expected);
  });
});

test('apiTime has the offset of the city and epoch milliseconds', () => {
  expect(apiTime(AT_MS, HANOI)).toEqual({ iso: '2026-11-25T10:32:05.250+07:00', ms: AT_MS });
});
