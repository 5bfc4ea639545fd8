import { describe, expect, test } from 'vitest';
import { addressIn, assignBlocks } from '#simulator/city/address-plan.ts';

describe('addressIn', () => {
  test.each([
    { block: 0, host: 1, address: '127.77.0.1' },
    { block: 1, host: 1, address: '127.77.0.65' },
    { block: 7, host: 62, address: '127.77.1.254' },
    { block: 1_024, host: 2, address: '127.78.0.2' },
  ])('gives host $host of block $block the address $address', ({ block, host, address }) => {
    expect(addressIn(block, host, 'loopback')).toBe(address);
  });

  test('keeps the plan on private addresses', () => {
    expect(addressIn(1_025, 2, 'private')).toBe('10.78.0.66');
  });
});

describe('assignBlocks', () => {
  const line = (area: string) => ({ area });

  test('begins every area on a /24 of its own', () => {
    const [a1, a2, b1, a3] = [line('a'), line('a'), line('b'), line('a')];

    const blocks = assignBlocks([a1, a2, b1, a3]);

    expect([a1, a2, a3, b1].map((cluster) => blocks.get(cluster))).toEqual([0, 1, 2, 4]);
  });

  test('says how much room there is when a city does not fit', () => {
    const clusters = Array.from({ length: 182_273 }, () => line('a'));

    expect(() => assignBlocks(clusters)).toThrow(
      'a city of this size needs 182276 blocks of 64 addresses: expected at most 182272; ask for fewer devices',
    );
  });
});
