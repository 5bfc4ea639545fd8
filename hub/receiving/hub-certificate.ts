import { generateKeyPairSync } from 'node:crypto';
import type { SecureContextOptions } from 'node:tls';
import { type Authority, CERTIFICATE_MS } from '../authority/open-authority.ts';

/** What a hub shows of itself. The key is made at the start and never on a disk; the authority's certificate goes along, so that a newcomer can look at it. */
export function issueHubCertificate(
  authority: Pick<Authority, 'issueServer' | 'certificate'>,
  names: readonly string[],
  nowMs: number,
): SecureContextOptions & { readonly renewAtMs: number } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { pem } = authority.issueServer(publicKey, names, nowMs);
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: `${pem}${authority.certificate}`,
    ca: authority.certificate,
    renewAtMs: nowMs + (CERTIFICATE_MS * 2) / 3,
  };
}
