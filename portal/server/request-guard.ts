import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import type { RequestHandler } from 'express';
import { quote, RequestError } from '../api/request-error.ts';
import type { ShownSettings } from '../city/city-view.ts';
import { MOST_DROPPED_BYTES, MOST_FORM_BYTES, MOST_UPLOAD_BYTES } from './refuse-ahead.ts';

/**
 * Turns away what the portal never answers, before anything is looked at: names that are not its own (DNS rebinding lets a web page
 * read a server that only its reader reaches), methods other than GET and HEAD, and bodies, but for the forms that it takes. An address in figures cannot be rebound.
 */
export function createRequestGuard(
  namesOf: () => readonly string[],
  takesForm: (path: string) => boolean = () => false,
  takesFiles: (path: string) => boolean = () => false,
): RequestHandler {
  return (request, response, next) => {
    const { host = '' } = request.headers;
    const isLocal = isLoopback(request.socket.localAddress);
    if (!isOwn(host, isLocal, namesOf())) {
      const expected = isLocal
        ? 'localhost, a loopback address or a name of page.names'
        : 'an address in figures or a name of page.names';
      throw new RequestError('PORTAL_HOST', `Host: expected ${expected}, got ${quote(host)}`);
    }
    if (request.method === 'POST' && takesForm(request.path)) {
      expectForm(request.headers);
      return next();
    }
    if (request.method === 'POST' && takesFiles(request.path)) {
      expectFiles(request.headers);
      return next();
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      throw new RequestError('PORTAL_METHOD', `method: expected GET or HEAD, got ${quote(request.method)}`);
    }
    if (hasBody(request.headers)) {
      response.setHeader('Connection', 'close');
      throw new RequestError('PORTAL_REQUEST_TOO_LARGE', 'body: expected none');
    }
    next();
  };
}

/** Names of the page: those that the settings list, the one that messages lead to, and the one it is served at. */
export function namesOfPage({ page, alerts }: Pick<ShownSettings, 'page' | 'alerts'>): readonly string[] {
  const { pageUrl } = alerts ?? {};
  return [
    ...(isIP(page.host) === 0 ? [page.host] : []),
    ...page.names,
    ...(pageUrl === undefined ? [] : [new URL(pageUrl).hostname]),
  ];
}

const HOST = /^(?<name>\[[0-9a-f:.]+\]|[^:[\]@/?#\s]+)(:\d{1,5})?$/i;

function isOwn(host: string, isLocal: boolean, names: readonly string[]): boolean {
  const name = HOST.exec(host)?.groups?.name?.toLowerCase();
  if (name === undefined) return false;
  if (names.some((known) => known.toLowerCase() === name)) return true;
  const address = name.replace(/^\[(.*)\]$/, '$1');
  if (isLocal) return name === 'localhost' || isLoopback(address);
  return isIP(address) !== 0;
}

const isLoopback = (address = ''): boolean =>
  address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address);

const FORM = 'application/x-www-form-urlencoded';

/** Nothing but a form, whose size is told beforehand. */
function expectForm({ 'content-type': type = '', 'content-length': length }: IncomingHttpHeaders): void {
  if (type.split(';')[0]?.trim().toLowerCase() !== FORM)
    throw new RequestError('PORTAL_PARAMETER', `Content-Type: expected ${FORM}, got ${quote(type)}`);
  if (length === undefined || Number(length) > MOST_FORM_BYTES)
    throw new RequestError('PORTAL_REQUEST_TOO_LARGE', `body: expected at most ${MOST_FORM_BYTES} bytes`);
}

/** A form with files; one that is too large is told so by whoever reads it. */
function expectFiles({ 'content-type': type = '', 'content-length': length }: IncomingHttpHeaders): void {
  if (!/^multipart\/form-data;/i.test(type.trim()))
    throw new RequestError(
      'PORTAL_PARAMETER',
      `Content-Type: expected multipart/form-data, got ${quote(type)}`,
    );
  if (length === undefined || Number(length) > MOST_DROPPED_BYTES)
    throw new RequestError('PORTAL_REQUEST_TOO_LARGE', `body: expected at most ${MOST_UPLOAD_BYTES} bytes`);
}

function hasBody(headers: NodeJS.Dict<string | string[]>): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;
}
