import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Checkpoints } from '#config/checkpoint-schema.ts';

const { publicKey } = generateKeyPairSync('ed25519');
const spki = publicKey.export({ type: 'spki', format: 'der' });
const raw = spki.subarray(12).toString('base64');
const verifierKey = `w+01234567+${Buffer.concat([Buffer.of(4), spki.subarray(12)]).toString('base64')}`;

const problemsOf = (settings: object): readonly string[] =>
  Checkpoints.safeParse(settings).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ??
  [];

describe('checkpoints of the settings', () => {
  test.each([
    ['32 bytes', raw],
    ['SubjectPublicKeyInfo', spki.toString('base64')],
    ['a verifier key', verifierKey],
  ])('read the key of a witness as %s', (_, key) => {
    expect(Checkpoints.parse({ witnesses: [{ name: 'w', key }] }).witnesses).toEqual([
      { name: 'w', key: raw },
    ]);
  });

  test('refuse what is no key, no name, no time, and addresses in the clear', () => {
    const rsa = generateKeyPairSync('x25519')
      .publicKey.export({ type: 'spki', format: 'der' })
      .toString('base64');
    const aKey =
      'expected an Ed25519 public key: its 32 bytes or its SubjectPublicKeyInfo in base64, or a verifier key name+id+base64';

    expect(
      problemsOf({
        at: '24:00',
        url: 'http://archive.example.org/',
        timestamp: 'https://user:secret@tsa.example.org/',
        witnesses: [
          { name: 'two words', key: rsa },
          { name: 'w', key: 'AAAA' },
        ],
      }),
    ).toEqual([
      'at: expected a time of the day such as 00:30',
      'url: expected https, since it is not this machine',
      'timestamp: expected an address without user and password',
      'witnesses.0.name: expected a name without white space and plus sign, such as dost.example.org/camwatch',
      `witnesses.0.key: ${aKey}`,
      `witnesses.1.key: ${aKey}`,
    ]);
    expect(problemsOf({ url: 'http://127.0.0.1:9000/' })).toEqual([]);
  });
});
