import { childrenOf, DerError, type DerValue, derInteger, readOne, TAGS } from './der.ts';
import { SHA256_OID, type TimestampRequest } from './request.ts';

/** 1.2.840.113549.1.7.2 and 1.2.840.113549.1.9.16.1.4 */
const SIGNED_DATA = Buffer.from('2a864886f70d010702', 'hex');
const TST_INFO = Buffer.from('2a864886f70d0109100104', 'hex');
const GRANTED: readonly number[] = [0, 1];

export type TimestampReading =
  | {
      readonly ok: true;
      readonly atMs: number;
      /** Object identifier of the server's policy, with dots. */
      readonly policy: string;
    }
  | { readonly ok: false; readonly detail: string };

/**
 * Whether a TimeStampResp answers the request: granted, with a token about the same hash and nonce. The server's signature is for
 * `openssl ts -verify`, which has the roots that a party trusts; the whole answer is kept for it.
 */
export function readTimestampResponse(bytes: Buffer, request: TimestampRequest): TimestampReading {
  try {
    return judge(bytes, request);
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return { ok: false, detail: `expected an answer of RFC 3161, got something else: ${error.message}` };
  }
}

function judge(bytes: Buffer, request: TimestampRequest): TimestampReading {
  const [statusInfo, token] = childrenOf(readOne(bytes));
  const status = childrenOf(statusInfo)[0]?.content[0] ?? -1;
  if (!GRANTED.includes(status))
    return { ok: false, detail: `the server granted no time stamp: status ${status}` };
  const [, policy, imprint, , time, ...rest] = childrenOf(readOne(tstInfoOf(token)));
  if (!isSameImprint(imprint, request)) return { ok: false, detail: 'the time stamp is of another hash' };
  const nonce = rest.find(({ tag }) => tag === TAGS.integer);
  if (!nonce?.whole.equals(derInteger(request.nonce)))
    return { ok: false, detail: 'the time stamp is of another request (nonce)' };
  const atMs = parseTime(time);
  if (atMs === undefined || policy?.tag !== TAGS.oid)
    return { ok: false, detail: 'the time stamp has no time or policy' };
  return { ok: true, atMs, policy: renderOid(policy.content) };
}

/** TSTInfo within the CMS SignedData of the token. */
function tstInfoOf(token: DerValue | undefined): Buffer {
  const [type, signed] = childrenOf(token);
  if (!type?.content.equals(SIGNED_DATA)) throw new DerError('expected signed data');
  const [, , content] = childrenOf(childrenOf(signed, TAGS.context0)[0]);
  const [contentType, octets] = childrenOf(content);
  if (!contentType?.content.equals(TST_INFO)) throw new DerError('expected a TSTInfo');
  const [info] = childrenOf(octets, TAGS.context0);
  if (info?.tag !== TAGS.octetString) throw new DerError('expected the bytes of a TSTInfo');
  return info.content;
}

function isSameImprint(value: DerValue | undefined, { imprint }: TimestampRequest): boolean {
  const [algorithm, digest] = childrenOf(value);
  return (
    childrenOf(algorithm)[0]?.content.equals(SHA256_OID) === true && digest?.content.equals(imprint) === true
  );
}

/** `20261128223000Z`, perhaps with a fraction of a second. */
function parseTime(value: DerValue | undefined): number | undefined {
  if (value?.tag !== TAGS.generalizedTime) return undefined;
  const text = value.content.toString('latin1');
  const [, year, month, day, hour, minute, second, fraction = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(text) ?? [];
  const atMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`);
  return Number.isNaN(atMs) ? undefined : atMs;
}

function renderOid(bytes: Buffer): string {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of bytes) {
    number = number * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    numbers.push(number);
    number = 0;
  }
  const [first = 0, ...rest] = numbers;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - 40 * top, ...rest].join('.');
}
