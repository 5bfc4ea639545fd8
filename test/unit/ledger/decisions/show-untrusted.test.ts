import { expect, test } from 'vitest';
import { showUntrusted } from '#ledger/decisions/show-untrusted.ts';

test.each([
  ['an escape sequence', '\u001b[2J\u009b1A', '\\u{1b}[2J\\u{9b}1A'],
  ['ends of lines', 'a\r\nb\u2028c\u2029d\u0085e', 'a\\u{d}\\u{a}b\\u{2028}c\\u{2029}d\\u{85}e'],
  ['another direction of writing', '\u202eNEERG\u2066', '\\u{202e}NEERG\\u{2066}'],
  ['what has no width', 'a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
  ['spaces up to the next line of the screen', `a${' '.repeat(200)}\u00a0\u3000b`, 'a b'],
  ['more than a screen', 'a'.repeat(2_001), `${'a'.repeat(2_000)}…`],
  ['Vietnamese', 'Công ty Bảo trì – số 5 → 6', 'Công ty Bảo trì – số 5 → 6'],
])('showUntrusted makes one line of %s', (_, text, shown) => {
  expect(showUntrusted(text)).toBe(shown);
});
