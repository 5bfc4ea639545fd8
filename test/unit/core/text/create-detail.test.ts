import { describe, expect, test } from 'vitest';
import { createDetail } from '#core/text/create-detail.ts';

const QUOTED = "it's \\x";
const toDetail = createDetail(['s3cret+pass', 'two words?', '<me> & you', QUOTED]);

describe('what another machine said', () => {
  test.each([
    ['is one line', '250-one\r\n250 two', '250-one 250 two'],
    ['has no characters that move the cursor or turn the text', 'a\u001b[2Jb\u202ec\0d', 'a [2Jb c d'],
    ['has no address, but for its domain', 'no <nam.tran@example.org> here', 'no <…@example.org> here'],
    ['has no secret', 'I know s3cret+pass', 'I know [redacted]'],
    [
      'has no secret in the letters of a log-in',
      `AUTH ${Buffer.from('s3cret+pass').toString('base64')}`,
      'AUTH [redacted]',
    ],
    ['has no secret in the letters of an address', 'a=s3cret%2Bpass', 'a=[redacted]'],
    [
      'has no secret in the letters of a form',
      `p=${new URLSearchParams([['', 'two words?']])}`,
      'p==[redacted]',
    ],
    ['has no secret in small letters', 'a=two%20words%3f', 'a=[redacted]'],
    ['has no secret in a page', '<p>&lt;me&gt; &amp; you</p>', '<p>[redacted]</p>'],
    ['has no secret in JSON that Go wrote', '"\\u003cme\\u003e \\u0026 you"', '"[redacted]"'],
    ['has no secret in a query', String.raw`WITH PASSWORD 'it\'s \\x'`, "WITH PASSWORD '[redacted]'"],
    ['has no secret in digits', `k ${Buffer.from('s3cret+pass').toString('hex')}`, 'k [redacted]'],
  ])('%s', (_name, said, shown) => {
    expect(toDetail(said)).toBe(shown);
  });

  test('is cut, and the half of a secret does not stay', () => {
    const shown = toDetail(`${'x '.repeat(148)}s3cret+pass`);

    expect(shown).toHaveLength(300);
    expect(shown).not.toContain('s3c');
    expect(shown.endsWith('…')).toBe(true);
  });

  test('is looked through in time however long it is', () => {
    const startedMs = performance.now();

    toDetail('y'.repeat(64_000));

    expect(performance.now() - startedMs).toBeLessThan(1_000);
  });
});
