import fc from 'fast-check';
import { ObjectType } from 'net-snmp';
import { describe, expect, test } from 'vitest';
import { parseQuantity, type Quantity } from '#collector/snmp/parse-quantity.ts';
import { numberOf, textOf } from '#collector/snmp/read-value.ts';
import { decodeVarbinds } from '#collector/snmp/session/decode-varbinds.ts';
import { compareOids, tailOf } from '#collector/snmp/session/oid.ts';
import type { SnmpValue } from '#collector/snmp/session/snmp-value.ts';
import { decodeText, showValue } from '#collector/snmp/show-value.ts';
import { integer, text } from '#test/support/fake-agent.ts';

const BARE = { scale: 1, absent: [] };
const QUANTITIES = ['bytes', 'celsius', 'volts', 'percent', 'rpm', 'dbm', 'hertz'] as const;
const oid = fc
  .array(fc.nat({ max: 4_294_967_295 }), { minLength: 2, maxLength: 12 })
  .map((arcs) => arcs.join('.'));

/** As few octets as a counter needs, or more zeros in front, as agents send it. */
const counterOctets = (value: bigint, zeros: number) => {
  const hex = value.toString(16);
  const digits = hex.padStart(hex.length + (hex.length % 2), '0');
  return Buffer.concat([Buffer.alloc(zeros), Buffer.from(digits, 'hex')]);
};

describe('counters', () => {
  test('of any width are read exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => {
        const octets = counterOctets(value, value >= 2n ** 63n ? 1 : 0);

        const [varbind] = decodeVarbinds([{ oid: '1.3', type: ObjectType.Counter64, value: octets }]) ?? [];

        expect(varbind?.value).toEqual({ type: 'counter64', value });
      }),
    );
  });
});

describe('quantities', () => {
  test('are read back from a number with any unit of theirs, and with no other', () => {
    const units: Partial<Record<Quantity, readonly string[]>> = {
      percent: ['%', 'PERCENT', 'percent'],
      celsius: ['C', '°C', 'celsius'],
      volts: ['V', 'volts'],
      rpm: ['RPM'],
      dbm: ['dBm'],
    };
    fc.assert(
      fc.property(
        fc.constantFrom(...QUANTITIES),
        fc.constantFrom(...QUANTITIES),
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.nat({ max: 3 }),
        (own, other, tenths, spaces) => {
          for (const unit of units[own] ?? []) {
            const written = text(`${tenths / 10}${' '.repeat(spaces)}${unit}`);

            expect(parseQuantity(written, own, BARE)).toBeCloseTo(tenths / 10, 9);
            if (other !== own) expect(parseQuantity(written, other, BARE)).toBeUndefined();
          }
        },
      ),
    );
  });

  test('are finite numbers or nothing, whatever a device writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...QUANTITIES), (written, quantity) => {
        const read = parseQuantity(text(written), quantity, BARE);

        expect(read === undefined || Number.isFinite(read)).toBe(true);
      }),
    );
  });

  test('with another word behind them are never taken for bare numbers', () => {
    fc.assert(
      fc.property(fc.integer(), fc.stringMatching(/^[a-z]{4,9}$/), (number, word) => {
        fc.pre(!['percent', 'byte', 'bytes', 'volt', 'volts', 'celsius', 'watt', 'watts'].includes(word));

        for (const quantity of QUANTITIES) {
          expect(parseQuantity(text(`${number} ${word}`), quantity, BARE)).toBeUndefined();
        }
      }),
    );
  });

  test('of a bare integer are that integer', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(parseQuantity(integer(value), 'celsius', BARE)).toBe(value);
        expect(numberOf(integer(value))).toBe(value);
      }),
    );
  });
});

describe('text', () => {
  test('is short and without control characters, whatever octets come', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (octets) => {
        const value: SnmpValue = { type: 'octets', value: Buffer.from(octets) };

        for (const shown of [textOf(value) ?? '', showValue(value)]) {
          expect(shown.length).toBeLessThanOrEqual(200);
          expect(shown).not.toMatch(/\p{Cc}/u);
        }
      }),
    );
  });

  test('of printable characters comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (written) => {
        fc.pre(!/[\p{Cc}\p{Cs}\ufeff]/u.test(written));

        expect(decodeText(Buffer.from(`${written}\0`))).toBe(written);
      }),
    );
  });
});

describe('OIDs', () => {
  test('have one order, in which what is beneath comes behind', () => {
    fc.assert(
      fc.property(oid, oid, oid, (a, b, c) => {
        const sorted = [a, b, c].sort(compareOids);

        expect([c, a, b].sort(compareOids)).toEqual(sorted);
        expect(compareOids(a, `${a}.0`)).toBeLessThan(0);
        expect(tailOf(`${a}.${b}`, a)).toBe(b);
      }),
    );
  });
});
