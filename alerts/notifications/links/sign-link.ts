import { createHmac, timingSafeEqual } from 'node:crypto';

const MOST_CHARACTERS = 2_000;
const SHAPE = /^(?<claims>[\w-]+)\.(?<signature>[\w-]{43})$/;

/** As a part of an address: what it is for, in base64url, and an HMAC-SHA-256 of it. Another purpose of the key signs something else. */
export function signLink(key: string, purpose: string, parts: readonly string[]): string {
  const claims = Buffer.from(parts.join('\n')).toString('base64url');
  return `${claims}.${signatureOf(key, purpose, claims)}`;
}

/** `undefined` where it was not signed with this key for this purpose, or not as it is. */
export function readLink(key: string, purpose: string, text: string): readonly string[] | undefined {
  const { claims, signature } = (text.length <= MOST_CHARACTERS && SHAPE.exec(text)?.groups) || {};
  if (claims === undefined || signature === undefined) return undefined;
  const expected = Buffer.from(signatureOf(key, purpose, claims));
  if (!timingSafeEqual(expected, Buffer.from(signature))) return undefined;
  return Buffer.from(claims, 'base64url').toString().split('\n');
}

const signatureOf = (key: string, purpose: string, claims: string): string =>
  createHmac('sha256', key).update(`${purpose}\n${claims}`).digest('base64url');
