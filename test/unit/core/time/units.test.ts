import { describe, expect, test } from 'vitest';
import { formatBitRate, parseBitRate, parseDurationMs, parseSizeBytes } from '#core/time/units.ts';

describe('parseDurationMs', () => {
  test.each([
    ['250ms', 250],
    ['30s', 30_000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['30d', 2_592_000_000],
    ['30', undefined],
    ['1.5h', undefined],
    ['-1s', undefined],
    ['99999999999999999d', undefined],
    ['', undefined],
  ])('%j is %j', (text, expected) => {
    expect(parseDurationMs(text)).toBe(expected);
  });
});

describe('parseSizeBytes', () => {
  test.each([
    ['500MB', 500_000_000],
    ['20GB', 20_000_000_000],
    ['1kB', 1_000],
    ['5', undefined],
    ['5 GB', undefined],
  ])('%j is %j', (text, expected) => {
    expect(parseSizeBytes(text)).toBe(expected);
  });
});

describe('bit rates', () => {
  test.each([
    ['100Mbit/s', 100_000_000],
    ['1 Gbit/s', 1_000_000_000],
    ['512kbit/s', 512_000],
    ['100', undefined],
    ['100MB/s', undefined],
  ])('%j is %j bit/s', (text, expected) => {
    expect(parseBitRate(text)).toBe(expected);
  });

  test.each([
    [100_000_000, '100Mbit/s'],
    [2_500_000_000, '2500Mbit/s'],
    [512_000, '512kbit/s'],
  ])('%d bit/s is written %s', (rate, text) => {
    expect(formatBitRate(rate)).toBe(text);
  });
});
