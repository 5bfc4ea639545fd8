import { expect, test } from 'vitest';
import { cleanLine, cutTo } from '#core/text/clean-line.ts';

test.each([
  ['ends of lines', 'cáp\r\nBcc: all@example.org', 'cáp Bcc: all@example.org'],
  ['what turns the direction of writing', 'cam\u202egnp', 'cam gnp'],
  ['what colours a terminal', '\u001b[31mcam\u001b[0m', '[31mcam [0m'],
  ['halves of characters', 'a\ud800b', 'a b'],
  ['marks apart from their letters', 'Hoa\u0300n Kie\u0302\u0301m', 'Hoàn Kiếm'],
  ['space around', '  a \t b\u00a0 ', 'a b'],
  ['pictures', '📷 cổng', '📷 cổng'],
])('of %s a line is clean', (_what, text, expected) => {
  expect(cleanLine(text)).toBe(expected);
});

test('what is too long ends in an ellipsis, with no half character before it', () => {
  expect(cleanLine('x'.repeat(10_000), 10)).toBe('xxxxxxxxx…');
  expect(cutTo('abcdefgh📷i', 10)).toBe('abcdefgh…');
});
