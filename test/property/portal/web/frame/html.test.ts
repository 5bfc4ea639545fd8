import fc from 'fast-check';
import { expect, test } from 'vitest';
import { html, renderHtml } from '#portal/web/frame/html.ts';

test('no text whatever ends an attribute or opens an element', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(renderHtml(html`${text}`)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
    }),
  );
});

test('escaping loses nothing of well-formed text', () => {
  const readBack = (markup: string) =>
    markup
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');

  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      expect(readBack(renderHtml(html`${text}`))).toBe(text);
    }),
  );
});
