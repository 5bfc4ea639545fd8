import type { Request, RequestHandler } from 'express';
import type { Right } from '../../accounts/roles.ts';
import { RequestError } from '../api/request-error.ts';
import type { Visitor } from './visitor.ts';

/** Where somebody is sent who has to log in first. */
export const LOGIN_PATH = '/login';

/** Lets in who has the right, and nobody else: people are sent to the door, programs told so. */
export function need(right: Right, visitorOf: (request: Request) => Visitor): RequestHandler {
  return (request, response, next) => {
    const { account, rights } = visitorOf(request);
    if (rights.includes(right)) return next();
    if (account !== undefined) throw new RequestError('PORTAL_FORBIDDEN', 'this account may not do that');
    if (isProgram(request)) {
      response.setHeader('WWW-Authenticate', 'Bearer realm="camwatch"');
      throw new RequestError('PORTAL_LOGIN', 'expected a session or a token: see docs/accounts.md');
    }
    response.redirect(303, `${LOGIN_PATH}?${new URLSearchParams({ next: request.originalUrl })}`);
  };
}

const isProgram = ({ path, method }: Request): boolean =>
  path.startsWith('/api/') ||
  ['/metrics', '/readyz'].includes(path) ||
  (method !== 'GET' && method !== 'HEAD');

/** An address of ours and nobody else's, as a form or a link carried it along. */
export function ownPath(text: unknown): string {
  if (typeof text !== 'string' || text.length > 500 || !/^\/(?![/\\])[\x21-\x7e]*$/.test(text)) return '/';
  return text.includes('\\') ? '/' : text;
}
