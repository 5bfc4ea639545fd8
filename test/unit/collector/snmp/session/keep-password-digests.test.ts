import { Authentication, AuthProtocols, Encryption, PrivProtocols } from 'net-snmp';
import { beforeEach, describe, expect, test } from 'vitest';
import { keepPasswordDigests } from '#collector/snmp/session/keep-password-digests.ts';

/** The engine of RFC 3414 §A.3. */
const ENGINE = Buffer.from('000000000000000000000002', 'hex');

beforeEach(() => keepPasswordDigests());

describe('keepPasswordDigests', () => {
  test.each([
    ['MD5', AuthProtocols.md5, '526f5eed9fcce26f8964c2930787d82b'],
    ['SHA-1', AuthProtocols.sha, '6695febc9288e36282235fc7151f128497b38f3f'],
  ] as const)('derives the key of RFC 3414 for %s', (_name, protocol, expected) => {
    expect(Authentication.passwordToKey(protocol, 'maplesyrup', ENGINE).toString('hex')).toBe(expected);
  });

  test('keeps nothing in the cache of the library', () => {
    const before = Object.keys(Authentication.authToKeyCache).length;

    Authentication.passwordToKey(AuthProtocols.sha256, 'maplesyrup', ENGINE);

    expect(Object.keys(Authentication.authToKeyCache).length).toBe(before);
  });

  test('derives the key of another agent in a fraction of the time', () => {
    const timeOf = (password: string, engine: number) => {
      const startedMs = performance.now();
      Authentication.passwordToKey(AuthProtocols.sha512, password, Buffer.from([engine]));
      return performance.now() - startedMs;
    };
    const fresh = Array.from({ length: 5 }, (_, index) => timeOf(`password-${index}`, 1));
    const kept = Array.from({ length: 5 }, (_, index) => timeOf('password-0', index));

    expect(Math.min(...kept) * 10).toBeLessThan(Math.min(...fresh));
  });

  test('extends a key for AES-256 the way of Reeder, whose second half comes from no text', () => {
    const algorithm = {
      ...Encryption.algorithms[PrivProtocols.aes256r],
      localizationAlgorithm: Encryption.generateLocalizedKey,
    };

    const key = Encryption.generateLocalizedKeyReeder(algorithm, AuthProtocols.sha, 'maplesyrup', ENGINE);

    expect(key.toString('hex')).toBe('6695febc9288e36282235fc7151f128497b38f3f9b8b6d78936ba6e7d19dfd9c');
  });
});
