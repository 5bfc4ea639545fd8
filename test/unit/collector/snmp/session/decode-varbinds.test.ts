import { ObjectType } from 'net-snmp';
import { describe, expect, test } from 'vitest';
import { decodeVarbinds } from '#collector/snmp/session/decode-varbinds.ts';

const oid = '1.3.6.1.2.1.1.5.0';
const decode = (type: number, value: unknown) => decodeVarbinds([{ oid, type, value }]);

describe('decodeVarbinds', () => {
  test.each([
    ['a negative integer', ObjectType.Integer, -1581, { type: 'integer', value: -1581 }],
    [
      'a counter above 2^31',
      ObjectType.Counter32,
      3_352_696_952,
      { type: 'counter32', value: 3_352_696_952 },
    ],
    ['a gauge', ObjectType.Gauge32, 100_000_000, { type: 'gauge32', value: 100_000_000 }],
    ['ticks', ObjectType.TimeTicks, 85_447_143, { type: 'timeticks', value: 85_447_143 }],
    ['an OID', ObjectType.OID, '1.3.6.1.4.1.50001', { type: 'oid', value: '1.3.6.1.4.1.50001' }],
    ['an address', ObjectType.IpAddress, '192.0.2.9', { type: 'address', value: '192.0.2.9' }],
    ['a text', ObjectType.OctetString, Buffer.from('cam'), { type: 'octets', value: Buffer.from('cam') }],
  ])('reads %s', (_name, type, value, expected) => {
    expect(decode(type, value)).toEqual([{ oid, value: expected }]);
  });

  test.each([
    ['one octet', '07', 7n],
    ['as few as it needs', '0100000000', 4_294_967_296n],
    ['eight, all set', 'ffffffffffffffff', 18_446_744_073_709_551_615n],
    ['nine, the first a sign', '00ffffffffffffffff', 18_446_744_073_709_551_615n],
  ])('reads a 64-bit counter of %s', (_name, hex, value) => {
    expect(decode(ObjectType.Counter64, Buffer.from(hex, 'hex'))).toEqual([
      { oid, value: { type: 'counter64', value } },
    ]);
  });

  test.each([
    ['no octet', ''],
    ['ten octets', '00000000000000000001'],
    ['nine that are more than 64 bits', '01ffffffffffffffff'],
  ])('refuses a 64-bit counter of %s', (_name, hex) => {
    expect(decode(ObjectType.Counter64, Buffer.from(hex, 'hex'))).toBeUndefined();
  });

  test.each([
    ['noSuchObject', ObjectType.NoSuchObject],
    ['noSuchInstance', ObjectType.NoSuchInstance],
    ['endOfMibView', ObjectType.EndOfMibView],
    ['a null', ObjectType.Null],
  ])('takes %s as an object that is not there', (_name, type) => {
    expect(decode(type, null)).toEqual([{ oid }]);
  });

  test.each([
    ['something that is no list', { oid }],
    ['an entry that is no object', [7]],
    ['a name that is no OID', [{ oid: 'NaN.NaN', type: ObjectType.Integer, value: 1 }]],
    ['a name without end', [{ oid: `1${'.1'.repeat(200)}`, type: ObjectType.Integer, value: 1 }]],
    ['a number where a text should be', [{ oid, type: ObjectType.OctetString, value: 7 }]],
    ['a value that was cut off', [{ oid, type: ObjectType.Counter64, value: null }]],
    ['an unknown type', [{ oid, type: 99, value: 1 }]],
    ['half a number', [{ oid, type: ObjectType.Integer, value: 1.5 }]],
  ])('refuses %s', (_name, read) => {
    expect(decodeVarbinds(read)).toBeUndefined();
  });

  test('keeps a value when the packet’s memory is used again', () => {
    const packet = Buffer.from('camera');

    const [varbind] = decode(ObjectType.OctetString, packet) ?? [];
    packet.fill(0);

    expect(varbind?.value?.value).toEqual(Buffer.from('camera'));
  });
});
