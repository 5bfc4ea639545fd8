import { ObjectType } from 'net-snmp';
import type { SnmpValue, Varbind } from './snmp-value.ts';

/**
 * What net-snmp read from a packet, checked piece by piece: it takes whatever stands there.
 * `undefined` where it is no list of objects with their values.
 */
export function decodeVarbinds(read: unknown): readonly Varbind[] | undefined {
  if (!Array.isArray(read)) return undefined;
  const varbinds: Varbind[] = [];
  for (const entry of read) {
    const varbind = decodeVarbind(entry);
    if (varbind === undefined) return undefined;
    varbinds.push(varbind);
  }
  return varbinds;
}

/** Longest name of an object in arcs (RFC 2578 §3.5). */
const MOST_ARCS = 128;
const [ZERO, DOT] = [0x30, 0x2e];

/** Two arcs of digits at least. A pattern would take as long as all the rest of a value. */
function isOid(text: string): boolean {
  let [arcs, hasDigit] = [1, false];
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    const isDigit = digit >= 0 && digit <= 9;
    if (!isDigit && !(hasDigit && digit === DOT - ZERO)) return false;
    if (!isDigit) arcs++;
    hasDigit = isDigit;
  }
  return hasDigit && arcs >= 2 && arcs <= MOST_ARCS;
}

function decodeVarbind(entry: unknown): Varbind | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  if (!('oid' in entry && 'type' in entry && 'value' in entry)) return undefined;
  const { oid, type, value } = entry;
  if (typeof oid !== 'string' || !isOid(oid)) return undefined;
  if (type === ObjectType.Null || MISSING.has(type)) return { oid };
  const decoded = decodeValue(type, value);
  return decoded && { oid, value: decoded };
}

const MISSING: ReadonlySet<unknown> = new Set([
  ObjectType.NoSuchObject,
  ObjectType.NoSuchInstance,
  ObjectType.EndOfMibView,
]);

const NUMBERS: ReadonlyMap<unknown, 'integer' | 'counter32' | 'gauge32' | 'timeticks'> = new Map([
  [ObjectType.Integer, 'integer'],
  [ObjectType.Counter32, 'counter32'],
  [ObjectType.Gauge32, 'gauge32'],
  [ObjectType.TimeTicks, 'timeticks'],
]);

function decodeValue(type: unknown, value: unknown): SnmpValue | undefined {
  if (typeof value === 'number') {
    const kind = NUMBERS.get(type);
    if (kind === undefined || !Number.isInteger(value)) return undefined;
    return { type: kind, value };
  }
  if (Buffer.isBuffer(value)) return decodeBytes(type, value);
  if (typeof value !== 'string') return undefined;
  if (type === ObjectType.OID) return isOid(value) ? { type: 'oid', value } : undefined;
  return type === ObjectType.IpAddress ? { type: 'address', value } : undefined;
}

function decodeBytes(type: unknown, value: Buffer): SnmpValue | undefined {
  // The packet's own memory may be used again.
  if (type === ObjectType.OctetString) return { type: 'octets', value: Buffer.from(value) };
  if (type === ObjectType.Opaque) return { type: 'opaque', value: Buffer.from(value) };
  if (type !== ObjectType.Counter64) return undefined;
  const counter = decodeCounter64(value);
  return counter === undefined ? undefined : { type: 'counter64', value: counter };
}

/** A number holds so many exactly. */
const MOST_PLAIN_OCTETS = 6;

/** One to nine octets, as few as the number needs; a ninth is the sign, which a counter has none of. */
export function decodeCounter64(octets: Buffer, from = 0, to = octets.length): bigint | undefined {
  if (from === to || to - from > 9) return undefined;
  if (to - from <= MOST_PLAIN_OCTETS) return BigInt(octets.readUIntBE(from, to - from));
  const value = BigInt(`0x${octets.toString('hex', from, to)}`);
  return BigInt.asUintN(64, value) === value ? value : undefined;
}
