import { isIP } from 'node:net';
import type { z } from 'zod';

interface DoorSettings {
  readonly host: string;
  readonly anonymous: 'none' | 'read';
  readonly tls?: object | undefined;
  readonly proxies: readonly string[];
}

/** Passwords go over no open line, and what is open to everybody is not open to the world. */
export function refuseOpenDoor(
  { host, anonymous, tls, proxies }: DoorSettings,
  { addIssue }: z.RefinementCtx<DoorSettings>,
): void {
  const isSafe = isLoopback(host) || tls !== undefined || proxies.length > 0;
  if (anonymous === 'none' && !isSafe)
    addIssue({
      code: 'custom',
      path: ['host'],
      message: `expected an address of this machine alone, or tls or proxies beside it, got ${host}: passwords would go over an open line`,
    });
  if (anonymous === 'read' && (proxies.length > 0 || !(isLoopback(host) || isPrivate(host))))
    addIssue({
      code: 'custom',
      path: ['anonymous'],
      message: `expected none where the page is behind a proxy or not at an address of a private network, got read at ${host}`,
    });
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host);

/** RFC 1918, RFC 4193 and link-local addresses. A name may lead anywhere, and 0.0.0.0 is all there are. */
function isPrivate(host: string): boolean {
  if (isIP(host) === 6) return /^(f[cd]|fe[89ab])/i.test(host);
  return isIP(host) === 4 && /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)/.test(host);
}
