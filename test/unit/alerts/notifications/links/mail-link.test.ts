import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMailLink, signMailLink } from '#alerts/notifications/links/mail-link.ts';

const KEY = 'a'.repeat(64);
const LINK = { recipient: 'truc-ban', incident: 'link:hang-bai@1795676765000', endsMs: 1_795_700_000_000 };

describe('a link in a mail', () => {
  test('says for whom, of what and until when it is, to whoever has the key', () => {
    expect(readMailLink(KEY, signMailLink(KEY, LINK))).toEqual(LINK);
  });

  test('carries whatever an incident is called, in an address that needs no escaping', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }), (incident) => {
        const text = signMailLink(KEY, { ...LINK, incident });

        expect(text).toMatch(/^[\w.-]+$/);
        expect(readMailLink(KEY, text)?.incident).toBe(incident.toWellFormed());
      }),
    );
  });

  test('of another key is none', () => {
    expect(readMailLink('b'.repeat(64), signMailLink(KEY, LINK))).toBeUndefined();
  });

  test('is none where any of its characters is another one, or is gone', () => {
    const text = signMailLink(KEY, LINK);
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === 'A' ? 'B' : 'A';
      expect(
        readMailLink(KEY, `${text.slice(0, at)}${other}${text.slice(at + 1)}`),
        `at ${at}`,
      ).toBeUndefined();
      expect(readMailLink(KEY, text.slice(0, at)), `cut at ${at}`).toBeUndefined();
    }
  });

  test('of one recipient is no link of another: what it says is signed as a whole', () => {
    const [, signature = ''] = signMailLink(KEY, LINK).split('.');
    const [claims = ''] = signMailLink(KEY, { ...LINK, recipient: 'lanh-dao' }).split('.');

    expect(readMailLink(KEY, `${claims}.${signature}`)).toBeUndefined();
  });

  test.each(['', '.', 'x', `${'A'.repeat(3_000)}.${'A'.repeat(43)}`, `.${'A'.repeat(43)}`])(
    '%j is none',
    (text) => {
      expect(readMailLink(KEY, text)).toBeUndefined();
    },
  );
});
