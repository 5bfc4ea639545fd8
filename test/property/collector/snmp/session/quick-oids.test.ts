import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BerLibrary, quickenOids } from '#collector/snmp/session/quick-oids.ts';

interface Library extends BerLibrary {
  readonly Reader: BerLibrary['Reader'] &
    (new (
      bytes: Buffer,
    ) => { readOID(tag?: number): unknown; offset: number });
  readonly Writer: BerLibrary['Writer'] &
    (new () => { writeOID(oid: string): void; writeInt(i: number): void; readonly buffer: Buffer });
}

/** Another copy of it: that of this process may have been replaced. */
function loadLibrary(): Library {
  const ofLibrary = createRequire(import.meta.resolve('net-snmp'));
  const { cache } = ofLibrary;
  for (const path of Object.keys(cache)) if (path.includes('asn1-ber')) delete cache[path];
  const { Ber }: { readonly Ber: Library } = ofLibrary('asn1-ber');
  return Ber;
}

const original = loadLibrary();
const quick = loadLibrary();
quickenOids(quick);

const attempt = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return String(error);
  }
};
const read = ({ Reader }: Library, bytes: Buffer, tag?: number) => {
  const reader = new Reader(bytes);
  const names = Array.from({ length: 3 }, () => attempt(() => reader.readOID(tag)));
  return [names, reader.offset];
};
const write = ({ Writer }: Library, oids: readonly string[]) => {
  const writer = new Writer();
  const failures = oids.map((oid) => attempt(() => writer.writeOID(oid)));
  writer.writeInt(7);
  return [failures, writer.buffer.toString('hex')];
};

const arc = fc.oneof(
  fc.nat({ max: 300 }),
  fc.nat({ max: 4_294_967_295 }),
  fc.constantFrom(127, 128, 16_383, 16_384),
);
const oid = fc
  .tuple(fc.nat({ max: 3 }), fc.nat({ max: 60 }), fc.array(arc, { maxLength: 140 }))
  .map(([first, second, rest]) => [first, second, ...rest].join('.'));
const oddOid = fc.oneof(
  oid,
  fc.stringMatching(/^[\d.]{0,20}$/),
  fc.string(),
  fc.constantFrom('', '1', '.1.3', '1.3.', '1..3'),
);
/** As names begin, of any length that they may tell, whole or cut. */
const named = fc
  .tuple(fc.constantFrom(6, 6, 6, 4), fc.uint8Array({ maxLength: 160 }), fc.nat({ max: 4 }))
  .map(([tag, content, missing]) => {
    const length = content.length < 0x80 ? [content.length] : [0x81, content.length];
    const whole = Buffer.from([tag, ...length, ...content]);
    return whole.subarray(0, whole.length - missing);
  });

describe('names of objects', () => {
  test('of sysUpTime and of a port are read and written as they stand in packets', () => {
    const bytes = Buffer.from('060a2b060102010202010ab80002', 'hex');
    expect(write(quick, ['1.3.6.1.2.1.1.3.0'])[1]).toBe('06082b06010201010300020107');
    expect(new quick.Reader(Buffer.from('06082b06010201010300', 'hex')).readOID()).toBe('1.3.6.1.2.1.1.3.0');
    expect(new quick.Reader(bytes.subarray(0, 12)).readOID()).toBe('1.3.6.1.2.1.2.2.1.10');
  });

  test('are read as the library does, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.array(named, { maxLength: 3 }), fc.uint8Array({ maxLength: 8 }), (names, rest) => {
        const bytes = Buffer.concat([...names, rest]);
        expect(read(quick, bytes)).toEqual(read(original, bytes));
        expect(read(quick, bytes, 4)).toEqual(read(original, bytes, 4));
      }),
      { numRuns: 500 },
    );
  });

  test('are written as the library does, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(oddOid, { maxLength: 8 }), (oids) => {
        expect(write(quick, oids)).toEqual(write(original, oids));
      }),
      { numRuns: 500 },
    );
  });
});
