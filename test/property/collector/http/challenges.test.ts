import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseChallenges } from '#collector/http/challenges.ts';
import { authorize } from '#collector/http/digest.ts';
import { createSecret } from '#core/domain/secret.ts';

const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
const text = fc.string({ unit: 'grapheme-ascii', maxLength: 30 });

test('a challenge is read as it was written, wherever it stands among others', () => {
  fc.assert(
    fc.property(text, text, text, fc.boolean(), fc.boolean(), (realm, nonce, opaque, isStale, isFirst) => {
      const digest = `Digest realm=${quote(realm)}, nonce=${quote(nonce)}, opaque=${quote(opaque)}, stale=${isStale}, qop="auth"`;
      const values = isFirst ? [`${digest}, Basic realm="b"`] : ['Negotiate', `Basic realm="b", ${digest}`];

      expect(parseChallenges(values)).toMatchObject([
        { scheme: 'digest', realm, nonce, opaque, isStale, qop: 'auth' },
        { scheme: 'basic', realm: 'b' },
      ]);
    }),
  );
});

test('any header is read, and what is answered to it is one line without the password', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary' }),
    text.map((part) => `Digest nonce=${part}, realm="${part}`),
  );
  const exchange = {
    method: 'POST',
    uri: '/',
    login: { user: 'viewer', password: createSecret('s3cret-of-ours') },
    cnonce: 'c',
    count: 1,
  };

  fc.assert(
    fc.property(fc.array(noise, { maxLength: 4 }), (values) => {
      for (const challenge of parseChallenges(values)) {
        const header = authorize(challenge, exchange);

        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
        expect(header).toMatch(/^[^\x00-\x1f\x7f]*$/);
        expect(header).not.toContain('s3cret-of-ours');
      }
    }),
  );
});
