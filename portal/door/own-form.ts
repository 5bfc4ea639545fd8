import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { RequestError } from '../api/request-error.ts';

/** What a form of ours carries, so that no other site can send it: nobody has it who has not the session. */
export const formToken = (secret: string): string =>
  createHmac('sha256', secret).update('form').digest('base64url');

/**
 * A form must come from a page of ours. Browsers say so themselves; where one does not, its origin must be this host.
 * @param secret Of the session, where there is one: then the form's own token must fit.
 * @throws PORTAL_FORGED
 */
export function expectOwnForm(
  headers: IncomingHttpHeaders,
  secret: string | undefined,
  token: unknown,
): void {
  if (!isFromHere(headers) || (secret !== undefined && !isTokenOf(secret, token)))
    throw new RequestError(
      'PORTAL_FORGED',
      'the form does not come from this page: load it again and repeat',
    );
}

function isFromHere({ 'sec-fetch-site': site, origin, host }: IncomingHttpHeaders): boolean {
  if (site !== undefined) return site === 'same-origin';
  if (origin === undefined || host === undefined || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}

function isTokenOf(secret: string, token: unknown): boolean {
  const expected = Buffer.from(formToken(secret));
  const got = Buffer.from(typeof token === 'string' ? token : '');
  return expected.length === got.length && timingSafeEqual(expected, got);
}
