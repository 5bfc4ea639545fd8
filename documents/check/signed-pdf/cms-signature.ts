import { hash, X509Certificate } from 'node:crypto';
import { OctetString } from 'asn1js';
import { Certificate, ContentInfo, SignedData, type SignerInfo } from 'pkijs';

/** A signature of CMS (RFC 5652) over bytes that lie beside it. */
export interface CmsSignature {
  readonly certificate: X509Certificate;
  /** Those that came with it, the signer's among them. */
  readonly certificates: readonly X509Certificate[];
  /** As the signer's clock had it; nobody vouches for that. */
  readonly signedMs?: number;
  readonly isGood: boolean;
  readonly problems: readonly string[];
}

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const DIGESTS: ReadonlyMap<string, string> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

/** Checks a signature by the certificate that came with it. @throws RangeError where it is none. */
export async function checkCms(der: Buffer, signed: Buffer): Promise<CmsSignature> {
  const data = open(der);
  const [signer] = data.signerInfos;
  if (!signer || data.signerInfos.length !== 1)
    throw new RangeError(`expected one signer, found ${data.signerInfos.length}`);
  const own = (data.certificates ?? []).filter((one): one is Certificate => one instanceof Certificate);
  const certificates = own.map((one) => new X509Certificate(Buffer.from(one.toSchema().toBER())));
  const problems = digestProblems(signer, signed);
  const result = await verify(data, signed);
  if (!result.certificate) throw new RangeError('the certificate of the signer is not in the signature');
  const signedMs = timeOf(signer);
  return {
    certificate: new X509Certificate(Buffer.from(result.certificate.toSchema().toBER())),
    certificates,
    ...(signedMs !== undefined && { signedMs }),
    isGood: result.isGood,
    problems: [
      ...problems,
      ...(result.isGood ? [] : ['the signature does not belong to these bytes and this certificate']),
    ],
  };
}

/** The hash that was signed must be that of these bytes, whatever else the signature holds. */
function digestProblems(signer: SignerInfo, signed: Buffer): readonly string[] {
  const digest = DIGESTS.get(signer.digestAlgorithm.algorithmId);
  if (digest === undefined) return ['the hash of the signature is weak or not known'];
  const [named, ...more] = attributes(signer, MESSAGE_DIGEST).flatMap(({ values }): unknown[] => values);
  if (!(named instanceof OctetString) || more.length > 0)
    return ['the signature has no hash of what is signed'];
  return Buffer.compare(named.valueBlock.valueHexView, hash(digest, signed, 'buffer')) === 0
    ? []
    : ['the signature is of other bytes'];
}

function open(der: Buffer): SignedData {
  try {
    const content = ContentInfo.fromBER(new Uint8Array(der));
    if (content.contentType !== SIGNED_DATA) throw new RangeError('expected signed data');
    const data = new SignedData({ schema: content.content });
    // Its own text would be checked in place of the bytes of the file.
    if (data.encapContentInfo.eContent) throw new RangeError('it brings the text that it signs');
    return data;
  } catch (error) {
    throw new RangeError(
      `no signature that can be read: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

async function verify(
  data: SignedData,
  signed: Buffer,
): Promise<{ readonly isGood: boolean; readonly certificate?: Certificate }> {
  try {
    const bytes = new Uint8Array(signed).buffer;
    const { signatureVerified, signerCertificate } = await data.verify({
      signer: 0,
      data: bytes,
      checkChain: false,
      extendedMode: true,
    });
    return {
      isGood: signatureVerified === true,
      ...(signerCertificate && { certificate: signerCertificate }),
    };
  } catch (error) {
    throw new RangeError(`the signature cannot be checked: ${messageOf(error)}`, { cause: error });
  }
}

const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

const attributes = ({ signedAttrs }: SignerInfo, type: string) =>
  (signedAttrs?.attributes ?? []).filter((one) => one.type === type);

function timeOf(signer: SignerInfo): number | undefined {
  const value: unknown = attributes(signer, SIGNING_TIME)[0]?.values[0];
  if (
    typeof value !== 'object' ||
    value === null ||
    !('toDate' in value) ||
    typeof value.toDate !== 'function'
  )
    return undefined;
  const date: unknown = value.toDate();
  return date instanceof Date ? date.getTime() : undefined;
}
