import { randomBytes } from 'node:crypto';
import type { Login } from '../../core/domain/credentials.ts';
import { cleanText } from '../../core/text/device-text.ts';
import { type Challenge, parseChallenges } from '../http/challenges.ts';
import { authorize } from '../http/digest.ts';
import { ProbeError } from '../probing/prober.ts';
import type { Headers } from './message.ts';

/** Answers what a server asks of us, and never tries a wrong login twice: accounts lock after a few. */
export interface Authenticator {
  /** The value of `Authorization`, once the server has asked for one. */
  readonly authorization: (method: string, url: string) => string | undefined;
  /**
   * Takes note of a 401: the request is worth a repeat when this returns.
   * @throws ProbeError `credentials` when it is not, `cleartext-login` where it wants the password itself and may not have it.
   */
  readonly challenge: (headers: Headers) => void;
  /** Takes note of any other answer: a login that was sent with it was right. */
  readonly accept: () => void;
  readonly wasAsked: () => boolean;
  /** Whether the password itself was sent (Basic). */
  readonly hasSentPassword: () => boolean;
}

/** Servers that want a new nonce now and then, and some that want one for every request. */
const MOST_REPEATS = 6;

/** @param weakest What it may be answered: `basic` is the password itself. */
export function createAuthenticator(login: Login | undefined, weakest: Challenge['scheme']): Authenticator {
  let current: { readonly challenge: Challenge; readonly cnonce: string; count: number } | undefined;
  let isAsked = false;
  let isSent = false;
  let hasSentPassword = false;
  let isProven = false;
  let repeats = 0;
  let staleRepeats = 0;

  return {
    authorization: (method, url) => {
      if (!current || !login) return undefined;
      isSent = true;
      current.count++;
      const { challenge, cnonce, count } = current;
      hasSentPassword ||= challenge.scheme === 'basic';
      return authorize(challenge, { method, uri: url, login, cnonce, count });
    },
    challenge: (headers) => {
      isAsked = true;
      const [strongest] = parseChallenges(headers.get('www-authenticate') ?? []);
      // Strongest first: where Basic is the first there is nothing else, by itself or by who stands in between.
      const wantsPassword = strongest?.scheme === 'basic' && login !== undefined;
      if (wantsPassword && (weakest === 'digest' || current?.challenge.scheme === 'digest')) throw kept();
      const wasSent = isSent;
      const previous = current?.challenge;
      isSent = false;
      current = strongest && { challenge: strongest, cnonce: randomBytes(8).toString('hex'), count: 0 };
      if (!strongest) throw refuse('the device asks for a login in a way that camwatch does not know');
      const wanted = nameOf(strongest);
      if (!login) throw refuse(`the device asks for a login (${wanted}), and none is given`);
      const isNewNonce = nonceOf(previous) !== nonceOf(strongest);
      const isStale = strongest.scheme === 'digest' && strongest.isStale;
      const mayBeRight = !wasSent || (isNewNonce && (isProven || (isStale && staleRepeats++ === 0)));
      if (!mayBeRight || ++repeats > MOST_REPEATS) throw refuse(`the device refuses the login (${wanted})`);
    },
    accept: () => {
      isProven ||= isSent;
      isSent = false;
    },
    wasAsked: () => isAsked,
    hasSentPassword: () => hasSentPassword,
  };
}

const refuse = (text: string) => new ProbeError('credentials', `401 Unauthorized: ${text}`);

const kept = () =>
  new ProbeError(
    'cleartext-login',
    '401 Unauthorized: the device asks for the password in clear (Basic), which it does not get: it has no pinned key, and is not allowed it by name',
  );

const nonceOf = (challenge: Challenge | undefined) =>
  challenge?.scheme === 'digest' ? challenge.nonce : undefined;

function nameOf(challenge: Challenge): string {
  const scheme = challenge.scheme === 'basic' ? 'Basic' : `Digest ${challenge.hash}`;
  return `${scheme}, realm ${JSON.stringify(cleanText(challenge.realm) ?? '')}`;
}
