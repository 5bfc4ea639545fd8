import { createRequire } from 'node:module';

/** Of a reader of asn1-ber, what stands behind its methods. */
interface ReaderState {
  readonly _buf: Uint8Array;
  readonly _size: number;
  _offset: number;
  _len: number;
}

/** The same of a writer. */
interface WriterState {
  readonly _buf: Uint8Array;
  _offset: number;
  readonly _ensure: (bytes: number) => void;
}

type ReadOid = (this: ReaderState, tag?: number) => string | null;
type WriteOid = (this: WriterState, oid: string, tag?: number) => void;

/** What reads and writes for net-snmp. */
export interface BerLibrary {
  readonly Reader: { readonly prototype: { readonly readOID: ReadOid } };
  readonly Writer: { readonly prototype: { readonly writeOID: WriteOid } };
}

const OID_TAG = 0x06;
/** Longer ones have a length of several octets. */
export const MOST_OID_BYTES = 0x7f;
const [ZERO, DOT] = [0x30, 0x2e];
const MOST_DIGITS = 10;
/** Each octet is an arc of at most three digits, and a dot. */
const text = Buffer.alloc(4 * MOST_OID_BYTES + MOST_DIGITS);

/**
 * Replaces how net-snmp reads and writes names of objects: it makes an array of each, and one poll of a switch has 300 names. What is
 * out of the ordinary is left to the original.
 */
export function replaceOidCoding(): void {
  const { Ber }: { readonly Ber: BerLibrary } = createRequire(import.meta.resolve('net-snmp'))('asn1-ber');
  quickenOids(Ber);
}

const quickened = new WeakSet<object>();

export function quickenOids({ Reader, Writer }: BerLibrary): void {
  if (quickened.has(Reader)) return;
  quickened.add(Reader);
  const { readOID } = Reader.prototype;
  const { writeOID } = Writer.prototype;
  Object.assign(Reader.prototype, {
    readOID(this: ReaderState, tag = OID_TAG) {
      return readOid(this, tag) ?? readOID.call(this, tag);
    },
  });
  Object.assign(Writer.prototype, {
    writeOID(this: WriterState, oid: string, tag = OID_TAG) {
      if (!writeOid(this, oid, tag)) writeOID.call(this, oid, tag);
    },
  });
}

/** `undefined`, and nothing read, where it is not the wanted one, or not there whole. */
function readOid(reader: ReaderState, tag: number): string | undefined {
  const { _buf: bytes, _offset: from } = reader;
  const [length, start] = [bytes[from + 1] ?? 0, from + 2];
  const end = start + length;
  if (bytes[from] !== tag || length === 0 || length > MOST_OID_BYTES || end > reader._size) return undefined;
  const name = textOfOid(bytes, start, end);
  if (name === undefined) return undefined;
  reader._len = length;
  reader._offset = end;
  return name;
}

/** All switches of a maker have the same names: those that were read last, by their octets, each in the place that these lead to. */
const KNOWN_PLACES = 4_096;
const MOST_KNOWN_BYTES = 32;
const knownBytes = new Uint8Array(KNOWN_PLACES * MOST_KNOWN_BYTES);
const knownSizes = new Uint8Array(KNOWN_PLACES);
const knownTexts: string[] = new Array(KNOWN_PLACES).fill('');

/** The name that at most {@link MOST_OID_BYTES} octets make; `undefined` where there is no whole arc. */
export function textOfOid(bytes: Uint8Array, from: number, to: number): string | undefined {
  if (to === from || to - from > MOST_KNOWN_BYTES) return renderOid(bytes, from, to);
  let hash = 0;
  for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
  const place = (hash ^ (hash >>> 12)) & (KNOWN_PLACES - 1);
  if (isKnown(place, bytes, from, to)) return knownTexts[place];
  const name = renderOid(bytes, from, to);
  if (name !== undefined) keepName(place, name, bytes.subarray(from, to));
  return name;
}

function isKnown(place: number, bytes: Uint8Array, from: number, to: number): boolean {
  if (knownSizes[place] !== to - from) return false;
  const start = place * MOST_KNOWN_BYTES - from;
  for (let at = from; at < to; at++) if (knownBytes[start + at] !== bytes[at]) return false;
  return true;
}

function keepName(place: number, name: string, octets: Uint8Array): void {
  knownBytes.set(octets, place * MOST_KNOWN_BYTES);
  knownSizes[place] = octets.length;
  knownTexts[place] = name;
}

function renderOid(bytes: Uint8Array, from: number, to: number): string | undefined {
  let size = 0;
  let arc = 0;
  for (let at = from; at < to; at++) {
    const octet = bytes[at] ?? 0;
    arc = (arc << 7) + (octet & 0x7f);
    if (octet >= 0x80) continue;
    if (size > 0) text[size++] = DOT;
    else {
      size = writeDigits(Math.floor((arc >>> 0) / 40), size);
      text[size++] = DOT;
      arc = (arc >>> 0) % 40;
    }
    size = writeDigits(arc >>> 0, size);
    arc = 0;
  }
  return size === 0 ? undefined : text.toString('latin1', 0, size);
}

/** Into {@link text}; returns where it ends. */
function writeDigits(number: number, at: number): number {
  let end = at + 1;
  for (let rest = number; rest >= 10; rest = Math.floor(rest / 10)) end++;
  for (let [place, rest] = [end - 1, number]; place >= at; place--) {
    text[place] = ZERO + (rest % 10);
    rest = Math.floor(rest / 10);
  }
  return end;
}

/** `false`, and nothing written, where it is no name of two arcs or more as agents have them. */
function writeOid(writer: WriterState, oid: string, tag: number): boolean {
  const arcs = arcsOf(oid);
  if (arcs === 0) return false;
  let bytes = 0;
  for (let index = 0; index < arcs; index++) bytes += sizeOf(arcValues[index] ?? 0);
  if (bytes > MOST_OID_BYTES) return false;
  writer._ensure(2 + bytes);
  const { _buf: to } = writer;
  let at = writer._offset;
  to[at++] = tag;
  to[at++] = bytes;
  for (let index = 0; index < arcs; index++) {
    const arc = arcValues[index] ?? 0;
    for (let left = sizeOf(arc) - 1; left > 0; left--)
      to[at++] = 0x80 | (Math.floor(arc / 2 ** (7 * left)) & 0x7f);
    to[at++] = arc & 0x7f;
  }
  writer._offset = at;
  return true;
}

const arcValues = new Float64Array(MOST_OID_BYTES + 1);
const MOST_ARC = 0xffff_ffff;

/** Puts its arcs into {@link arcValues}, the first two as one, and returns how many these are: 0 of what is out of the ordinary. */
function arcsOf(oid: string): number {
  let [count, arc, digits] = [0, 0, 0];
  for (let at = 0; at <= oid.length; at++) {
    const digit = oid.charCodeAt(at) - ZERO;
    if (digit >= 0 && digit <= 9) {
      arc = arc * 10 + digit;
      if (++digits > MOST_DIGITS) return 0;
      continue;
    }
    const isEnd = at === oid.length;
    if (digits === 0 || arc > MOST_ARC || count > MOST_OID_BYTES || !(isEnd || digit === DOT - ZERO))
      return 0;
    arcValues[count++] = arc;
    [arc, digits] = [0, 0];
  }
  const [first = 0, second = 0] = arcValues;
  if (count < 2 || first > 2 || second > 39) return 0;
  arcValues.copyWithin(1, 2, count);
  arcValues[0] = first * 40 + second;
  return count - 1;
}

const sizeOf = (arc: number): number =>
  arc < 0x80 ? 1 : arc < 0x4000 ? 2 : arc < 0x20_0000 ? 3 : arc < 0x1000_0000 ? 4 : 5;
