import { describe, expect, test } from 'vitest';
import { parseChallenges } from '#collector/http/challenges.ts';
import { createSigner } from '#collector/onvif/signer.ts';
import { createSecret } from '#core/domain/secret.ts';

const login = { user: 'viewer', password: createSecret('s3cret') };
const asAsked = { login: 'as-asked', created: 'seconds' } as const;
const offer = (...values: readonly string[]) => parseChallenges(values);
const DIGEST = 'Digest realm="cam", nonce="1", qop="auth"';

describe('createSigner', () => {
  test('signs with HTTP digest where it is offered', () => {
    const signer = createSigner(login, asAsked, offer('Basic realm="cam"', DIGEST), 'basic');

    expect(signer.kind).toBe('HTTP digest');
    expect(signer.security(0)).toBe('');
    expect(signer.headers('POST', '/a').Authorization).toMatch(/^Digest username="viewer", .*uri="\/a"/);
  });

  test.each([
    ['nothing is asked for', []],
    ['the password is asked for in clear', offer('Basic realm="cam"')],
  ])('signs with a token where %s', (_name, challenges) => {
    const signer = createSigner(login, asAsked, challenges, 'digest');

    expect(signer.kind).toBe('WS-UsernameToken');
    expect(signer.headers('POST', '/a')).toEqual({});
    expect(signer.security(0)).toContain('<w:Username>viewer</w:Username>');
    expect(JSON.stringify([signer.security(0), signer.headers('POST', '/')])).not.toContain('s3cret');
  });

  test('gives the password where nothing better is offered and it may', () => {
    const signer = createSigner(login, asAsked, offer('Basic realm="cam"'), 'basic');

    expect(signer.kind).toBe('HTTP basic');
    expect(signer.headers('POST', '/a')).toEqual({ Authorization: `Basic ${btoa('viewer:s3cret')}` });
    expect(signer.security(0)).toBe('');
    expect(signer.renew(offer('Basic realm="cam"'), true)).toBe(false);
  });

  test('signs with a token where its maker is known to take no other', () => {
    expect(createSigner(login, { ...asAsked, login: 'token' }, offer(DIGEST), 'digest').kind).toBe(
      'WS-UsernameToken',
    );
  });

  test('counts how often a nonce was used, with one cnonce', () => {
    const signer = createSigner(login, asAsked, offer(DIGEST), 'digest');
    const sent = [1, 2].map(() => signer.headers('POST', '/').Authorization ?? '');

    expect(sent.map((header) => /nc=(\d+)/.exec(header)?.[1])).toEqual(['00000001', '00000002']);
    expect(new Set(sent.map((header) => /cnonce="(\w+)"/.exec(header)?.[1])).size).toBe(1);
  });

  test.each([
    ['a stale nonce', 'nonce="2", stale=true', false, true],
    ['a new nonce after our login was taken', 'nonce="2"', true, true],
    ['a new nonce, which is how a wrong password looks', 'nonce="2"', false, false],
    ['the same nonce, whatever it is called', 'nonce="1", stale=true', true, false],
  ])('on %s', (_name, parameters, isProven, expected) => {
    const signer = createSigner(login, asAsked, offer(DIGEST), 'digest');
    signer.headers('POST', '/');

    expect(signer.renew(offer(`Digest realm="cam", ${parameters}, qop="auth"`), isProven)).toBe(expected);
    expect(signer.headers('POST', '/').Authorization).toContain(
      expected ? 'nonce="2", uri="/", qop=auth, nc=00000001' : 'nonce="1", uri="/", qop=auth, nc=00000002',
    );
  });

  test('a token has nothing to renew', () => {
    expect(createSigner(login, asAsked, [], 'digest').renew(offer(DIGEST), true)).toBe(false);
  });
});
