import type { Language } from '../../core/language/language.ts';
import type { FormsTexts } from './forms-texts.ts';
import { formsTextsEn } from './forms-texts-en.ts';
import { formsTextsVi } from './forms-texts-vi.ts';

const TEXTS: Readonly<Record<Language, FormsTexts>> = { vi: formsTextsVi, en: formsTextsEn };

export const formsTexts = (language: Language): FormsTexts => TEXTS[language];
