import { Secret, TOTP } from 'otpauth';
import type { Keys } from './account-store.ts';

/** Of time-based one-time codes (RFC 6238) as every authenticator has them: SHA-1, six digits, 30 s. */
const PERIOD_S = 30;
/** A telephone's clock may be off by so many steps. */
const WINDOW = 1;

export interface NewOneTimeKey {
  /** Base32, to be typed by hand. */
  readonly key: string;
  /** `otpauth://totp/…`, to be shown as a picture. */
  readonly uri: string;
}

export function makeOneTimeKey(account: string, issuer: string): NewOneTimeKey {
  const totp = new TOTP({ issuer, label: account, secret: new Secret({ size: 20 }), period: PERIOD_S });
  return { key: totp.secret.base32, uri: totp.toString() };
}

/** As {@link makeOneTimeKey} makes them: a form brings it back, and a short one is no second factor. */
export const isOneTimeKey = (key: string): boolean => /^[A-Z2-7]{32}$/.test(key);

/** The step of a code that is right now, or was or will be a step away; `undefined` for any other. */
export function stepOfCode(key: string, code: string, nowMs: number): number | undefined {
  const plain = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(plain)) return undefined;
  const totp = new TOTP({ secret: Secret.fromBase32(key), period: PERIOD_S });
  const delta = totp.validate({ token: plain, timestamp: nowMs, window: WINDOW });
  return delta === null ? undefined : Math.floor(nowMs / 1_000 / PERIOD_S) + delta;
}

/** The same for an account: nothing where it has no key, or where this code or a later one was taken. */
export function newStepOf(
  { oneTimeKey, lastStep = 0 }: Pick<Keys, 'oneTimeKey' | 'lastStep'> = {},
  code: string,
  atMs: number,
): number | undefined {
  const step = oneTimeKey === undefined ? undefined : stepOfCode(oneTimeKey, code, atMs);
  return step === undefined || step <= lastStep ? undefined : step;
}
