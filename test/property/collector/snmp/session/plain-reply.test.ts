import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openLibrarySession } from '#collector/snmp/session/library-session.ts';
import { readPlainReply } from '#collector/snmp/session/plain-reply.ts';
import { readReply } from '#collector/snmp/session/read-reply.ts';
import { createSecret } from '#core/domain/secret.ts';

const COMMUNITY = 'city';

/** What the library takes an answer to be, to a request of its own. */
function ask() {
  let request: Buffer = Buffer.alloc(0);
  let read: unknown;
  const place = { address: '127.0.0.1', port: 161 };
  const credentials = { version: '2c', community: createSecret(COMMUNITY) } as const;
  const library = openLibrarySession(place, credentials, (packet) => {
    request = Buffer.from(packet);
  });
  library.on('error', () => undefined);
  library.onSimpleGetResponse = ({ message: { pdu } }, answer) => {
    read = readReply(answer.pdu, pdu);
  };
  library.getBulk(['1.3.6.1.2.1.2.2.1.7'], 0, 5, () => undefined);
  const byLibrary = (packet: Buffer): unknown => {
    library.onMsg(packet);
    return read;
  };
  const close = () => library.close();
  return { request, byLibrary, close };
}

const field = (tag: number, content: Uint8Array | readonly number[]): Buffer => {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.from([tag, ...size, ...content]);
};
const all = (...parts: readonly Uint8Array[]) => Buffer.concat(parts);

/** The number of a request as it stands in it: behind the version and the community. */
function idOf(request: Buffer): Buffer {
  const pdu = request.indexOf(COMMUNITY) + COMMUNITY.length;
  return request.subarray(pdu + 2, pdu + 4 + (request[pdu + 3] ?? 0));
}

interface Answer {
  readonly status: Uint8Array;
  readonly varbinds: readonly {
    readonly name: Uint8Array;
    readonly tag: number;
    readonly value: Uint8Array;
  }[];
}

function render(request: Buffer, { status, varbinds }: Answer): Buffer {
  const list = varbinds.map(({ name, tag, value }) => field(0x30, all(field(6, name), field(tag, value))));
  const pdu = all(idOf(request), field(2, status), field(2, [0]), field(0x30, all(...list)));
  return field(0x30, all(field(2, [1]), field(4, Buffer.from(COMMUNITY)), field(0xa2, pdu)));
}

const tag = fc.oneof(
  fc.constantFrom(2, 4, 5, 6, 0x40, 0x41, 0x42, 0x43, 0x44, 0x46, 0x80, 0x81, 0x82),
  fc.nat({ max: 255 }),
);
const value = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 5 }),
  fc.uint8Array({ maxLength: 12 }),
  fc.uint8Array({ minLength: 120, maxLength: 300 }),
  fc.uint8Array({ maxLength: 8 }).map((rest) => Uint8Array.from([0, ...rest])),
);
const name = fc.oneof(
  fc.uint8Array({ maxLength: 12 }).map((rest) => Uint8Array.from([0x2b, 6, 1, 2, ...rest])),
  fc.uint8Array({ maxLength: 140 }),
);
const answer = fc.record({
  status: fc.uint8Array({ minLength: 1, maxLength: 2 }),
  varbinds: fc.array(fc.record({ name, tag, value }), { maxLength: 5 }),
});
interface Damage {
  readonly changed: readonly (readonly [number, number])[];
  readonly cut: number;
  readonly more: Uint8Array;
}

/** Octets that are others on the way, and the end cut off or gone on with. */
const damage: fc.Arbitrary<Damage> = fc.record({
  changed: fc.array(fc.tuple(fc.nat({ max: 80 }), fc.nat({ max: 255 })), { maxLength: 2 }),
  cut: fc.oneof(fc.constant(0), fc.nat({ max: 6 })),
  more: fc.oneof(fc.constant(new Uint8Array()), fc.uint8Array({ maxLength: 4 })),
});

function harm(packet: Buffer, { changed, cut, more }: Damage): Buffer {
  for (const [at, octet] of changed) if (at < packet.length) packet[at] = octet;
  return all(packet.subarray(0, packet.length - cut), more);
}

const bytes = (hex: string) => Buffer.from(hex, 'hex');

describe('a plain reply', () => {
  test('of a port is read as it stands in the packet', () => {
    const { request, close } = ask();
    const names = ['2b0601020102020107', '2b06010201020201', '2b0601020102020102'].map(bytes);
    const varbinds = [
      { name: bytes('2b0601020102020107'), tag: 2, value: bytes('01') },
      { name: names[0] ?? bytes(''), tag: 0x41, value: bytes('00ffffffff') },
      { name: names[1] ?? bytes(''), tag: 0x46, value: bytes('00ffffffffffffffff') },
      { name: names[2] ?? bytes(''), tag: 4, value: Buffer.from('ge-1') },
      { name: names[2] ?? bytes(''), tag: 0x82, value: bytes('') },
    ];
    const packet = render(request, { status: bytes('00'), varbinds });

    const read = readPlainReply(packet, request);
    // Its memory is used again.
    packet.fill(0);

    expect(read).toEqual({
      ...{ id: expect.any(Number), status: 0, index: 0 },
      varbinds: [
        { oid: '1.3.6.1.2.1.2.2.1.7', value: { type: 'integer', value: 1 } },
        { oid: '1.3.6.1.2.1.2.2.1.7', value: { type: 'counter32', value: 4_294_967_295 } },
        { oid: '1.3.6.1.2.1.2.2.1', value: { type: 'counter64', value: 18_446_744_073_709_551_615n } },
        { oid: '1.3.6.1.2.1.2.2.1.2', value: { type: 'octets', value: Buffer.from('ge-1') } },
        { oid: '1.3.6.1.2.1.2.2.1.2' },
      ],
    });
    close();
  });

  test('to another request is none', () => {
    const [mine, other] = [ask(), ask()];
    const packet = render(mine.request, { status: bytes('00'), varbinds: [] });
    expect(readPlainReply(packet, mine.request)).toBeDefined();
    expect(readPlainReply(packet, other.request)).toBeUndefined();
    mine.close();
    other.close();
  });

  test('is what the library reads, whatever the bytes', () => {
    let count = 0;
    fc.assert(
      fc.property(answer, damage, (said, harmed) => {
        const { request, byLibrary, close } = ask();
        const packet = harm(render(request, said), harmed);
        const plain = readPlainReply(packet, request);
        if (plain) {
          count++;
          const { id: _, ...reply } = plain;
          expect(reply).toEqual(byLibrary(packet));
        }
        close();
      }),
      { numRuns: 3_000 },
    );
    expect(count).toBeGreaterThan(100);
  });

  test('is read of every ordinary answer', () => {
    const ordinary = fc.oneof(
      fc.record({
        tag: fc.constantFrom(2, 0x41, 0x42, 0x43),
        value: fc.uint8Array({ minLength: 1, maxLength: 4 }),
      }),
      fc.record({ tag: fc.constant(4), value: fc.uint8Array({ maxLength: 300 }) }),
      fc.record({ tag: fc.constant(0x46), value: fc.uint8Array({ minLength: 1, maxLength: 8 }) }),
      fc.record({ tag: fc.constantFrom(5, 0x80, 0x81, 0x82), value: fc.constant(new Uint8Array()) }),
    );
    const port = fc.nat({ max: 127 }).map((index) => Uint8Array.from([0x2b, 6, 1, 2, 1, 2, 2, 1, 7, index]));
    const values = fc.array(fc.tuple(port, ordinary), { maxLength: 60 });
    fc.assert(
      fc.property(values, (list) => {
        const { request, byLibrary, close } = ask();
        const varbinds = list.map(([own, rest]) => ({ name: own, ...rest }));
        const packet = render(request, { status: bytes('00'), varbinds });
        const plain = readPlainReply(packet, request);
        expect(plain && { status: plain.status, index: plain.index, varbinds: plain.varbinds }).toEqual(
          byLibrary(packet),
        );
        close();
      }),
      { numRuns: 300 },
    );
  });
});
