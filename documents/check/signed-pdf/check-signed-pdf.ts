import type { X509Certificate } from 'node:crypto';
import { type AddedSignature, readAddedSignature } from './added-signature.ts';
import { type CmsSignature, checkCms } from './cms-signature.ts';
import { coveredWords } from './covered-words.ts';
import { pdfEnds } from './pdf-ends.ts';
import { openObjects } from './pdf-objects.ts';
import { memberOf, type PdfDictionary } from './pdf-value.ts';
import { readUpdate } from './read-update.ts';
import { signedBytes } from './signed-bytes.ts';
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
    if (from !== bytes.length) problems.push('bytes behind the last end of the file');
    if (signers.length === 0) problems.push('no signature was added');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push(error.message);
  }
  return { signers, problems, toRead };
}

/** A signature stands over the place of a name and a seal, and over nothing that is written or drawn. */
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
        `${where}: xem chữ ký có che chữ nào không / see whether the signature covers a word (poppler is not there)`,
      ],
    };
  return {
    problems: words.length === 0 ? [] : [`${where}: the signature covers ${words.join(' ')}`],
    toRead: [],
  };
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
