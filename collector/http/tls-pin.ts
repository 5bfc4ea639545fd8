import { hash, type X509Certificate } from 'node:crypto';
import { ProbeError } from '../probing/prober.ts';

/**
 * The key that a certificate is of, as RFC 7469 and curl write it; `undefined` of a kind that cannot be read. It outlives
 * certificates that are renewed with the same key.
 */
export function tlsPinOf(shown: X509Certificate): string | undefined {
  try {
    const key = shown.publicKey.export({ type: 'spki', format: 'der' });
    return `sha256//${hash('sha256', key, 'base64')}`;
  } catch {
    // Of a kind that OpenSSL does not know.
    return undefined;
  }
}

/** @throws ProbeError `pin-mismatch` where pins are given and none of them was shown. */
export function checkTlsPin(shown: string | undefined, pins: readonly string[] | undefined): void {
  if (pins === undefined || (shown !== undefined && pins.includes(shown))) return;
  const message = `it shows the key ${shown ?? 'of a kind that is not known'} by TLS, which is not the pinned one (tls_pin): nothing was asked`;
  throw new ProbeError('pin-mismatch', message);
}
