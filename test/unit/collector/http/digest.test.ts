import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseChallenges } from '#collector/http/challenges.ts';
import { authorize, type Exchange } from '#collector/http/digest.ts';
import { createSecret } from '#core/domain/secret.ts';

const login = (user: string, password: string) => ({ user, password: createSecret(password) });

/** The example of RFC 7616 §3.9.1. */
const MUFASA: Exchange = {
  method: 'GET',
  uri: '/dir/index.html',
  login: login('Mufasa', 'Circle of Life'),
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  count: 1,
};
const realm = 'realm="http-auth@example.org"';
const nonce = 'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"';
const opaque = 'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const challengeOf = (header: string) => {
  const [challenge] = parseChallenges([header]);
  if (!challenge) throw new Error(`no challenge in ${header}`);
  return challenge;
};
const responseIn = (header: string) => /response="([0-9a-f]+)"/.exec(header)?.[1];
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

describe('authorize', () => {
  test.each([
    ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
    ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  ])('answers the example of RFC 7616 with %s', (algorithm, response) => {
    const challenge = challengeOf(
      `Digest ${realm}, qop="auth, auth-int", algorithm=${algorithm}, ${nonce}, ${opaque}`,
    );

    expect(authorize(challenge, MUFASA)).toBe(
      `Digest username="Mufasa", ${realm}, ${nonce}, uri="/dir/index.html", algorithm=${algorithm}, qop=auth, ` +
        `nc=00000001, cnonce="${MUFASA.cnonce}", response="${response}", ${opaque}`,
    );
  });

  test('hashes the user where asked, with SHA-512/256 as the errata of RFC 7616 §3.9.2 have it', () => {
    const challenge = challengeOf(
      'Digest realm="api@example.org", qop="auth", algorithm=SHA-512-256, ' +
        'nonce="5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK", ' +
        'opaque="HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS", charset=UTF-8, userhash=true',
    );

    const header = authorize(challenge, {
      method: 'GET',
      uri: '/doe.json',
      login: login('Jäsøn Doe', 'Secret, or not?'),
      cnonce: 'NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v',
      count: 1,
    });

    expect(header).toContain('username="793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b"');
    expect(responseIn(header)).toBe('3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5');
    expect(header).toMatch(/, userhash=true$/);
  });

  test('answers a server of RFC 2069, which knows no qop, without count and cnonce', () => {
    const header = authorize(challengeOf('Digest realm="cam", nonce="abc"'), {
      ...MUFASA,
      method: 'DESCRIBE',
      uri: 'rtsp://127.0.0.1/1',
    });

    const expected = md5(`${md5('Mufasa:cam:Circle of Life')}:abc:${md5('DESCRIBE:rtsp://127.0.0.1/1')}`);
    expect(header).toBe(
      `Digest username="Mufasa", realm="cam", nonce="abc", uri="rtsp://127.0.0.1/1", response="${expected}"`,
    );
  });

  test('makes a session key of nonce and cnonce for -sess', () => {
    const header = authorize(challengeOf('Digest realm="cam", nonce="n", qop="auth", algorithm=MD5-sess'), {
      ...MUFASA,
      cnonce: 'c',
      count: 26,
    });

    const a1 = md5(`${md5('Mufasa:cam:Circle of Life')}:n:c`);
    expect(responseIn(header)).toBe(md5(`${a1}:n:0000001a:c:auth:${md5('GET:/dir/index.html')}`));
    expect(header).toContain('nc=0000001a');
  });

  test('sends a user in other letters as the charset allows', () => {
    const exchange = { ...MUFASA, login: login('Hà Nội', 'x') };

    expect(authorize(challengeOf('Digest realm="c", nonce="n", charset=UTF-8'), exchange)).toContain(
      "username*=UTF-8''H%C3%A0%20N%E1%BB%99i",
    );
    expect(authorize(challengeOf('Digest realm="c", nonce="n"'), exchange)).toContain(
      `username="${Buffer.from('Hà Nội').toString('latin1')}"`,
    );
  });

  test('quotes what it repeats, and lets no line end through', () => {
    const header = authorize(
      { ...challengeOf('Digest realm="x", nonce="n"'), realm: 'a"b\\c\r\nInjected: yes' },
      MUFASA,
    );

    expect(header).toContain('realm="a\\"b\\\\cInjected: yes"');
  });

  test('answers a basic challenge (RFC 7617 §2)', () => {
    const header = authorize(challengeOf('Basic realm="WallyWorld"'), {
      ...MUFASA,
      login: login('Aladdin', 'open sesame'),
    });

    expect(header).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
  });
});
