import { randomBytes } from 'node:crypto';
import type { Login } from '../../core/domain/credentials.ts';
import type { Challenge, DigestChallenge } from '../http/challenges.ts';
import { authorize } from '../http/digest.ts';
import { renderUsernameToken } from './envelope.ts';
import type { Quirks } from './quirks.ts';

/** One way to prove that we know the password; but for Basic without ever sending it. */
export interface Signer {
  readonly kind: 'WS-UsernameToken' | 'HTTP digest' | 'HTTP basic';
  readonly headers: (method: string, uri: string) => Readonly<Record<string, string>>;
  /** A SOAP header, empty where it signs otherwise. */
  readonly security: (deviceNowMs: number) => string;
  /**
   * Takes over a nonce that an answer offers in place of ours. `false` where that answer means that the login itself was
   * turned away; once it was taken (`isProven`), only the nonce can be at fault.
   */
  readonly renew: (challenges: readonly Challenge[], isProven: boolean) => boolean;
}

/**
 * Signs as the device asks: HTTP digest where it offers one, else a WS-UsernameToken. A device that asks for the password
 * in clear (Basic) does not get it, but where `weakest` says so: it is offered the token.
 */
export function createSigner(
  login: Login,
  quirks: Pick<Quirks, 'login' | 'created'>,
  challenges: readonly Challenge[],
  weakest: Challenge['scheme'],
): Signer {
  if (quirks.login === 'token') return createTokenSigner(login, quirks);
  const challenge = firstDigest(challenges);
  if (challenge) return createDigestSigner(login, challenge);
  return weakest === 'basic' && wantsPassword(challenges)
    ? createBasicSigner(login)
    : createTokenSigner(login, quirks);
}

/** By HTTP it takes nothing but the password itself, by itself or by who stands in between. */
export const wantsPassword = (challenges: readonly Challenge[]): boolean => challenges[0]?.scheme === 'basic';

function createBasicSigner(login: Login): Signer {
  const authorization = authorize(
    { scheme: 'basic', realm: '' },
    { method: '', uri: '', login, cnonce: '', count: 0 },
  );
  return {
    kind: 'HTTP basic',
    headers: () => ({ Authorization: authorization }),
    security: () => '',
    renew: () => false,
  };
}

function createTokenSigner(login: Login, { created: precision }: Pick<Quirks, 'created'>): Signer {
  return {
    kind: 'WS-UsernameToken',
    headers: () => ({}),
    security: (createdMs) => renderUsernameToken(login, { createdMs, precision }),
    renew: () => false,
  };
}

function createDigestSigner(login: Login, first: DigestChallenge): Signer {
  let challenge = first;
  let count = 0;
  let cnonce = randomBytes(8).toString('hex');
  return {
    kind: 'HTTP digest',
    headers: (method, uri) => {
      count++;
      return { Authorization: authorize(challenge, { method, uri, login, cnonce, count }) };
    },
    security: () => '',
    renew: (challenges, isProven) => {
      const offered = firstDigest(challenges);
      const isNew = offered !== undefined && offered.nonce !== challenge.nonce;
      if (!isNew || !(offered.isStale || isProven)) return false;
      challenge = offered;
      count = 0;
      cnonce = randomBytes(8).toString('hex');
      return true;
    },
  };
}

function firstDigest(challenges: readonly Challenge[]): DigestChallenge | undefined {
  return challenges.find((challenge) => challenge.scheme === 'digest');
}
