import { AccountError } from '../../accounts/account-error.ts';
import type { Language } from '../../core/language/language.ts';
import { ActRefused } from './act-refused.ts';

/** What a page at the door says of what it did not take, in place of an error. @throws what is none of it */
export function refusalOf(error: unknown, language: Language, usual: 400 | 401 = 400) {
  if (!(error instanceof AccountError || error instanceof ActRefused)) throw error;
  const told = { told: error.said[language], isProblem: true };
  if (error instanceof ActRefused) return { ...told, status: 503 };
  return { ...told, status: error.code === 'LOGIN_LOCKED' ? 429 : usual };
}
