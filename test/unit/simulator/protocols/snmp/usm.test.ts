import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createUsmKeys } from '#simulator/protocols/snmp/usm.ts';

const ENGINE = Buffer.from('000000000000000000000002', 'hex');
const user = (protocol: 'md5' | 'sha', privacy?: 'aes' | 'des') =>
  ({
    version: '3',
    user: 'u',
    auth: { protocol, password: 'maplesyrup' },
    ...(privacy && { privacy: { protocol: privacy, password: 'maplesyrup' } }),
  }) as const;

describe('createUsmKeys', () => {
  test.each([
    // RFC 3414 §A.3.1 and §A.3.2.
    ['md5', 'md5', '526f5eed9fcce26f8964c2930787d82b'],
    ['sha', 'sha1', '6695febc9288e36282235fc7151f128497b38f3f'],
  ] as const)('signs with the key that RFC 3414 works out for %s', (protocol, hash, key) => {
    const message = Buffer.from('a message');
    const digest = createHmac(hash, Buffer.from(key, 'hex')).update(message).digest().subarray(0, 12);

    const keys = createUsmKeys(user(protocol), ENGINE, new Map());

    expect(keys?.digest(message)).toEqual(digest);
    expect(keys?.isSigned(message, digest)).toBe(true);
    expect(keys?.isSigned(message, digest.subarray(1))).toBe(false);
    expect(keys?.isSigned(Buffer.from('another'), digest)).toBe(false);
  });

  test.each(['aes', 'des'] as const)(
    'what %s encrypts comes back, with another salt each time',
    (protocol) => {
      const privacy = createUsmKeys(user('sha', protocol), ENGINE, new Map())?.privacy;
      const clock = { boots: 3, timeSeconds: 99 };
      const plain = Buffer.alloc(64, 'x');
      const [first, second] = [privacy?.encrypt(plain, clock), privacy?.encrypt(plain, clock)];

      expect(first?.salt).not.toEqual(second?.salt);
      expect(first && privacy?.decrypt(first.cipher, first.salt, clock)).toEqual(plain);
    },
  );

  test('stretches a password once for all engines', () => {
    const digests = new Map();

    for (let engine = 0; engine < 3; engine++)
      createUsmKeys(user('sha', 'aes'), Buffer.from([engine]), digests);

    expect(digests.size).toBe(1);
  });

  test('a user without a password has no keys', () => {
    expect(createUsmKeys({ version: '3', user: 'u' }, ENGINE, new Map())).toBeUndefined();
  });
});
