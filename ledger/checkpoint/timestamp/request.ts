import { hash } from 'node:crypto';
import { der, derInteger, TAGS } from './der.ts';

/** 2.16.840.1.101.3.4.2.1 */
export const SHA256_OID = Buffer.from('608648016503040201', 'hex');

export interface TimestampRequest {
  /** TimeStampReq of RFC 3161, in DER. */
  readonly bytes: Buffer;
  readonly imprint: Buffer;
  readonly nonce: Buffer;
}

/** Asks for the time of `content`, with the certificate in the answer, so that the answer proves it by itself. */
export function buildTimestampRequest(content: Uint8Array, nonce: Buffer): TimestampRequest {
  const imprint = hash('sha256', content, 'buffer');
  const algorithm = der(TAGS.sequence, der(TAGS.oid, SHA256_OID), der(TAGS.null));
  const bytes = der(
    TAGS.sequence,
    derInteger(Buffer.of(1)),
    der(TAGS.sequence, algorithm, der(TAGS.octetString, imprint)),
    derInteger(nonce),
    der(TAGS.boolean, Buffer.of(0xff)),
  );
  return { bytes, imprint, nonce };
}
