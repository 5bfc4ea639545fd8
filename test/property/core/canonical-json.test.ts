import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from '#core/canonical-json.ts';

const json = fc.jsonValue() as fc.Arbitrary<Json>;

test('is JSON of the same value', () => {
  fc.assert(
    fc.property(json, (value) => {
      // JSON has no negative zero: compare with what JSON itself makes of the value.
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('does not depend on the order in which keys were written', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json), (object) => {
      const reversed = Object.fromEntries(Object.entries(object).reverse());

      expect(canonicalJson(reversed)).toBe(canonicalJson(object));
    }),
  );
});

test.each([
  [{ b: 1, a: [true, null, 'ế'] }, '{"a":[true,null,"ế"],"b":1}'],
  [{ a: undefined, b: 'x' }, '{"b":"x"}'],
])('%j is written %s', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});
