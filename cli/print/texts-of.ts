import type { Language } from '../../core/language/language.ts';
import type { DecisionTexts } from './texts.ts';
import { EN } from './texts-en.ts';
import { VI } from './texts-vi.ts';

const TEXTS: Readonly<Record<Language, DecisionTexts>> = { en: EN, vi: VI };

export const textsOf = (language: Language): DecisionTexts => TEXTS[language];
