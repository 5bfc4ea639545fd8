import { isIPv6 } from 'node:net';
import type { SocketPlace } from '../http/open-socket.ts';

export interface StreamPlace extends SocketPlace {
  /** Other ports of the address lead to other devices. */
  readonly isPortFixed?: true;
}

export const DEFAULT_PORTS = { plain: 554, tls: 322 } as const;
const LONGEST_URL = 1_024;

/** The address of a stream at the device that is asked: no user, no port that goes without saying. */
export function renderStreamUrl({ address, port, transport }: StreamPlace, path: string): string {
  const scheme = transport === 'tls' ? 'rtsps' : 'rtsp';
  const host = isIPv6(address) ? `[${address}]` : address;
  const shownPort = port === DEFAULT_PORTS[transport] ? '' : `:${port}`;
  return `${scheme}://${host}${shownPort}${path.startsWith('/') ? '' : '/'}${path}`;
}

export interface ParsedUrl {
  readonly transport: 'plain' | 'tls';
  readonly host: string;
  readonly port: number;
  /** Path and query, from `/` on. */
  readonly path: string;
  /** The same address without user and password. */
  readonly url: string;
}

const URL_PARTS = /^(rtspu?|rtsps):\/\/(?:[^/?#@]*@)?(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?([/?][!-~]*)?$/i;

/** Reads an address that a device wrote; `undefined` where it is none of RTSP. */
export function parseRtspUrl(text: string): ParsedUrl | undefined {
  const [, scheme, host, portText, rest = ''] = URL_PARTS.exec(text.slice(0, LONGEST_URL + 1)) ?? [];
  if (scheme === undefined || host === undefined || text.length > LONGEST_URL) return undefined;
  const transport = scheme.toLowerCase() === 'rtsps' ? 'tls' : 'plain';
  const path = rest.startsWith('?') ? `/${rest}` : rest;
  const url = `${scheme.toLowerCase()}://${host}${portText === undefined ? '' : `:${portText}`}${path}`;
  const port = portText === undefined ? DEFAULT_PORTS[transport] : Number(portText);
  if (port < 1 || port > 65_535) return undefined;
  return { transport, host: host.replace(/^\[|\]$/g, ''), port, path: path || '/', url };
}

/**
 * The path and query that a device wrote, at the place that was asked: digests hold the address that is asked, and one in
 * the name of another host would be a login for that host, should it have the same password. Behind NAT its own is of no use.
 */
export const atPlaceOf = (askedUrl: string, { path }: ParsedUrl): string =>
  `${/^\w+:\/\/[^/]+/.exec(askedUrl)?.[0] ?? ''}${path}`;

/**
 * The address to ask for a track, from its `a=control` line. Relative ones are put behind the base as players do, query
 * and all: by RFC 1808 `…/realmonitor?channel=1` and `trackID=0` would lose the channel, and no camera means that.
 */
export function resolveControl(baseUrl: string, control = '*'): string {
  const trimmed = control.trim();
  if (trimmed === '*' || trimmed === '') return baseUrl;
  const absolute = parseRtspUrl(trimmed);
  if (absolute) return atPlaceOf(baseUrl, absolute);
  const needsSlash = !baseUrl.endsWith('/') && !trimmed.startsWith('/');
  const rest = baseUrl.endsWith('/') ? trimmed.replace(/^\//, '') : trimmed;
  return `${baseUrl}${needsSlash ? '/' : ''}${rest}`.slice(0, LONGEST_URL);
}
