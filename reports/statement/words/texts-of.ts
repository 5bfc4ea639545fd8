import type { Language } from '../../../core/language/language.ts';
import type { StatementTexts } from './texts.ts';
import { statementTextsEn } from './texts-en.ts';
import { statementTextsVi } from './texts-vi.ts';

const TEXTS: Readonly<Record<Language, StatementTexts>> = { vi: statementTextsVi, en: statementTextsEn };

export const statementTexts = (language: Language): StatementTexts => TEXTS[language];
