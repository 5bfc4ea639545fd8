import { describe, expect, test } from 'vitest';
import { countAddresses, listAddresses, parseRange } from '#collector/discovery/address-range.ts';

const list = (...texts: readonly string[]) => [
  ...listAddresses(texts.map((text) => parseRange(text)).filter((range) => range !== undefined)),
];

describe('parseRange', () => {
  test.each([
    ['10.1.2.0/30', ['10.1.2.1', '10.1.2.2']],
    // A block is the same, whichever of its addresses names it.
    ['10.1.2.3/30', ['10.1.2.1', '10.1.2.2']],
    ['10.1.2.4/31', ['10.1.2.4', '10.1.2.5']],
    ['10.1.2.4/32', ['10.1.2.4']],
    ['10.1.2.4', ['10.1.2.4']],
    ['10.1.2.254-10.1.3.1', ['10.1.2.254', '10.1.2.255', '10.1.3.0', '10.1.3.1']],
    ['10.1.2.9-11', ['10.1.2.9', '10.1.2.10', '10.1.2.11']],
    ['192.168.255.255', ['192.168.255.255']],
  ])('reads %s', (text, addresses) => {
    expect(list(text)).toEqual(addresses);
  });

  test.each([
    '',
    'cam-1',
    '10.1.2',
    '10.1.2.256',
    '10.1.2.0/33',
    '10.1.2.0/7',
    '10.1.2.9-8',
    '10.1.2.1-10.1.2.2-3',
    '10.1.2.1-300',
    '0.0.0.0/8',
    '0.0.0.1',
    '224.0.0.1',
    '239.255.255.250',
    '223.255.255.255-224.0.0.1',
    '255.255.255.255',
    'fe80::/64',
    '10.1.2.0/24 ',
  ])('does not read %j', (text) => {
    expect(parseRange(text)).toBeUndefined();
  });
});

test('addresses that ranges share are asked once', () => {
  expect(list('10.1.2.3-5', '10.1.2.4-6', '10.1.2.1')).toEqual([
    '10.1.2.1',
    '10.1.2.3',
    '10.1.2.4',
    '10.1.2.5',
    '10.1.2.6',
  ]);
});

test('addresses are counted without being listed', () => {
  const ranges = ['10.0.0.0/8', '10.1.2.0/24', '11.0.0.1'].map(
    (text) => parseRange(text) ?? { from: 0, to: 0 },
  );

  expect(countAddresses(ranges)).toBe(2 ** 24 - 2 + 1);
});
