import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, isSameJson, type Json } from '#core/text/canonical-json.ts';

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

test('two values are the same where their canonical JSON is', () => {
  // Few different ones, so that pairs are often equal and often differ in one place.
  const small = fc.letrec<{ value: Json; leaf: Json }>((tie) => ({
    leaf: fc.constantFrom<Json>(null, true, 0, 1, '', 'a'),
    value: fc.oneof(
      { maxDepth: 2 },
      tie('leaf'),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b'), fc.option(tie('value'), { nil: undefined })),
    ),
  })).value;
  fc.assert(
    fc.property(small, small, (a, b) => {
      expect(isSameJson(a, b)).toBe(canonicalJson(a) === canonicalJson(b));
      expect(isSameJson(a, structuredClone(a))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test.each([
  [{ b: 1, a: [true, null, 'ế'] }, '{"a":[true,null,"ế"],"b":1}'],
  [{ a: undefined, b: 'x' }, '{"b":"x"}'],
])('%j is written %s', (value, text) => {
  expect(canonicalJson(value)).toBe(text);
});
