import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { isIPv6 } from 'node:net';
import type { Express } from 'express';
import { CamwatchError } from '../../core/errors.ts';
import type { Said } from '../../core/language/said.ts';
import { seconds } from '../../core/time/units.ts';
import { takesFiles } from '../papers/paper-forms.ts';
import { type ConnectionLimits, limitConnections } from './limit-connections.ts';
import { refuseAhead } from './refuse-ahead.ts';
import { followTls, PortalTlsError, readTls, type TlsFiles } from './tls-files.ts';

export interface RunningPortal {
  readonly url: string;
  /** Stops listening and ends open connections, those in the middle of a request included. */
  readonly close: () => Promise<void>;
}

export class PortalPortError extends CamwatchError {
  readonly code = 'PORTAL_PORT_IN_USE';
}

export class PortalAddressError extends CamwatchError {
  readonly code = 'PORTAL_ADDRESS';
}

/** More than any wall of screens needs, and few enough for a process that has probes to send. */
export const MOST_CONNECTIONS = 500;
const LIMITS: ConnectionLimits = { most: MOST_CONNECTIONS, answerMs: seconds(10) };

const HTTP_LIMITS = {
  maxHeaderSize: 8_192,
  headersTimeout: seconds(5),
  // Files of some megabytes, over a slow line; everything else within `FORM_MS`.
  requestTimeout: seconds(120),
  keepAliveTimeout: seconds(10),
  connectionsCheckingInterval: seconds(1),
} as const;

const FORM_MS = seconds(10);

export interface PortalAddress {
  readonly host: string;
  readonly port: number;
  readonly tls?: TlsFiles | undefined;
}

/**
 * Serves the portal until it is closed. Slow or silent clients are cut off within seconds.
 * @throws PortalPortError when the port is taken, PortalAddressError when the address is not to be had.
 */
export async function startPortal(app: Express, { host, port, tls }: PortalAddress): Promise<RunningPortal> {
  const server = tls ? createTlsServer({ ...HTTP_LIMITS, ...readTls(tls) }) : createServer(HTTP_LIMITS);
  const stopReading = 'setSecureContext' in server && tls ? followTls(server, tls) : () => undefined;
  limitConnections(server, LIMITS);
  refuseAhead(server, takesFiles);
  const takeTurn = oneByOne();
  server.on('request', (request, response) => {
    if (request.socket.destroyed) return;
    if (!takesFiles(request.url?.split('?')[0] ?? '')) cutOffLate(request);
    takeTurn(() => {
      if (!request.socket.destroyed) app(request, response);
    });
  });
  server.maxRequestsPerSocket = 1_000;
  server.setTimeout(seconds(30));
  try {
    server.listen({ host, port });
    await once(server, 'listening');
  } catch (error) {
    stopReading();
    throw describeListenError(error, host, port);
  }
  return {
    url: urlOf(server, host, tls ? 'https' : 'http'),
    close: async () => {
      stopReading();
      await close(server);
    },
  };
}

/** The same error where it came from another thread. */
export const refusedPortal = (code: string, said: Said): CamwatchError =>
  new (REFUSALS[code] ?? PortalAddressError)(said);

const REFUSALS: Readonly<Record<string, new (said: Said) => CamwatchError>> = {
  PORTAL_PORT_IN_USE: PortalPortError,
  PORTAL_TLS: PortalTlsError,
};

/** Whoever sends a form letter by letter. */
function cutOffLate(request: IncomingMessage): void {
  if (request.complete) return;
  const timer = setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, FORM_MS);
  for (const event of ['end', 'close'] as const) request.once(event, () => clearTimeout(timer));
}

/** One piece of work in each turn of the process: what came in one packet must not hold up probes and timers as one. */
function oneByOne(): (work: () => void) => void {
  const waiting: (() => void)[] = [];
  const takeNext = () => {
    const work = waiting.shift();
    if (waiting.length > 0) setImmediate(takeNext);
    work?.();
  };
  return (work) => {
    waiting.push(work);
    if (waiting.length === 1) setImmediate(takeNext);
  };
}

function urlOf(server: Server, host: string, scheme: 'http' | 'https'): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `${scheme}://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function describeListenError(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const cause = { cause: error };
  if (code === 'EADDRINUSE')
    return new PortalPortError(
      `page.port: expected a free port on ${host}, but ${port} is in use by another program`,
      cause,
    );
  if (code === 'EACCES')
    return new PortalAddressError(`page.port: expected a port this user may open, got ${port}`, cause);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EINVAL')
    return new PortalAddressError(`page.host: expected an address of this machine, got ${host}`, cause);
  return error;
}
