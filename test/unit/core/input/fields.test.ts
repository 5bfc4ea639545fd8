import { describe, expect, test } from 'vitest';
import { Name, Words } from '#core/input/fields.ts';
import { parseInput } from '#core/input/parse-input.ts';

describe.each([
  ['Words', Words],
  ['Name', Name],
])('%s', (_name, schema) => {
  test('takes Vietnamese in one form, without the spaces around it', () => {
    expect(parseInput(schema, ` ${'Đứt cáp ở cột số 5'.normalize('NFD')} `)).toBe('Đứt cáp ở cột số 5');
  });

  test('says which character cannot be seen, and where', () => {
    expect(() => parseInput(schema, 'EVN \u202eton')).toThrow(
      'expected text that can be read, got U+202E, which turns the direction of writing, as character 5 (after "EVN ")',
    );
    expect(() => parseInput(schema, 'EVN\u200b2')).toThrow(
      'got U+200B, which cannot be seen, as character 4 (after "EVN")',
    );
  });
});

test('Words are at least three characters, and at most two thousand', () => {
  for (const text of ['no', 'x'.repeat(2_001)])
    expect(() => parseInput(Words, text)).toThrow('expected 3 to 2000 characters in one line');
});

test.each(['', '-an', 'x'.repeat(81)])('%j is no Name', (text) => {
  expect(() => parseInput(Name, text)).toThrow('expected a name of at most 80 letters, digits and signs');
});
