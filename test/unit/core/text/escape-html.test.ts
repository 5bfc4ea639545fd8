import { expect, test } from 'vitest';
import { escapeHtml } from '#core/text/escape-html.ts';

test.each([
  ['Phường Cầu Giấy', 'Phường Cầu Giấy'],
  [`<img src="x" onerror='y'> & more`, '&lt;img src=&quot;x&quot; onerror=&#39;y&#39;&gt; &amp; more'],
  ['a\u0000b\u001bc\u0085d\uffffe', 'a\ufffdb\ufffdc\ufffdd\ufffde'],
  ['half \ud83d', 'half \ufffd'],
  ['tab\tand\nline', 'tab\tand\nline'],
])('%j stands as %j', (text, expected) => {
  expect(escapeHtml(text)).toBe(expected);
});
