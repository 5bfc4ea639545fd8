import type { X509Certificate } from 'node:crypto';
import type { TlsCertificate } from '../../core/domain/device-report.ts';
import { cleanText } from '../../core/text/device-text.ts';

/** What a TLS peer showed of itself; `undefined` where its certificate has no date that can be read. */
export function certificateOf(shown: X509Certificate): TlsCertificate | undefined {
  const validToMs = Date.parse(shown.validTo);
  if (Number.isNaN(validToMs)) return undefined;
  return {
    subject: cleanText(oneLine(shown.subject)) ?? '',
    isSelfSigned: isSelfSigned(shown),
    validToMs,
    sha256: shown.fingerprint256.replaceAll(':', '').toLowerCase(),
  };
}

/** By its names: whether the signature is right would not change what anybody does about it. */
const isSelfSigned = ({ subject, issuer }: X509Certificate) => subject === issuer;

/** Node writes one attribute a line, and `undefined` for a certificate without a name. */
const oneLine = (name: string | undefined) => (name ?? '').split('\n').join(', ');
