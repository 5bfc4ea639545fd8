import { describe, expect, test } from 'vitest';
import { parseName, parseWords } from '#cli/shell/parse-words.ts';

describe.each([
  ['parseWords', parseWords],
  ['parseName', parseName],
])('%s', (_name, parse) => {
  test('takes Vietnamese in one form, without the spaces around it', () => {
    expect(parse(` ${'Đứt cáp ở cột số 5'.normalize('NFD')} `)).toBe('Đứt cáp ở cột số 5');
  });

  test('says which character cannot be seen, and where', () => {
    expect(() => parse('EVN \u202eton')).toThrow(
      'expected text that can be read, got U+202E, which turns the direction of writing, as character 5 (after "EVN ")',
    );
    expect(() => parse('EVN\u200b2')).toThrow(
      'got U+200B, which cannot be seen, as character 4 (after "EVN")',
    );
  });
});

test('parseWords wants at least three characters, and at most two thousand', () => {
  for (const text of ['no', 'x'.repeat(2_001)])
    expect(() => parseWords(text)).toThrow('expected 3 to 2000 characters in one line');
});

test.each(['', '-an', 'x'.repeat(81)])('parseName refuses %j', (text) => {
  expect(() => parseName(text)).toThrow('expected a name of at most 80 letters, digits and signs');
});
