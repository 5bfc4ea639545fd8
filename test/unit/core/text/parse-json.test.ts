import { expect, test } from 'vitest';
import { parseJson } from '#core/text/parse-json.ts';

test.each([
  ['{"a":[1,null]}', { a: [1, null] }],
  ['"text"', 'text'],
  ['', undefined],
  ['{"a":', undefined],
])('%j says %j', (text, expected) => {
  expect(parseJson(text)).toEqual(expected);
});
