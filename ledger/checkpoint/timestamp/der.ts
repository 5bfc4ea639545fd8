/** As much of DER (X.690) as time stamps need. */

export const TAGS = {
  integer: 0x02,
  boolean: 0x01,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  sequence: 0x30,
  set: 0x31,
  generalizedTime: 0x18,
  context0: 0xa0,
} as const;

export interface DerValue {
  readonly tag: number;
  readonly content: Buffer;
  /** Tag and length included. */
  readonly whole: Buffer;
}

export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const hex = length.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  return Buffer.concat([Buffer.of(0x80 + bytes.length), bytes]);
}

/** A whole number from 0 on, without needless zeroes before it. */
export function derInteger(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first < 0 ? Buffer.of(0) : Buffer.from(bytes.subarray(first));
  const [top = 0] = digits;
  return der(TAGS.integer, top >= 0x80 ? Buffer.concat([Buffer.of(0), digits]) : digits);
}

export class DerError extends Error {}

/** The values of `bytes`, one after the other. @throws {@link DerError} where they are cut short or of no definite length. */
export function readDer(bytes: Buffer): readonly DerValue[] {
  const values: DerValue[] = [];
  for (let place = 0; place < bytes.length; ) {
    const value = readOne(bytes.subarray(place));
    values.push(value);
    place += value.whole.length;
  }
  return values;
}

/** The first value of `bytes`, whatever follows it. @throws {@link DerError} */
export function readOne(bytes: Buffer): DerValue {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) throw new DerError('expected a tag and a length');
  const isLong = first >= 0x80;
  const lengthBytes = isLong ? first - 0x80 : 0;
  if (isLong && (lengthBytes === 0 || lengthBytes > 4))
    throw new DerError('expected a definite length of 4 bytes at most');
  const start = 2 + lengthBytes;
  const length = isLong && bytes.length >= start ? bytes.readUIntBE(2, lengthBytes) : first;
  if (bytes.length < start + length)
    throw new DerError(`expected ${length} bytes, got ${bytes.length - start}`);
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(0, start + length) };
}

/** What stands in a value that holds others; it must have this tag. @throws {@link DerError} */
export function childrenOf(value: DerValue | undefined, tag: number = TAGS.sequence): readonly DerValue[] {
  if (value?.tag !== tag) throw new DerError(`expected the tag ${tag}, got ${value?.tag ?? 'nothing'}`);
  return readDer(value.content);
}
