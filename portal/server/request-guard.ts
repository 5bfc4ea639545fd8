import type { RequestHandler } from 'express';
import { quote, RequestError } from './request-error.ts';

/**
 * Turns away what the portal never answers, before anything is looked at: other hosts' names on a loopback address
 * (DNS rebinding lets a web page read a local server), methods other than GET and HEAD, and bodies.
 */
export const guardRequest: RequestHandler = (request, response, next) => {
  const { host = '' } = request.headers;
  if (isLoopback(request.socket.localAddress) && !LOOPBACK_HOST.test(host)) {
    throw new RequestError(
      'PORTAL_HOST',
      `Host: expected localhost or a loopback address, got ${quote(host)}`,
    );
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

const LOOPBACK_HOST = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?$/i;

function isLoopback(address = ''): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

function hasBody(headers: NodeJS.Dict<string | string[]>): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;
}
