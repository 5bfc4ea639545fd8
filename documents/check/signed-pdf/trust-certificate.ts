import { X509Certificate } from 'node:crypto';

/** Whether a certificate leads to an authority that was named. */
export type Trust =
  | { readonly is: 'not-checked' }
  | { readonly is: 'trusted'; readonly authority: string }
  | { readonly is: 'untrusted'; readonly why: string };

/** More than any authority has between itself and a person. */
const MOST_LINKS = 8;

/** Follows who issued what, by signatures; at an instant in which each was valid. Whether one was withdrawn is not asked. */
export function trustCertificate(
  certificate: X509Certificate,
  {
    others,
    authorities,
    atMs,
  }: {
    readonly others: readonly X509Certificate[];
    readonly authorities: readonly X509Certificate[];
    readonly atMs: number;
  },
): Trust {
  if (authorities.length === 0) return { is: 'not-checked' };
  let at = certificate;
  for (let link = 0; link < MOST_LINKS; link++) {
    if (!isValidAt(at, atMs)) return { is: 'untrusted', why: `${subjectOf(at)} was not valid then` };
    const anchor = authorities.find((one) => one.fingerprint256 === at.fingerprint256 || isIssuedBy(at, one));
    if (anchor)
      return isValidAt(anchor, atMs)
        ? { is: 'trusted', authority: subjectOf(anchor) }
        : { is: 'untrusted', why: `${subjectOf(anchor)} was not valid then` };
    const issuer = others.find((one) => one.fingerprint256 !== at.fingerprint256 && isIssuedBy(at, one));
    if (!issuer)
      return {
        is: 'untrusted',
        why: `${subjectOf(at)} was issued by none of the authorities that were named`,
      };
    at = issuer;
  }
  return { is: 'untrusted', why: 'the certificate leads to no authority' };
}

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

export const isValidAt = ({ validFromDate, validToDate }: X509Certificate, atMs: number): boolean =>
  validFromDate.getTime() <= atMs && atMs <= validToDate.getTime();

/** `CN=Nguyễn Văn A, O=Sở Khoa học và Công nghệ`. */
export const subjectOf = ({ subject }: X509Certificate): string => subject.split('\n').join(', ');

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** All certificates of a PEM file. @throws RangeError where it has none. */
export function readAuthorities(text: string): readonly X509Certificate[] {
  const found = (text.match(CERTIFICATE) ?? []).map((pem) => new X509Certificate(pem));
  if (found.length === 0) throw new RangeError('expected certificates in PEM, found none');
  return found;
}
