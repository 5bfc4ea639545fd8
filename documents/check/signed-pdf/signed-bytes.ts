import { fromBER } from 'asn1js';
import { fourNumbers, memberOf, nameIn, type PdfDictionary } from './pdf-value.ts';

const SUB_FILTERS: ReadonlySet<string> = new Set(['adbe.pkcs7.detached', 'ETSI.CAdES.detached']);

/** The signature, and all bytes of the file but it. @throws RangeError where something else is signed. */
export function signedBytes(
  bytes: Buffer,
  end: number,
  signature: PdfDictionary,
): [der: Buffer, signed: Buffer] {
  const kind = nameIn(signature, 'SubFilter') ?? 'none';
  if (!SUB_FILTERS.has(kind)) throw new RangeError(`a signature of a kind that is not read: ${kind}`);
  const contents = memberOf(signature, 'Contents');
  if (contents?.is !== 'string') throw new RangeError('a signature without its bytes');
  const [first, gap, rest, tail] = fourNumbers('/ByteRange', memberOf(signature, 'ByteRange'));
  const isWhole =
    first === 0 && gap === contents.from && rest === contents.to && isEnd(bytes, rest + tail, end);
  if (!isWhole) throw new RangeError('the signature is not of the whole file');
  const der = readRoom(bytes.toString('latin1', gap, rest));
  return [der, Buffer.concat([bytes.subarray(0, gap), bytes.subarray(rest, rest + tail)])];
}

/** Some programs leave the last line break out. */
const isEnd = (bytes: Buffer, signedTo: number, end: number): boolean =>
  signedTo <= end && bytes.toString('latin1', signedTo, end).trim() === '';

/** The signature alone: the room for it is not signed, so that it may hold nothing else but zeros. */
function readRoom(room: string): Buffer {
  const [, digits] = /^<((?:[\da-f]{2})+)>$/i.exec(room) ?? [];
  if (digits === undefined) throw new RangeError('the signature is not written in hexadecimal digits alone');
  const bytes = Buffer.from(digits, 'hex');
  const { offset } = fromBER(new Uint8Array(bytes));
  if (offset < 0) throw new RangeError('no signature that can be read');
  if (bytes.subarray(offset).some((byte) => byte !== 0))
    throw new RangeError('something else stands behind the signature, where nothing is signed');
  return bytes.subarray(0, offset);
}
