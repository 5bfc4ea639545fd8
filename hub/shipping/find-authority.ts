import type { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:tls';
import { withDeadline } from '../../core/time/deadline.ts';
import { seconds } from '../../core/time/units.ts';
import { keyFingerprint } from '../authority/build-certificate.ts';
import { HubError } from '../hub-error.ts';

const LOOK_MS = seconds(10);

/**
 * Looks at what answers at the address of a hub, and says nothing to it: the certificate of its authority, if its key is the one that
 * the token names. Whoever asks for more connects anew, and trusts this authority alone. @throws HUB_UNREACHABLE
 */
export async function findAuthority(hub: string, fingerprint: string, stop: AbortSignal): Promise<string> {
  const { hostname, port } = new URL(hub);
  const host = hostname.replace(/^\[|\]$/g, '');
  const chain = await withDeadline(LOOK_MS, stop, async (signal) => {
    // Nothing is sent or believed before the key was compared.
    const socket = connect({
      host,
      port: Number(port || 443),
      rejectUnauthorized: false,
      minVersion: 'TLSv1.3',
    });
    try {
      await once(socket, 'secureConnect', { signal });
      return chainOf(socket.getPeerX509Certificate());
    } finally {
      socket.destroy();
    }
  }).catch((error: unknown) => {
    stop.throwIfAborted();
    const detail = error instanceof Error ? error.message : String(error);
    throw new HubError(
      'HUB_UNREACHABLE',
      {
        en: `${hub}: expected a hub, got no answer: ${detail}`,
        vi: `${hub}: cần một trạm nhận, không có trả lời: ${detail}`,
      },
      { cause: error },
    );
  });
  const authority = chain.find(({ ca, publicKey }) => ca && keyFingerprint(publicKey) === fingerprint);
  if (authority) return authority.toString();
  throw new HubError('HUB_UNREACHABLE', {
    en: `${hub}: expected the hub whose key the token names (${fingerprint}), got another; nothing was sent to it`,
    vi: `${hub}: cần trạm nhận có khóa mà mã ghi danh nêu (${fingerprint}), nhận được máy khác; chưa gửi gì cho nó`,
  });
}

function chainOf(first: X509Certificate | undefined): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (let next = first; next && chain.length < 4 && next !== chain.at(-1); next = next.issuerCertificate)
    chain.push(next);
  return chain;
}
