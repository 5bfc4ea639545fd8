import { constants } from 'node:crypto';
import { cleanText } from '../../core/text/device-text.ts';
import { ProbeError } from '../probing/prober.ts';

/**
 * Devices live for ten years with the TLS of their first day, and nobody vouches for their certificates. What we send is no
 * more exposed than without TLS, so that a weak connection is a finding and no reason to see nothing.
 */
export const DEVICE_TLS = {
  rejectUnauthorized: false,
  minVersion: 'TLSv1',
  ciphers: 'DEFAULT@SECLEVEL=0',
  secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
} as const;

/** The failure of a handshake as reason `tls`; `undefined` where an error is none. */
export function tlsFailureOf(error: Error, isHandshake: boolean): ProbeError | undefined {
  if (error instanceof ProbeError) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (!isHandshake && code !== 'EPROTO' && !/^ERR_(?:SSL|TLS)_/.test(code)) return undefined;
  const why = 'reason' in error && typeof error.reason === 'string' ? error.reason : error.message;
  return new ProbeError('tls', `TLS handshake failed: ${cleanText(why) ?? code}`, { cause: error });
}
