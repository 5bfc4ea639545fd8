import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBerReader, encodeInteger, encodeTlv, TAG } from '#simulator/protocols/snmp/mib/ber.ts';
import { compareArcs, createOid, decodeArcs, parseArcs } from '#simulator/protocols/snmp/mib/oid.ts';

const arcs = fc
  .tuple(
    fc.constantFrom(0, 1, 2),
    fc.integer({ min: 0, max: 39 }),
    fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 40 }),
  )
  .map(([first, second, rest]) => [first, second, ...rest]);

describe('the basic encoding rules', () => {
  test.each([
    [0, '020100'],
    [127, '02017f'],
    [128, '02020080'],
    [255, '020200ff'],
    [256, '02020100'],
    [-1, '0201ff'],
    [-128, '020180'],
    [-129, '0202ff7f'],
    [2 ** 31 - 1, '02047fffffff'],
    [2 ** 32 - 1, '020500ffffffff'],
    [2n ** 64n - 1n, '020900ffffffffffffffff'],
  ])('the integer %s is %s', (value, hex) => {
    expect(encodeInteger(value).toString('hex')).toBe(hex);
  });

  test('integers come back, and the short way encodes as the long one', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), (value) => {
        expect(createBerReader(encodeInteger(value)).integer()).toBe(value);
        expect(encodeInteger(value)).toEqual(encodeInteger(BigInt(value)));
      }),
    );
  });

  test('values of any length come back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 70_000 }), (length) => {
        const encoded = encodeTlv(TAG.octets, Buffer.alloc(length, 7));
        const reader = createBerReader(encoded);
        expect(reader.next(TAG.octets).length).toBe(length);
        expect(reader.isAtEnd()).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('object identifiers come back, and 1.3.6.1.4.1.1004849 is what it is', () => {
    expect(createOid(parseArcs('1.3.6.1.4.1.1004849')).octets.toString('hex')).toBe('2b060104' + '01bdaa31');
    fc.assert(
      fc.property(arcs, (some) => {
        expect(decodeArcs(createOid(some).octets)).toEqual(some);
      }),
    );
  });

  test('identifiers are ordered arc by arc, and a branch stands before its leaves', () => {
    const sorted = ['1.3', '1.3.6', '1.3.6.2', '1.3.6.10', '1.3.7', '2.1'].map(parseArcs);

    expect(sorted.toReversed().sort(compareArcs)).toEqual(sorted);
  });

  test('noise never does anything but be refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
        const reader = createBerReader(Buffer.from(noise));
        try {
          reader.enter().integer();
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});
