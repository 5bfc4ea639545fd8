import { LANGUAGES, type Language } from '../../../core/language/language.ts';
import { oneOf } from '../../api/parameters.ts';
import { type PageContext, THEMES, type Theme } from './page-context.ts';

/** What every page may be asked for besides its own. */
export const LookParameters = { lang: oneOf(LANGUAGES).optional(), theme: oneOf(THEMES).optional() };

/** What pages are drawn with. */
export interface LookOptions {
  readonly contextFor: (path: string, language: Language, theme: Theme | undefined) => PageContext;
  readonly languageOf: (asked: Language | undefined) => Language;
}
