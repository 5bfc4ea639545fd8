import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createHttpLogin, type LoginScheme } from '#simulator/protocols/device/http-login.ts';

const LOGIN = { user: 'giamsat', password: 'pass:word' };
const hash = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');

/** A client by the formula of RFC 7616 §3.4.1. */
function sign(challenge: string, password = LOGIN.password): string {
  const field = (name: string) => new RegExp(`${name}="?([^",]+)`).exec(challenge)?.[1] ?? '';
  const algorithm = field('algorithm') === 'SHA-256' ? 'sha256' : 'md5';
  const ha1 = hash(algorithm, `${LOGIN.user}:${field('realm')}:${password}`);
  const ha2 = hash(algorithm, 'DESCRIBE:rtsp://x/1');
  const response = hash(algorithm, `${ha1}:${field('nonce')}:00000001:abc:auth:${ha2}`);
  return `Digest username="${LOGIN.user}", realm="${field('realm')}", nonce="${field('nonce')}", uri="rtsp://x/1", algorithm=${field('algorithm')}, qop=auth, nc=00000001, cnonce="abc", response="${response}"`;
}

function create(...schemes: LoginScheme[]) {
  const clock = { nowMs: 1_000 };
  const login = createHttpLogin('Login to X', schemes, () => clock.nowMs);
  const check = (authorization: string | undefined) =>
    login.check({ method: 'DESCRIBE', authorization }, LOGIN);
  return { clock, login, check };
}

describe('createHttpLogin', () => {
  test.each<LoginScheme>(['MD5', 'SHA-256'])('takes a right digest with %s, and no other', (scheme) => {
    const { login, check } = create(scheme);
    const [challenge = ''] = login.challenges(false);

    expect(check(sign(challenge))).toBe('right');
    expect(check(sign(challenge, 'wrong'))).toBe('wrong');
    expect(check(undefined)).toBe('absent');
  });

  test('offers its schemes in its own order', () => {
    const challenges = create('SHA-256', 'MD5', 'basic').login.challenges(true);

    expect(challenges.map((text) => text.replace(/nonce="[^"]+"/, 'nonce="…"'))).toEqual([
      'Digest realm="Login to X", qop="auth", nonce="…", algorithm=SHA-256, stale=true',
      'Digest realm="Login to X", qop="auth", nonce="…", algorithm=MD5, stale=true',
      'Basic realm="Login to X"',
    ]);
  });

  test('a nonce of its own that is too old is stale, and one of another’s is wrong', () => {
    const { clock, login, check } = create('MD5');
    const signed = sign(login.challenges(false)[0] ?? '');
    clock.nowMs += 5 * 60_000 + 1;

    expect(check(signed)).toBe('stale');
    expect(create('MD5').check(signed)).toBe('wrong');
  });

  test('takes basic only where it offers it', () => {
    const basic = `Basic ${Buffer.from('giamsat:pass:word').toString('base64')}`;

    expect(create('basic').check(basic)).toBe('right');
    expect(create('MD5').check(basic)).toBe('wrong');
    expect(create('basic').check('Basic nonsense')).toBe('wrong');
  });
});
