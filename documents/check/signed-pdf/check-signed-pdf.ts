import type { X509Certificate } from 'node:crypto';
import { type AddedSignature, readAddedSignature } from './added-signature.ts';
import { type CmsSignature, checkCms } from './cms-signature.ts';
import { coveredWords } from './covered-words.ts';
import { pdfEnds } from './pdf-ends.ts';
import { openObjects } from './pdf-objects.ts';
import { memberOf, nameIn, numbersIn, type PdfDictionary } from './pdf-value.ts';
import { readUpdate } from './read-update.ts';
import { isValidAt, subjectOf, type Trust, trustCertificate } from './trust-certificate.ts';

/** Who signed a PDF file, as the certificate has it. */
export interface PdfSigner {
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly validFromMs: number;
  readonly validToMs: number;
  /** As the signer's clock had it. */
  readonly signedMs?: number;
  readonly trust: Trust;
  /** Where it is seen; absent: nowhere. */
  readonly seen?: AddedSignature['seen'];
}

export interface SignedPdfCheck {
  readonly signers: readonly PdfSigner[];
  /** Empty: signatures were added, and nothing else. */
  readonly problems: readonly string[];
  /** What a person has to look at: whether a signature that is seen covers anything. */
  readonly toRead: readonly string[];
}

export interface SignedPdfOptions {
  /** Of authorities that somebody named; none: no certificate is held to one. */
  readonly authorities: readonly X509Certificate[];
  /** Now, where a signature does not say when. */
  readonly nowMs: number;
}

/** Checks what was put behind the first `length` bytes of a PDF file: signatures, each of all that is before it, and nothing else. */
export async function checkSignedPdf(
  bytes: Buffer,
  length: number,
  options: SignedPdfOptions,
): Promise<SignedPdfCheck> {
  const text = bytes.toString('latin1');
  const signers: PdfSigner[] = [];
  const problems: string[] = [];
  const toRead: string[] = [];
  let from = length;
  try {
    for (const end of pdfEnds(bytes).filter((one) => one > length)) {
      const before = openObjects(text, from);
      const added = readAddedSignature(readUpdate(text, from, end, before), before);
      const cms = await checkCms(...signedBytes(bytes, end, added.signature));
      const signer = signerOf({ signedMs: timeOf(added.signature), ...cms }, added, options);
      signers.push(signer);
      problems.push(...cms.problems, ...certificateProblems(cms, signer, options));
      const covered = await coveredBy(bytes.subarray(0, length), added);
      problems.push(...covered.problems);
      toRead.push(...covered.toRead);
      from = end;
    }
    if (text.slice(from).trim() !== '') problems.push('bytes behind the last end of the file');
    if (signers.length === 0) problems.push('no signature was added');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push(error.message);
  }
  return { signers, problems, toRead };
}

/** A signature stands over the place of a name and a seal, and over no number. */
async function coveredBy(
  pdf: Buffer,
  { seen }: AddedSignature,
): Promise<Pick<SignedPdfCheck, 'problems' | 'toRead'>> {
  if (!seen) return { problems: [], toRead: [] };
  const words = await coveredWords(pdf, seen);
  const where = `trang / page ${seen.page}`;
  if (!words)
    return {
      problems: [],
      toRead: [
        `${where}: xem chữ ký có che chữ số không / see whether the signature covers a number (pdftotext is not there)`,
      ],
    };
  const numbers = words.filter((word) => /\p{N}/u.test(word));
  return {
    problems: numbers.length === 0 ? [] : [`${where}: the signature covers ${numbers.join(' ')}`],
    toRead: [],
  };
}

const SUB_FILTERS: ReadonlySet<string> = new Set(['adbe.pkcs7.detached', 'ETSI.CAdES.detached']);

/** The signature, and all bytes of the file but it. @throws RangeError where something else is signed. */
function signedBytes(bytes: Buffer, end: number, signature: PdfDictionary): [der: Buffer, signed: Buffer] {
  const kind = nameIn(signature, 'SubFilter') ?? 'none';
  if (!SUB_FILTERS.has(kind)) throw new RangeError(`a signature of a kind that is not read: ${kind}`);
  const contents = memberOf(signature, 'Contents');
  const [first, gap = 0, rest = 0, tail = 0, ...more] = numbersIn(memberOf(signature, 'ByteRange'));
  if (contents?.is !== 'string' || more.length > 0) throw new RangeError('a signature without its bytes');
  const isWhole =
    first === 0 && gap === contents.from && rest === contents.to && isEnd(bytes, rest + tail, end);
  if (!isWhole) throw new RangeError('the signature is not of the whole file');
  const der = Buffer.from(contents.value, 'latin1');
  return [cutPadding(der), Buffer.concat([bytes.subarray(0, gap), bytes.subarray(rest, rest + tail)])];
}

/** Some programs leave the last line break out. */
const isEnd = (bytes: Buffer, signedTo: number, end: number): boolean =>
  signedTo <= end && bytes.toString('latin1', signedTo, end).trim() === '';

/** Behind a signature there is room, filled with zeros; its own length says where it ends (X.690, 8.1.3). */
function cutPadding(der: Buffer): Buffer {
  const short = der[1] ?? 0;
  if (short < 0x80) return der.subarray(0, 2 + short);
  const digits = short & 0x7f;
  if (digits === 0 || digits > 4) return der;
  return der.subarray(0, 2 + digits + der.readUIntBE(2, digits));
}

/** `D:20251128090000+07'00'`: when the program says it was, where the signature itself does not. */
function timeOf(signature: PdfDictionary): number | undefined {
  const written = memberOf(signature, 'M');
  const [, date, time, zone] =
    /^D:(\d{8})(\d{6})(Z|[+-]\d\d'\d\d)/.exec(written?.is === 'string' ? written.value : '') ?? [];
  if (date === undefined || time === undefined || zone === undefined) return undefined;
  const text = `${date.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}${zone.replace("'", ':')}`;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

function signerOf(
  {
    certificate,
    certificates,
    signedMs,
  }: Omit<CmsSignature, 'signedMs'> & { readonly signedMs?: number | undefined },
  { seen }: AddedSignature,
  { authorities, nowMs }: SignedPdfOptions,
): PdfSigner {
  return {
    subject: subjectOf(certificate),
    issuer: certificate.issuer.split('\n').join(', '),
    serial: certificate.serialNumber,
    validFromMs: certificate.validFromDate.getTime(),
    validToMs: certificate.validToDate.getTime(),
    ...(signedMs !== undefined && { signedMs }),
    trust: trustCertificate(certificate, { others: certificates, authorities, atMs: signedMs ?? nowMs }),
    ...(seen && { seen }),
  };
}

function certificateProblems(
  { certificate }: CmsSignature,
  { signedMs, trust }: PdfSigner,
  { nowMs }: SignedPdfOptions,
): readonly string[] {
  return [
    ...(isValidAt(certificate, signedMs ?? nowMs)
      ? []
      : ['the certificate was not valid when it was signed']),
    ...(trust.is === 'untrusted'
      ? [`the certificate is not of an authority that was named: ${trust.why}`]
      : []),
  ];
}
