import { describe, expect, test } from 'vitest';
import { parseQuantity, type Quantity } from '#collector/snmp/parse-quantity.ts';
import { counter64, integer, text } from '#test/support/fake-agent.ts';

const BARE = { scale: 1, absent: [] };

describe('parseQuantity', () => {
  test.each<[string, Quantity, number]>([
    ['15 PERCENT', 'percent', 15],
    ['83%', 'percent', 83],
    ['512 MB', 'bytes', 512 * 1024 ** 2],
    ['0.0 GB', 'bytes', 0],
    ['3.5 TB', 'bytes', 3.5 * 1024 ** 4],
    ['38.676', 'celsius', 38.676],
    ['-40.000', 'celsius', -40],
    ['41 °C', 'celsius', 41],
    ['-91 dBm', 'dbm', -91],
    ['5.78GHz', 'hertz', 5_780_000_000],
    ['12100 mV', 'volts', 12.1],
    ['+7', 'volts', 7],
  ])('reads %j as %s', (written, quantity, expected) => {
    expect(parseQuantity(text(written), quantity, BARE)).toBeCloseTo(expected, 9);
  });

  test.each<[string, Quantity]>([
    ['N/A', 'celsius'],
    ['', 'percent'],
    ['38,5', 'celsius'],
    ['1.234.567', 'bytes'],
    ['12 V', 'celsius'],
    ['15 apples', 'percent'],
    ['about 15', 'percent'],
    ['15 PERCENT of 100', 'percent'],
    ['1e9', 'bytes'],
    ['0x10', 'bytes'],
    ['Infinity', 'volts'],
    ['-5 MB', 'bytes'],
    ['--', 'rpm'],
    ['99999999999999999999999 MB', 'bytes'],
  ])('refuses %j as %s', (written, quantity) => {
    expect(parseQuantity(text(written), quantity, BARE)).toBeUndefined();
  });

  test('takes the unit of the profile for a bare number, in a text or not', () => {
    const megabytes = { unit: 'MB', scale: 1, absent: [] };

    expect(parseQuantity(integer(100), 'bytes', megabytes)).toBe(100 * 1024 ** 2);
    expect(parseQuantity(text('100'), 'bytes', megabytes)).toBe(100 * 1024 ** 2);
    expect(parseQuantity(text('2 GB'), 'bytes', megabytes)).toBe(2 * 1024 ** 3);
  });

  test('scales without leaving traces of binary fractions', () => {
    expect(parseQuantity(integer(539), 'volts', { scale: 0.1, absent: [] })).toBe(53.9);
    expect(parseQuantity(integer(-1581), 'amperes', { scale: 0.001, absent: [] })).toBe(-1.581);
  });

  test('keeps sizes exact', () => {
    const bytes = parseQuantity(counter64(8_001_563_222_016n), 'bytes', BARE);

    expect(bytes).toBe(8_001_563_222_016);
  });

  test('takes what the profile calls absent as nothing to measure', () => {
    expect(parseQuantity(integer(-999), 'celsius', { scale: 1, absent: ['-999'] })).toBeUndefined();
    expect(parseQuantity(undefined, 'celsius', BARE)).toBeUndefined();
  });

  test('refuses a unit of the profile that the quantity does not have', () => {
    expect(parseQuantity(integer(5), 'celsius', { unit: 'MB', scale: 1, absent: [] })).toBeUndefined();
  });
});
