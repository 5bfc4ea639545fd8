import { type BerReader, encodeInteger, encodeTlv, headerLength, TAG } from './mib/ber.ts';
import { decodeArcs } from './mib/oid.ts';

export const PDU = {
  get: 0xa0,
  getNext: 0xa1,
  response: 0xa2,
  set: 0xa3,
  getBulk: 0xa5,
  report: 0xa8,
} as const;

/** What was asked. */
export interface Pdu {
  readonly type: number;
  readonly requestId: number;
  /** Of GETBULK: non-repeaters and most repetitions; else the error fields, which mean nothing in a request. */
  readonly first: number;
  readonly second: number;
  readonly names: readonly (readonly number[])[];
}

/** @throws RangeError where it is no request. */
export function decodePdu(reader: BerReader): Pdu {
  const type = reader.peekTag();
  const body = reader.enter(type);
  const [requestId, first, second] = [body.integer(), body.integer(), body.integer()];
  const names: number[][] = [];
  const list = body.enter();
  while (!list.isAtEnd()) names.push(decodeArcs(list.enter().next(TAG.oid)));
  return { type, requestId, first, second, names };
}

export function encodePdu(
  type: number,
  requestId: number,
  [error, index]: readonly [number, number],
  varbinds: readonly Buffer[],
): Buffer {
  return encodeTlv(
    type,
    encodeInteger(requestId),
    encodeInteger(error),
    encodeInteger(index),
    encodeTlv(TAG.sequence, ...varbinds),
  );
}

/** What the frame around a PDU of v1 or v2c takes: version, community, tag and length. */
export const communityOverhead = (community: string): number =>
  headerLength(0x1000) + 3 + 2 + Buffer.byteLength(community);
