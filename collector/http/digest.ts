import { hash as hashOf } from 'node:crypto';
import type { Login } from '../../core/domain/credentials.ts';
import type { Challenge, DigestChallenge } from './challenges.ts';

export interface Exchange {
  readonly method: string;
  /** As it stands in the request line: path and query in HTTP, the whole address in RTSP. */
  readonly uri: string;
  readonly login: Login;
  /** Random and new for each nonce. */
  readonly cnonce: string;
  /** How often this nonce has been used, this time included. */
  readonly count: number;
}

/** Renders the value of `Authorization` that answers a challenge (RFC 7616, RFC 2069 where there is no `qop`, RFC 7617). */
export function authorize(challenge: Challenge, exchange: Exchange): string {
  const { user, password } = exchange.login;
  if (challenge.scheme === 'basic') {
    return `Basic ${Buffer.from(`${user}:${password.reveal()}`).toString('base64')}`;
  }
  const { realm, nonce, algorithm, opaque, qop } = challenge;
  const nc = exchange.count.toString(16).padStart(8, '0');
  const usesCnonce = qop !== undefined || challenge.isSession;
  return `Digest ${[
    userOf(challenge, user),
    `realm=${quote(realm)}`,
    `nonce=${quote(nonce)}`,
    `uri=${quote(exchange.uri)}`,
    algorithm !== undefined && `algorithm=${token(algorithm)}`,
    qop !== undefined && `qop=${qop}, nc=${nc}`,
    usesCnonce && `cnonce=${quote(exchange.cnonce)}`,
    `response="${responseOf(challenge, exchange, nc)}"`,
    opaque !== undefined && `opaque=${quote(opaque)}`,
    challenge.wantsUserHash && 'userhash=true',
  ]
    .filter((part) => part !== false)
    .join(', ')}`;
}

function responseOf(challenge: DigestChallenge, exchange: Exchange, nc: string): string {
  const { realm, nonce, qop, hash, isSession } = challenge;
  const { method, uri, login, cnonce } = exchange;
  const h = (...parts: readonly string[]) => hashOf(hash, parts.join(':'), 'hex');
  const secret = h(login.user, realm, login.password.reveal());
  const a1 = isSession ? h(secret, nonce, cnonce) : secret;
  const a2 = h(method, uri);
  return qop === undefined ? h(a1, nonce, a2) : h(a1, nonce, nc, cnonce, qop, a2);
}

function userOf({ hash, realm, wantsUserHash, isUtf8 }: DigestChallenge, user: string): string {
  if (wantsUserHash) return `username="${hashOf(hash, `${user}:${realm}`, 'hex')}"`;
  const isPlain = /^[\x20-\x7e]*$/.test(user);
  if (isUtf8 && !isPlain) return `username*=UTF-8''${encodeExtended(user)}`;
  return `username=${quote(user)}`;
}

/** RFC 8187: what `encodeURIComponent` leaves bare and the grammar does not allow is escaped too. */
function encodeExtended(text: string): string {
  return encodeURIComponent(text).replace(
    /[*'()]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Nothing that must be escaped or left out. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** A device's own words go back to it: never with a line end, and as the bytes of UTF-8, which headers carry one by one. */
function quote(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  const bytes = Buffer.from(text).toString('latin1');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not pass.
  return `"${bytes.replace(/[\x00-\x1f\x7f]/g, '').replace(/["\\]/g, '\\$&')}"`;
}

const token = (text: string) => text.replace(/[^\w-]/g, '');
