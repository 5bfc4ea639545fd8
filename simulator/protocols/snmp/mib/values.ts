import { encodeInteger, encodeOctets, encodeTlv, TAG } from './ber.ts';
import { createOid, parseArcs } from './oid.ts';

/** A value with its type. */
export type SnmpValue =
  | { readonly type: 'integer' | 'counter32' | 'gauge32' | 'timeTicks'; readonly value: number }
  | { readonly type: 'counter64'; readonly value: number | bigint }
  | { readonly type: 'octets'; readonly value: string | Buffer }
  | { readonly type: 'oid'; readonly value: string }
  | { readonly type: 'ipAddress'; readonly value: string };

export const integer = (value: number): SnmpValue => ({ type: 'integer', value });
export const text = (value: string): SnmpValue => ({ type: 'octets', value });
export const gauge = (value: number): SnmpValue => ({
  type: 'gauge32',
  value: Math.min(Math.max(0, Math.round(value)), LARGEST_32),
});
/** Keeps the low 32 bits: a counter wraps. */
export const counter32 = (value: number): SnmpValue => ({ type: 'counter32', value: value % 2 ** 32 });
export const counter64 = (value: number): SnmpValue => ({ type: 'counter64', value });
/** Hundredths of a second; they wrap after 497 days. */
export const timeTicks = (ms: number): SnmpValue => ({
  type: 'timeTicks',
  value: Math.floor(ms / 10) % 2 ** 32,
});
export const objectId = (value: string): SnmpValue => ({ type: 'oid', value });
export const ipAddress = (value: string): SnmpValue => ({ type: 'ipAddress', value });

const LARGEST_32 = 2 ** 32 - 1;

export function encodeValue({ type, value }: SnmpValue): Buffer {
  if (type === 'octets') return encodeOctets(value);
  if (type === 'oid') return encodeTlv(TAG.oid, createOid(parseArcs(value)).octets);
  if (type === 'ipAddress') return encodeTlv(TAG.ipAddress, Buffer.from(parseArcs(value)));
  return encodeInteger(value, TAG[type]);
}
