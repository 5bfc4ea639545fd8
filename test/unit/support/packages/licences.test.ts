import { expect, test } from 'vitest';
import { isPermissive, termsOf } from '../../../support/packages/licences.ts';

test.each([
  ['MIT', true],
  ['GPL-3.0-or-later', false],
  ['(MIT OR GPL-3.0-or-later)', true],
  ['GPL-3.0-or-later OR MIT', true],
  ['MIT AND OFL-1.1', true],
  ['MIT AND GPL-2.0-only', false],
  // AND binds before OR: the first choice is MIT with GPL, the second ISC alone.
  ['MIT AND GPL-2.0-only OR ISC', true],
  ['ISC OR MIT AND GPL-2.0-only', true],
  ['(ISC OR MIT) AND GPL-2.0-only', false],
  ['(ISC OR GPL-2.0-only) AND (Zlib OR LGPL-3.0-only)', true],
  ['Apache-2.0 WITH LLVM-exception', false],
  ['SEE LICENSE IN LICENSE.md', false],
  ['UNLICENSED', false],
  ['MIT MIT', false],
  ['(MIT', false],
  ['MIT)', false],
  ['MIT OR', false],
  ['OR', false],
  ['', false],
])('%s: permissive is %s', (expression, expected) => {
  expect(isPermissive(expression)).toBe(expected);
});

test.each([
  ['(MIT OR GPL-3.0-or-later)', ['MIT']],
  ['GPL-3.0-or-later OR MIT', ['MIT']],
  ['(MIT AND Zlib)', ['MIT', 'Zlib']],
  ['GPL-2.0-only', ['GPL-2.0-only']],
  ['SEE LICENSE IN LICENSE.md', ['SEE LICENSE IN LICENSE.md']],
])('%s asks for %s', (expression, expected) => {
  expect(termsOf(expression)).toEqual(expected);
});
