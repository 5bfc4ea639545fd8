import { expect, test } from 'vitest';
import { languageOf } from '#cli/shell/language-of.ts';

test.each([
  [{ LANG: 'vi_VN.UTF-8' }, 'vi'],
  [{ LANG: 'en_GB.UTF-8' }, 'en'],
  [{ LANG: 'vi_VN.UTF-8', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'C', LC_MESSAGES: 'vi_VN' }, 'vi'],
  [{}, 'en'],
] as const)('a terminal set to %j is spoken to in %s', (env, language) => {
  expect(languageOf(env)).toBe(language);
});
