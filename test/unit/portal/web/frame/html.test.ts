import { describe, expect, test } from 'vitest';
import { html, renderHtml, trustedHtml } from '#portal/web/frame/html.ts';

describe('html', () => {
  test.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['" onmouseover="x', '&quot; onmouseover=&quot;x'],
    ["' onmouseover='x", '&#39; onmouseover=&#39;x'],
    ['a & b', 'a &amp; b'],
    ['Đường Trần Phú', 'Đường Trần Phú'],
  ])('escapes %j', (text, expected) => {
    expect(renderHtml(html`<p title="${text}">${text}</p>`)).toBe(`<p title="${expected}">${expected}</p>`);
  });

  test('replaces control characters and halves of surrogate pairs, which are no legal HTML', () => {
    expect(renderHtml(html`${'a\u0000b\u001fc\ud800d'}`)).toBe('a\ufffdb\ufffdc\ufffdd');
  });

  test('keeps what is already HTML, and lists of it', () => {
    const items = ['<a>', 'b'].map((text) => html`<li>${text}</li>`);

    expect(renderHtml(html`<ul>${items}</ul>`)).toBe('<ul><li>&lt;a&gt;</li><li>b</li></ul>');
  });

  test('leaves nothing behind for undefined and false, and a zero for zero', () => {
    expect(renderHtml(html`${undefined}${false}${0}`)).toBe('0');
  });

  test('does not take an object of the same look for HTML', () => {
    const forged = JSON.parse('{"markup":"<b>","MARKUP":"<b>"}');

    expect(renderHtml(html`${forged}`)).not.toContain('<b>');
  });

  test('takes constants of the program as they are', () => {
    expect(renderHtml(html`<style>${trustedHtml('a > b {}')}</style>`)).toBe('<style>a > b {}</style>');
  });
});
