import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '#core/text/canonical-json.ts';
import { isSameJson } from '#core/text/is-same-json.ts';

test.each([
  ['{"a":1,"b":2}', { b: 2, a: 1 }, true],
  ['{"a":1}', { a: 1, b: undefined }, true],
  ['{"a":1}', { a: 1, b: 2 }, false],
  ['{"a":1,"b":2}', { a: 1 }, false],
  ['{"a":1,"b":2}', { a: 1, c: 2 }, false],
  ['[1,2]', [1, 2], true],
  ['[1,2]', [1], false],
  ['[]', {}, false],
  ['{"a":[{"b":"c"}]}', { a: [{ b: 'd' }] }, false],
  ['null', null, true],
  ['{}', null, false],
])('isSameJson compares %s', (text, value, expected) => {
  expect(isSameJson(text, value)).toBe(expected);
});

test('isSameJson agrees with canonical JSON', () => {
  const value = fc.jsonValue({ maxDepth: 2 }).filter((each) => !JSON.stringify(each).includes('__proto__'));
  fc.assert(
    fc.property(value, value, (a, b) => {
      const text = canonicalJson(a);

      expect(isSameJson(text, JSON.parse(JSON.stringify(a)))).toBe(true);
      expect(isSameJson(text, b)).toBe(text === canonicalJson(b as Json));
    }),
  );
});
