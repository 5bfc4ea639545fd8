import type { IncomingHttpHeaders } from 'node:http';
import type { Request, RequestHandler } from 'express';
import type { Account, Session } from '../../accounts/account.ts';
import type { Door } from '../../accounts/actions/account-context.ts';
import { whoIs } from '../../accounts/actions/log-in.ts';
import { whichToken } from '../../accounts/actions/tokens.ts';
import { type Right, rightsOf, scopeOf } from '../../accounts/roles.ts';
import { RequestError } from '../api/request-error.ts';
import type { ShownSettings } from '../city/city-view.ts';
import { OPEN_SIGHT, type Sight } from '../city/visible-fleet.ts';
import type { PortalOptions } from '../server/portal-options.ts';
import { cookieOf } from './cookie.ts';

/** Who asks, as far as it is known. */
export interface Visitor {
  readonly account?: Account;
  /** Of a browser; programs have none. */
  readonly session?: Session;
  /** What the browser showed of it: forms are bound to it. */
  readonly secret?: string;
  readonly rights: readonly Right[];
  readonly sight: Sight;
}

type Anonymous = ShownSettings['page']['anonymous'];

/** Nothing, or what is open to everybody. */
const ANONYMOUS: Readonly<Record<Anonymous, Visitor>> = {
  none: { rights: [], sight: OPEN_SIGHT },
  read: { rights: ['see', 'see-metrics'], sight: OPEN_SIGHT },
};

const BEARER = /^Bearer ([\w-]{20,100})$/;

/** @throws PORTAL_LOGIN for a token that is wrong or over: a program must not go on as nobody */
export function identify(
  door: Door | undefined,
  headers: IncomingHttpHeaders,
  anonymous: Anonymous,
): Visitor {
  const { authorization } = headers;
  if (authorization !== undefined) return identifyProgram(door, authorization);
  const secret = cookieOf(headers.cookie);
  const found = secret === undefined ? undefined : door && whoIs(door, secret);
  if (secret === undefined || found === undefined) return ANONYMOUS[anonymous];
  const { account, session } = found;
  return { account, session, secret, rights: rightsOf(account.role), sight: sightOf(account) };
}

function identifyProgram(door: Door | undefined, authorization: string): Visitor {
  const [, secret = ''] = BEARER.exec(authorization) ?? [];
  const found = door && whichToken(door, secret);
  if (!found)
    throw new RequestError('PORTAL_LOGIN', 'Authorization: expected "Bearer" and a token that is good');
  const { account, token } = found;
  return { account, rights: [token.right], sight: sightOf(account) };
}

const sightOf = ({ role, organisation, seesSecret }: Account): Sight => ({
  scope: scopeOf(role, organisation),
  secret: seesSecret,
});

/** Who asks, found once for each request. */
export function createVisitors({ accountsAs, config }: Pick<PortalOptions, 'accountsAs' | 'config'>) {
  const known = new WeakMap<Request, Visitor>();
  const door = accountsAs?.('portal');
  const identifyNow = ({ headers }: Request) => identify(door, headers, config().settings.page.anonymous);
  const remember: RequestHandler = (request, _response, next) => {
    known.set(request, identifyNow(request));
    next();
  };
  const visitorOf = (request: Request): Visitor => known.get(request) ?? ANONYMOUS.none;
  return { remember, visitorOf, identifyNow };
}
