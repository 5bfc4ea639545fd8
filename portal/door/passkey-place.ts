import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { PasskeyAddress } from '../../accounts/passkey.ts';
import type { ShownSettings } from '../city/city-view.ts';
import { plainAddress } from '../server/client-of.ts';

/** Where passkeys can be used: at this page, at another address, or at none but that of the machine itself. */
export type PasskeyPlace =
  | { readonly is: 'here'; readonly address: PasskeyAddress }
  | { readonly is: 'elsewhere' | 'unnamed'; readonly url: string };

/**
 * By what the settings call the page: browsers make passkeys for one name, by TLS, or for `localhost`. The name that a request came by
 * decides what its page says, and nothing else.
 */
export function passkeyPlace(
  settings: Pick<ShownSettings, 'page' | 'alerts'>,
  request: IncomingMessage,
): PasskeyPlace {
  const { socket, headers } = request;
  const ownScheme = 'encrypted' in socket ? 'https' : 'http';
  const named = [nameOf(settings, ownScheme, socket.localPort)].find((url) => url && takesPasskeys(url));
  const { origin, host, hostname } = named ?? new URL(`${ownScheme}://localhost:${socket.localPort}`);
  const isProxied = settings.page.proxies.includes(plainAddress(socket.remoteAddress));
  if (headers.host?.toLowerCase() === host || (named && isProxied))
    return { is: 'here', address: { origin, rpId: hostname } };
  return { is: named ? 'elsewhere' : 'unnamed', url: origin };
}

/** What messages lead to, else the name that the page is served at: behind a proxy that is the proxy's. */
function nameOf(
  { page, alerts }: Pick<ShownSettings, 'page' | 'alerts'>,
  ownScheme: string,
  port: number | undefined,
): URL | undefined {
  if (alerts?.pageUrl !== undefined) return new URL(alerts.pageUrl);
  const name = isIP(page.host) === 0 ? page.host : page.names[0];
  if (name === undefined) return undefined;
  return new URL(page.proxies.length > 0 ? `https://${name}` : `${ownScheme}://${name}:${port}`);
}

const takesPasskeys = ({ protocol, hostname }: URL): boolean =>
  hostname === 'localhost' || (protocol === 'https:' && isIP(hostname.replace(/^\[(.*)\]$/, '$1')) === 0);
