import { describe, expect, test } from 'vitest';
import { parseChallenges } from '#collector/http/challenges.ts';

const digest = {
  scheme: 'digest',
  realm: 'cam',
  nonce: 'n',
  hash: 'md5',
  isSession: false,
  isStale: false,
  wantsUserHash: false,
  isUtf8: false,
};

describe('parseChallenges', () => {
  test.each([
    ['as the standard has it', 'Digest realm="cam", nonce="n"', [digest]],
    ['without quotes', 'Digest realm=cam,nonce=n,stale=TRUE', [{ ...digest, isStale: true }]],
    ['without commas', 'Digest realm="cam" nonce="n" qop="auth"', [{ ...digest, qop: 'auth' }]],
    ['in any case', 'dIGEST REALM="cam", Nonce="n"', [digest]],
    [
      'with blanks in a bare value',
      'Digest realm=IP Camera(12345), nonce=n',
      [{ ...digest, realm: 'IP Camera(12345)' }],
    ],
    [
      'with a list that lacks its quotes',
      'Digest realm=cam, qop=auth,auth-int, nonce=n',
      [{ ...digest, qop: 'auth' }],
    ],
    ['with an empty qop', 'Digest realm="cam", qop="", nonce="n"', [digest]],
    ['with escapes', 'Digest realm="a \\"b\\" c", nonce="n"', [{ ...digest, realm: 'a "b" c' }]],
    ['with a comma in quotes', 'Digest realm="a, b=c", nonce="n"', [{ ...digest, realm: 'a, b=c' }]],
    ['of a scheme alone', 'Basic', [{ scheme: 'basic', realm: '' }]],
    ['of schemes we do not know', 'Negotiate, NTLM, Bearer realm="x", nonce="y"', []],
    [
      'after a scheme we do not know',
      'Bearer scope="a", Basic realm="cam"',
      [{ scheme: 'basic', realm: 'cam' }],
    ],
    ['without a nonce', 'Digest realm="cam"', []],
    ['of an algorithm we do not know', 'Digest realm="cam", nonce="n", algorithm=SHA3-512', []],
    ['that protects the body too, and nothing less', 'Digest realm="cam", nonce="n", qop="auth-int"', []],
    ['with a parameter twice: the first', 'Digest realm="cam", nonce="n", nonce="m"', [digest]],
    ['that breaks off in quotes', 'Digest nonce="n", realm="cam', [{ ...digest, realm: '' }]],
    ['that is noise', '=",;\u0000\\"""=,,', []],
    ['that is empty', '', []],
  ])('reads one %s', (_name, header, expected) => {
    expect(parseChallenges([header])).toEqual(expected);
  });

  test('puts the strongest first, of one header or of several', () => {
    const algorithms = (values: readonly string[]) =>
      parseChallenges(values).map((found) => (found.scheme === 'basic' ? 'basic' : found.algorithm));

    expect(
      algorithms([
        'Basic realm="cam", Digest realm="cam", nonce="1", algorithm=MD5, Digest realm="cam", nonce="2", algorithm=SHA-256',
      ]),
    ).toEqual(['SHA-256', 'MD5', 'basic']);
    expect(
      algorithms([
        'Digest realm="cam", nonce="1", algorithm="MD5-sess"',
        'Digest realm="cam", nonce="2", algorithm=MD5',
        'Digest realm="cam", nonce="3", algorithm=SHA-512-256',
      ]),
    ).toEqual(['SHA-512-256', 'MD5-sess', 'MD5']);
  });

  test('reads a long header in no time', () => {
    const startedMs = performance.now();

    parseChallenges([
      'Digest '.repeat(100_000),
      `Digest realm="${'\\'.repeat(100_000)}`,
      ' ,'.repeat(100_000),
    ]);

    expect(performance.now() - startedMs).toBeLessThan(500);
  });
});
