import type { Language } from './language.ts';

/** Texts by language: another language is another entry. */
export const inLanguage =
  <Texts>(texts: Readonly<Record<Language, Texts>>) =>
  (language: Language): Texts =>
    texts[language];
