import type { Language } from '../../core/language/language.ts';
import type { PlanTexts } from './texts.ts';
import { planTextsEn } from './texts-en.ts';
import { planTextsVi } from './texts-vi.ts';

const TEXTS: Readonly<Record<Language, PlanTexts>> = { en: planTextsEn, vi: planTextsVi };

export const planTextsOf = (language: Language): PlanTexts => TEXTS[language];
