import { createHmac } from 'node:crypto';
import type { Secret } from '../../../core/domain/secret.ts';

export const SIGNATURE_HEADER = 'camwatch-signature';

/**
 * `t=1790000000,v1=<64 hexadecimal digits>`: HMAC-SHA256 over the instant (seconds since 1970), a dot and the body as it is
 * sent. Whoever shares the key can tell that the body is ours, and by the instant that it is not an old one sent again.
 */
export function signWebhook(body: string, key: Secret, nowMs: number): string {
  const atSeconds = Math.floor(nowMs / 1_000);
  const digest = createHmac('sha256', key.reveal()).update(`${atSeconds}.${body}`).digest('hex');
  return `t=${atSeconds},v1=${digest}`;
}
