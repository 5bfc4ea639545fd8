import { describe, expect, test } from 'vitest';
import { compareOids, tailOf } from '#collector/snmp/session/oid.ts';

describe('compareOids', () => {
  test.each([
    ['1.3.6', '1.3.6', 0],
    ['1.3.6', '1.3.6.1', -1],
    ['1.3.10', '1.3.9', 1],
    ['1.3.4294967295', '1.3.2147483648', 1],
    ['2', '10', -1],
  ])('puts %s beside %s', (left, right, sign) => {
    expect(Math.sign(compareOids(left, right))).toBe(sign);
    expect(Math.sign(compareOids(right, left))).toBe(sign === 0 ? 0 : -sign);
  });
});

describe('tailOf', () => {
  test('is what follows, and nothing of a neighbour whose number begins alike', () => {
    expect(tailOf('1.3.6.1.7', '1.3.6')).toBe('1.7');
    expect(tailOf('1.3.61.7', '1.3.6')).toBeUndefined();
    expect(tailOf('1.3.6', '1.3.6')).toBeUndefined();
  });
});
