import { createHash } from 'node:crypto';
import type { Login } from '../device/http-login.ts';
import type { UsernameToken } from './soap.ts';

/** Checks WS-UsernameTokens (Web Services Security UsernameToken Profile 1.0 §3.1) against a device's clock. */
export interface TokenGuard {
  readonly check: (token: UsernameToken, login: Login) => 'right' | 'wrong';
}

const FRESH_MS = 5 * 60_000;

export function createTokenGuard(clockMs: () => number): TokenGuard {
  const used = new Map<string, number>();
  const forgetOld = (nowMs: number) => {
    for (const [nonce, createdMs] of used) if (Math.abs(nowMs - createdMs) > FRESH_MS) used.delete(nonce);
  };
  return {
    check: ({ user, digest, nonce, created }, login) => {
      const nowMs = clockMs();
      const createdMs = Date.parse(created);
      if (!(Math.abs(nowMs - createdMs) <= FRESH_MS)) return 'wrong';
      forgetOld(nowMs);
      const wanted = createHash('sha1')
        .update(Buffer.from(nonce, 'base64'))
        .update(created)
        .update(login.password)
        .digest('base64');
      if (nonce === '' || used.has(nonce) || user !== login.user || digest !== wanted) return 'wrong';
      used.set(nonce, createdMs);
      return 'right';
    },
  };
}
