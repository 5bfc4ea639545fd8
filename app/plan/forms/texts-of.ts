import type { Language } from '../../../portal/web/messages/messages.ts';
import type { FormsTexts } from './texts.ts';
import { formsTextsEn } from './texts-en.ts';
import { formsTextsVi } from './texts-vi.ts';

const TEXTS: Readonly<Record<Language, FormsTexts>> = { vi: formsTextsVi, en: formsTextsEn };

export const formsTexts = (language: Language): FormsTexts => TEXTS[language];
