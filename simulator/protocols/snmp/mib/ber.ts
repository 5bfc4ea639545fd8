/** Tags of the Basic Encoding Rules that SNMP uses (RFC 3416 §3, RFC 2578 §7). */
export const TAG = {
  integer: 0x02,
  octets: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  ipAddress: 0x40,
  counter32: 0x41,
  gauge32: 0x42,
  timeTicks: 0x43,
  counter64: 0x46,
  noSuchObject: 0x80,
  noSuchInstance: 0x81,
  endOfMibView: 0x82,
} as const;

/** Tag, length, and the parts one after the other. */
export function encodeTlv(tag: number, ...parts: readonly Buffer[]): Buffer {
  let length = 0;
  for (const part of parts) length += part.length;
  const header = headerLength(length);
  const encoded = Buffer.allocUnsafe(header + length);
  encoded[0] = tag;
  if (length < 0x80) encoded[1] = length;
  else {
    encoded[1] = 0x80 + header - 2;
    encoded.writeUIntBE(length, 2, header - 2);
  }
  let at = header;
  for (const part of parts) {
    part.copy(encoded, at);
    at += part.length;
  }
  return encoded;
}

/** Octets of tag and length in front of a value of this length. */
export function headerLength(length: number): number {
  if (length < 0x80) return 2;
  if (length < 0x100) return 3;
  return length < 0x10000 ? 4 : 5;
}

const SMALLEST_32 = -(2 ** 31);
const LARGEST_40 = 2 ** 39;

/** Two's complement in as few octets as it takes. */
export function encodeInteger(value: number | bigint, tag: number = TAG.integer): Buffer {
  // Nearly every value: without BigInt it takes a fraction of the time.
  if (typeof value === 'number' && value >= SMALLEST_32 && value < LARGEST_40) {
    const length = octetsOf(value);
    const encoded = Buffer.allocUnsafe(2 + length);
    encoded[0] = tag;
    encoded[1] = length;
    encoded.writeIntBE(value, 2, length);
    return encoded;
  }
  const octets: number[] = [];
  let left = BigInt(value);
  do {
    octets.unshift(Number(left & 0xffn));
    left >>= 8n;
  } while (!isSignOf(left, octets[0] ?? 0));
  return encodeTlv(tag, Buffer.from(octets));
}

function octetsOf(value: number): number {
  const magnitude = value < 0 ? -value - 1 : value;
  let length = 1;
  for (let limit = 0x80; magnitude >= limit; limit *= 256) length++;
  return length;
}

/** What is left is nothing but the sign that the first octet shows already. */
function isSignOf(left: bigint, first: number): boolean {
  return first < 0x80 ? left === 0n : left === -1n;
}

export const encodeOctets = (value: Buffer | string): Buffer => encodeTlv(TAG.octets, Buffer.from(value));

/** Reads values one after the other. @throws RangeError on anything that is not what was asked for. */
export interface BerReader {
  readonly isAtEnd: () => boolean;
  /** The value of the next tag; refuses another tag than expected. */
  readonly next: (tag: number) => Buffer;
  readonly peekTag: () => number;
  readonly integer: () => number;
  readonly enter: (tag?: number) => BerReader;
}

const MOST_INTEGER_OCTETS = 5;

export function createBerReader(buffer: Buffer): BerReader {
  let at = 0;
  const peekTag = () => {
    const tag = buffer[at];
    if (tag === undefined) throw new RangeError('expected another value, got the end');
    return tag;
  };
  const next = (tag: number) => {
    const found = peekTag();
    if (found !== tag) throw new RangeError(`expected tag ${tag}, got ${found}`);
    const first = buffer[at + 1] ?? 0;
    const more = first < 0x80 ? 0 : first - 0x80;
    if (more > 3 || at + 2 + more > buffer.length)
      throw new RangeError('expected a length of at most 3 octets');
    const length = more === 0 ? first : buffer.readUIntBE(at + 2, more);
    const start = at + 2 + more;
    if (start + length > buffer.length) throw new RangeError(`expected ${length} octets, got fewer`);
    at = start + length;
    return buffer.subarray(start, at);
  };
  return {
    isAtEnd: () => at >= buffer.length,
    next,
    peekTag,
    integer: () => {
      const octets = next(TAG.integer);
      if (octets.length < 1 || octets.length > MOST_INTEGER_OCTETS) {
        throw new RangeError(`expected an integer of 32 bits, got ${octets.length} octets`);
      }
      return octets.readIntBE(0, octets.length);
    },
    enter: (tag = TAG.sequence) => createBerReader(next(tag)),
  };
}
