import { decodeCounter64 } from './decode-varbinds.ts';
import { MOST_OID_BYTES, textOfOid } from './quick-oids.ts';
import type { ReadReply } from './read-reply.ts';
import type { SnmpValue, Varbind } from './snmp-value.ts';

/** A response that answers a request. */
export interface PlainReply extends ReadReply {
  readonly id: number;
}

const [SEQUENCE, RESPONSE, OID] = [0x30, 0xa2, 0x06];
/** No tag: there is no whole field. */
const NOTHING = -1;

/**
 * Reads a response of versions 1 and 2c as nearly all agents write it, every field as long as what is in it: what net-snmp reads, in a fifth
 * of the time. `undefined` where it does not answer this very request, or anything of it is out of the ordinary: net-snmp decides then.
 */
export function readPlainReply(packet: Buffer, request: Uint8Array): PlainReply | undefined {
  const atId = placeOfId(packet, request);
  const id = readInteger(packet, atId);
  const status = id === undefined ? undefined : readInteger(packet, to);
  const index = status === undefined ? undefined : readInteger(packet, to);
  if (id === undefined || status === undefined || index === undefined) return undefined;
  if (open(packet, to, packet.length) !== SEQUENCE || to !== packet.length) return undefined;
  const varbinds = readVarbinds(packet, from);
  return varbinds && { id, status, index, varbinds };
}

/** Content of the field that was opened last. */
let [from, to] = [0, 0];

/** Opens the field at a place and returns its tag; {@link NOTHING} where it does not end before `end`. */
function open(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at + 1] ?? 0x80;
  if (first === 0x80 || first > 0x82) return NOTHING;
  const [high, low] = [bytes[at + 2] ?? 0, bytes[at + 3] ?? 0];
  from = at + 2 + Math.max(0, first - 0x80);
  to = from + (first < 0x80 ? first : first === 0x81 ? high : high * 256 + low);
  return to <= end ? (bytes[at] ?? NOTHING) : NOTHING;
}

/** Behind the version and the community of the request; 0 where these or the number of the request are others. */
function placeOfId(packet: Uint8Array, request: Uint8Array): number {
  if (open(request, 0, request.length) !== SEQUENCE) return 0;
  let asked = from;
  if (open(packet, 0, packet.length) !== SEQUENCE || to !== packet.length) return 0;
  let at = from;
  for (let field = 0; field < 2; field++) {
    const size = sizeOfSame(packet, at, request, asked);
    if (size === 0) return 0;
    at += size;
    asked += size;
  }
  if (open(request, asked, request.length) === NOTHING) return 0;
  asked = from;
  if (open(packet, at, packet.length) !== RESPONSE || to !== packet.length) return 0;
  at = from;
  return sizeOfSame(packet, at, request, asked) === 0 ? 0 : at;
}

/** How long a field of the request is, where the packet has the same; 0 where it has not. */
function sizeOfSame(packet: Uint8Array, at: number, request: Uint8Array, asked: number): number {
  if (open(request, asked, request.length) === NOTHING) return 0;
  for (let place = asked; place < to; place++) if (request[place] !== packet[at + place - asked]) return 0;
  return to - asked;
}

const MOST_INTEGER_BYTES = 4;

function readInteger(packet: Buffer, at: number): number | undefined {
  if (open(packet, at, packet.length) !== 0x02) return undefined;
  return to - from > MOST_INTEGER_BYTES ? undefined : signedIn(packet);
}

function signedIn(packet: Buffer): number | undefined {
  if (from === to) return undefined;
  let value = (packet[from] ?? 0) > 0x7f ? -1 : 0;
  for (let at = from; at < to; at++) value = (value << 8) | (packet[at] ?? 0);
  return value;
}

function readVarbinds(packet: Buffer, start: number): Varbind[] | undefined {
  const varbinds: Varbind[] = [];
  for (let at = start; at < packet.length; ) {
    if (open(packet, at, packet.length) !== SEQUENCE) return undefined;
    at = to;
    const varbind = readVarbind(packet, from, to);
    if (varbind === undefined) return undefined;
    varbinds.push(varbind);
  }
  return varbinds;
}

function readVarbind(packet: Buffer, at: number, end: number): Varbind | undefined {
  if (open(packet, at, end) !== OID) return undefined;
  const oid = oidIn(packet);
  const tag = open(packet, to, end);
  if (oid === undefined || to !== end) return undefined;
  if (MISSING.has(tag)) return from === to ? { oid } : undefined;
  const value = readValue(packet, tag);
  return value && { oid, value };
}

const oidIn = (packet: Buffer) => (to - from > MOST_OID_BYTES ? undefined : textOfOid(packet, from, to));

/** NULL, noSuchObject, noSuchInstance, endOfMibView. */
const MISSING: ReadonlySet<number> = new Set([0x05, 0x80, 0x81, 0x82]);

function readValue(packet: Buffer, tag: number): SnmpValue | undefined {
  switch (tag) {
    case 0x02:
      return to - from > MOST_INTEGER_BYTES ? undefined : numberOf('integer', signedIn(packet));
    case 0x04:
      return { type: 'octets', value: copyOf(packet) };
    case OID:
      return textOf('oid', oidIn(packet));
    case 0x40:
      return to - from === 4 ? { type: 'address', value: packet.subarray(from, to).join('.') } : undefined;
    case 0x41:
      return numberOf('counter32', unsignedIn(packet));
    case 0x42:
      return numberOf('gauge32', unsignedIn(packet));
    case 0x43:
      return numberOf('timeticks', unsignedIn(packet));
    case 0x46:
      return counterIn(packet);
    default:
      return undefined;
  }
}

const numberOf = (type: 'integer' | 'counter32' | 'gauge32' | 'timeticks', value: number | undefined) =>
  value === undefined ? undefined : { type, value };

const textOf = (type: 'oid', value: string | undefined) =>
  value === undefined ? undefined : { type, value };

/** A fifth octet is the sign, which these have none of. */
function unsignedIn(packet: Buffer): number | undefined {
  const isPlain = to - from <= MOST_INTEGER_BYTES || (to - from === 5 && packet[from] === 0);
  const value = isPlain ? signedIn(packet) : undefined;
  return value === undefined ? undefined : value >>> 0;
}

/** The packet's own memory may be used again. */
function copyOf(packet: Buffer): Buffer {
  const copy = Buffer.allocUnsafe(to - from);
  packet.copy(copy, 0, from, to);
  return copy;
}

function counterIn(packet: Buffer): SnmpValue | undefined {
  const value = decodeCounter64(packet, from, to);
  return value === undefined ? undefined : { type: 'counter64', value };
}
